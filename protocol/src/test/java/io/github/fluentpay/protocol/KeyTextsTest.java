package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.RSA;
import static io.github.fluentpay.TestKeys.SERIAL;
import static io.github.fluentpay.TestKeys.certificatePem;
import static io.github.fluentpay.TestKeys.der;
import static io.github.fluentpay.TestKeys.pem;
import static io.github.fluentpay.TestKeys.pkcs12;
import static io.github.fluentpay.TestKeys.pkcs1Private;
import static io.github.fluentpay.TestKeys.pkcs1Public;
import static io.github.fluentpay.TestKeys.privatePem;
import static io.github.fluentpay.TestKeys.publicPem;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates as environment variables, secret stores and editors hold them. */
class KeyTextsTest {

    private static final String ID = Vectors.PUBLIC_KEY_ID;

    @TempDir
    private Path folder;

    /** A key as text, and its reader, which fails if it is not that key. */
    record Key(String name, String text, Consumer<KeySource> read) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A way of writing a text. */
    record Spelling(String name, Function<String, byte[]> write) {
        static Spelling of(String name, Function<String, String> write) {
            return new Spelling(name, text -> utf8(write.apply(text)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Key> keys() {
        Consumer<KeySource> privateKey = source ->
                assertThat(MerchantKey.read(source).matches(RSA.getPublic())).isTrue();
        Consumer<KeySource> publicKey =
                source -> assertThat(MerchantKey.of(RSA.getPrivate()).matches(VerifyingKey.ofPublicKey(ID, source)))
                        .isTrue();
        Consumer<KeySource> certificate = source ->
                assertThat(VerifyingKey.ofCertificate(source).serial()).isEqualTo(SERIAL);
        Consumer<KeySource> merchantCertificate =
                source -> assertThat(Merchant.certificate(source)).isEqualTo(CERTIFICATE);
        return Stream.of(
                new Key("PKCS#8", privatePem(RSA), privateKey),
                new Key("PKCS#1 private key", pem("RSA PRIVATE KEY", pkcs1Private(RSA)), privateKey),
                new Key("Base64 of PKCS#8", base64(RSA.getPrivate().getEncoded()), privateKey),
                new Key("public key", publicPem(RSA), publicKey),
                new Key("PKCS#1 public key", pem("RSA PUBLIC KEY", pkcs1Public(RSA)), publicKey),
                new Key("Base64 of a public key", base64(RSA.getPublic().getEncoded()), publicKey),
                new Key("platform certificate", certificatePem(CERTIFICATE), certificate),
                new Key("merchant certificate", certificatePem(CERTIFICATE), merchantCertificate),
                new Key("Base64 of a certificate", base64(der(CERTIFICATE)), certificate),
                new Key("certificate behind its key", privatePem(RSA) + certificatePem(CERTIFICATE), certificate));
    }

    static Stream<Spelling> spellings() {
        return Stream.of(
                Spelling.of("as it is", text -> text),
                Spelling.of("line ends as \\n", text -> text.replace("\n", "\\n")),
                Spelling.of("line ends as \\r\\n", text -> text.replace("\n", "\\r\\n")),
                Spelling.of("line ends as \\\\n", text -> text.replace("\n", "\\\\n")),
                Spelling.of("line ends as \\n and real ones", text -> text.replace("\n", "\\n\n")),
                Spelling.of(
                        "as a JSON string",
                        text -> '"' + text.replace("\n", "\\n").replace("/", "\\/") + '"'),
                Spelling.of("in quotation marks", text -> "'" + text + "'"),
                Spelling.of("indented", text -> text.replaceAll("(?m)^", "    ")),
                Spelling.of("between invisible characters", text -> "\u200B\u00A0" + text + "\u00A0\uFEFF"),
                Spelling.of("long dashes", text -> text.replace("-----", "\u2014\u2013")),
                Spelling.of("carriage returns", text -> text.replace('\n', '\r')),
                Spelling.of("Base64", text -> base64(utf8(text))),
                Spelling.of("Base64 without padding", text -> base64(utf8(text)).replace("=", "")),
                Spelling.of(
                        "Base64 in the alphabet of URLs",
                        text -> Base64.getUrlEncoder().encodeToString(utf8(text))),
                Spelling.of(
                        "Base64 on many lines", text -> Base64.getMimeEncoder().encodeToString(utf8(text)) + "\n"),
                Spelling.of("Base64 in quotation marks", text -> '"' + base64(utf8(text)) + '"'),
                Spelling.of(
                        "Base64 with line ends as \\n",
                        text -> Base64.getMimeEncoder()
                                .encodeToString(utf8(text))
                                .replace("\r\n", "\\n")),
                Spelling.of("Base64 of line ends as \\n", text -> base64(utf8(text.replace("\n", "\\n")))),
                Spelling.of("Base64 of UTF-16", text -> base64(marked(text, StandardCharsets.UTF_16LE))),
                Spelling.of("Base64 of Base64", text -> base64(utf8(base64(utf8(text))))),
                Spelling.of("UTF-8 with a mark", text -> "\uFEFF" + text),
                new Spelling("UTF-16LE", text -> marked(text, StandardCharsets.UTF_16LE)),
                new Spelling("UTF-16BE", text -> marked(text, StandardCharsets.UTF_16BE)),
                new Spelling("UTF-16LE without a mark", text -> text.getBytes(StandardCharsets.UTF_16LE)),
                new Spelling("UTF-16BE without a mark", text -> text.getBytes(StandardCharsets.UTF_16BE)));
    }

    static Stream<Arguments> keysAndSpellings() {
        return keys().flatMap(key -> spellings().map(spelling -> Arguments.of(key, spelling)));
    }

    @ParameterizedTest
    @MethodSource("keysAndSpellings")
    void readsEveryKeyInEverySpellingFromEverySource(Key key, Spelling spelling) throws Exception {
        byte[] content = spelling.write().apply(key.text());
        Path file = Files.write(folder.resolve("key"), content);

        List<KeySource> sources = new ArrayList<>(List.of(
                KeySource.path(file), KeySource.bytes(content), KeySource.stream(new ByteArrayInputStream(content))));
        String text = new String(content, StandardCharsets.UTF_8);
        if (Arrays.equals(utf8(text), content)) {
            sources.add(KeySource.text(text));
        }
        inClassPath(() -> sources.add(KeySource.resource("key")), sources, key);
    }

    private void inClassPath(Runnable add, List<KeySource> sources, Key key) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            thread.setContextClassLoader(loader);
            add.run();
            sources.forEach(key.read());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"classpath:keys/key.pem", "classpath*:/keys/key.pem", "/keys/key.pem", "keys/key.pem\u200B"})
    void takesTheNameOfAResourceAsOtherFrameworksWriteIt(String name) throws Exception {
        Files.createDirectories(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys/key.pem"), privatePem(RSA));
        List<KeySource> sources = new ArrayList<>();

        inClassPath(
                () -> sources.add(KeySource.resource(name)),
                sources,
                keys().findFirst().orElseThrow());

        assertThat(sources.get(0)).hasToString("KeySource[class-path resource keys/key.pem]");
    }

    @Test
    void takesThePathOfAFileWithInvisibleCharactersOrAsAUrl() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), privatePem(RSA));

        for (String path : List.of(
                file + "\u200B",
                file + " ",
                "\uFEFF" + file,
                "file:" + file,
                file.toUri().toString())) {
            assertThat(MerchantKey.read(KeySource.path(Path.of(path))).matches(RSA.getPublic()))
                    .as(path)
                    .isTrue();
        }
    }

    /** A pattern that calls itself for each of them runs out of stack. */
    @Test
    void readsAKeyBehindManyWrittenLineEnds() {
        String many = "\\n".repeat(200_000);
        String pem = privatePem(RSA);

        assertThat(MerchantKey.read(KeySource.text(many + pem + many)).matches(RSA.getPublic()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classpath:key.pem", "~/key.pem", "${KEY_FOLDER}/key.pem"})
    void saysWhatIsWrongWithAPathThatDoesNotExist(String path) {
        String cure = switch (path.charAt(0)) {
            case 'c' ->
                "; a name that begins with classpath: is that of a class-path resource (KeySource.resource), and a path is"
                        + " needed here";
            case '~' -> "; only a shell replaces ~ by the home folder: write that folder out";
            default ->
                "; it has a placeholder in it that was not replaced by its value: set the variable that it names";
        };

        assertThatThrownBy(() -> MerchantKey.read(KeySource.path(Path.of(path))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("There is no such file: ")
                .hasMessageEndingWith(cure)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\u00A0", "\u200B", "\uFEFF", " "})
    void trimsThePasswordOfAKeyStoreIfItIsWrongAsItIs(String invisible) {
        KeySource store = KeySource.bytes(pkcs12(RSA, CERTIFICATE, "1900000001"));
        String password = "1900000001" + invisible;

        assertThat(Merchant.ofPkcs12(password, store, password.toCharArray()).serialNumber())
                .isEqualTo(SERIAL);
    }

    @Test
    void opensAKeyStoreWhosePasswordEndsWithABlank() {
        KeySource store = KeySource.bytes(pkcs12(RSA, CERTIFICATE, "secret "));

        assertThat(Merchant.ofPkcs12("1900000001", store, "secret ".toCharArray())
                        .serialNumber())
                .isEqualTo(SERIAL);
        assertThatThrownBy(() -> Merchant.ofPkcs12("1900000001", store, "secret".toCharArray()))
                .hasMessageContaining("cannot be opened with this password");
    }

    @Test
    void readsAKeyStoreFromTheBase64OfIt() {
        byte[] store = pkcs12(RSA, CERTIFICATE, "1900000001");

        for (String text :
                List.of(base64(store), Base64.getMimeEncoder().encodeToString(store), base64(utf8(base64(store))))) {
            assertThat(Merchant.ofPkcs12("1900000001", KeySource.text(text), "1900000001".toCharArray())
                            .serialNumber())
                    .isEqualTo(SERIAL);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] marked(String text, Charset charset) {
        return ("\uFEFF" + text).getBytes(charset);
    }
}
