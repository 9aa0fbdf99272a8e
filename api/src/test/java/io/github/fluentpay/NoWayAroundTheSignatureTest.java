package io.github.fluentpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.EncryptedResource;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.PlatformCertificates;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nobody who uses the published classes can decrypt a notification without verifying it: whoever adds a member that takes
 * the APIv3 key, what it encrypts, or what it opens, meets this list.
 */
class NoWayAroundTheSignatureTest {

    private static final List<Executable> MEMBERS = new ArrayList<>();

    @BeforeAll
    static void findAllThatIsPublic() throws Exception {
        for (Class<?> one : List.of(AeadCipher.class, WechatPayClient.class, FluentPay.class)) {
            for (String name : classesBeside(one)) {
                Class<?> each = Class.forName(name, false, one.getClassLoader());
                if (isPublic(each)) {
                    Stream.concat(
                                    Arrays.stream(each.getDeclaredConstructors()),
                                    Arrays.stream(each.getDeclaredMethods()))
                            .filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                            .filter(member -> !member.isSynthetic())
                            .forEach(MEMBERS::add);
                }
            }
        }
        assertThat(MEMBERS).hasSizeGreaterThan(2_000);
    }

    @Test
    void aNotificationComesOutOfTheReaderAlone() {
        assertThat(Notification.class).isFinal();
        assertThat(Notification.class.getConstructors()).isEmpty();
        assertThat(signatures(MEMBERS.stream()
                        .filter(Method.class::isInstance)
                        .filter(member -> ((Method) member)
                                .getGenericReturnType()
                                .getTypeName()
                                .matches(".*\\bprotocol\\.Notification\\b.*"))))
                .containsExactlyInAnyOrder(
                        "NotificationReader.read(NotificationRequest, Instant)",
                        // What it was made of.
                        "EventView.notification()");
    }

    @Test
    void whatTheApiV3KeyOpensIsVerifiedOrIsACertificate() {
        Set<Class<?>> keys = Set.of(AeadCipher.class, ApiV3Key.class);
        Set<Class<?>> taken = Set.of(AeadCipher.class, ApiV3Key.class, EncryptedResource.class);

        assertThat(signatures(MEMBERS.stream()
                        .filter(member -> keys.contains(member.getDeclaringClass())
                                || Arrays.stream(member.getParameterTypes()).anyMatch(taken::contains))))
                .containsExactlyInAnyOrder(
                        "ApiV3Key.of(String)",
                        "ApiV3Key.toString()",
                        "ClientBuilder.apiV3Key(ApiV3Key)",
                        "Profile(Merchant, ApiV3Key, VerifyingKeys, List)",
                        // These seal.
                        "AeadCipher(ApiV3Key)",
                        "AeadCipher.seal(byte(), String, RandomGenerator)",
                        "NotificationSigner(String, Signer, ApiV3Key, RandomGenerator)",
                        // These open.
                        "NotificationReader(Supplier, ApiV3Key)",
                        "NotificationReader(Supplier, ApiV3Key, DiagnosisBudget)",
                        "PlatformCertificates.open(JsonObject, AeadCipher)");
    }

    /** The list of certificates is opened before it is verified; what else comes in its place stays closed. */
    @Test
    void theListOfCertificatesOpensNoNotification() {
        AeadCipher cipher = new AeadCipher(ApiV3Key.of("0123456789abcdef0123456789abcdef"));
        byte[] paid = "{\"out_trade_no\":\"1217752501201407\"}".getBytes(StandardCharsets.UTF_8);
        JsonObject sealed = cipher.seal(paid, "transaction", new Random(1)).toJson();
        JsonObject list =
                JsonObject.of("data", List.of(JsonObject.of("serial_no", "7B", "encrypt_certificate", sealed)));

        assertThatThrownBy(() -> PlatformCertificates.open(list, cipher))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("The list of platform certificates has an entry that is not a certificate")
                .satisfies(refused -> assertThat(stackTrace(refused)).doesNotContain("1217752501201407"));
    }

    private static Stream<String> signatures(Stream<Executable> members) {
        return members.map(member -> member.getDeclaringClass().getSimpleName()
                + (member instanceof Method ? "." + member.getName() : "")
                + Arrays.stream(member.getParameterTypes())
                        .map(Class::getSimpleName)
                        .toList()
                        .toString()
                        .replace('[', '(')
                        .replace(']', ')'));
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static boolean isPublic(Class<?> each) {
        return Modifier.isPublic(each.getModifiers())
                && (each.getEnclosingClass() == null || isPublic(each.getEnclosingClass()));
    }

    /** From a folder or a jar; the steps of the chain, thousands of them, only put paths together. */
    private static List<String> classesBeside(Class<?> one) throws IOException {
        URI place = URI.create(
                one.getProtectionDomain().getCodeSource().getLocation().toString());
        Path path = Path.of(place);
        if (Files.isDirectory(path)) {
            return classesIn(path);
        }
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
            return classesIn(jar.getPath("/"));
        }
    }

    private static List<String> classesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && file.startsWith("io"))
                    .map(file -> file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(name -> !name.matches("io\\.github\\.fluentpay\\.v[23]\\..*") && !name.endsWith("-info"))
                    .toList();
        }
    }
}
