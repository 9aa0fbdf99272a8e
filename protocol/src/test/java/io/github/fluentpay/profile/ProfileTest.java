package io.github.fluentpay.profile;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.OTHER_RSA;
import static io.github.fluentpay.TestKeys.RSA;
import static io.github.fluentpay.TestKeys.SERIAL;
import static io.github.fluentpay.TestKeys.certificatePem;
import static io.github.fluentpay.TestKeys.privatePem;
import static io.github.fluentpay.TestKeys.publicPem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.VerifyingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileTest {

    private static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000000012026112300000000000001";
    private static final List<String> ALL = List.of(
            "# 商户",
            "fluentpay.mchid=1900000001",
            "fluentpay.merchant-serial=" + SERIAL,
            "fluentpay.merchant-key=merchant/apiclient_key.pem",
            "fluentpay.apiv3-key=0123456789abcdef0123456789abcdef",
            "fluentpay.platform-serial=" + PUBLIC_KEY_ID,
            "fluentpay.platform-key=platform/pub_key.pem",
            "fluentpay.base-url=https://api.mch.weixin.qq.com, http://localhost:8080/");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeKeys() throws IOException {
        file = folder.resolve("profile.properties");
        Files.createDirectories(folder.resolve("merchant"));
        Files.createDirectories(folder.resolve("platform"));
        Files.writeString(folder.resolve("merchant/apiclient_key.pem"), privatePem(RSA));
        Files.writeString(folder.resolve("merchant/other_key.pem"), privatePem(OTHER_RSA));
        Files.writeString(folder.resolve("platform/pub_key.pem"), publicPem(RSA));
        Files.writeString(folder.resolve("platform/certificate.pem"), certificatePem(CERTIFICATE));
    }

    @Test
    void readsEveryProperty() {
        Profile profile = read(ALL, Map.of());

        assertThat(profile.merchant().mchid()).isEqualTo("1900000001");
        assertThat(profile.merchant().serialNumber()).isEqualTo(SERIAL);
        assertThat(((MerchantKey) profile.merchant().signer()).matches(RSA.getPublic()))
                .isTrue();
        assertThat(profile.apiV3Key()).isNotNull();
        assertThat(profile.verifyingKeys().serials()).containsExactly(PUBLIC_KEY_ID);
        assertThat(profile.baseUrls())
                .containsExactly(URI.create("https://api.mch.weixin.qq.com"), URI.create("http://localhost:8080/"));
        assertThat(profile.toString()).doesNotContain("0123456789abcdef");
    }

    @Test
    void readsWithoutTheOptionalProperties() {
        Profile profile = read(without("apiv3-key", "platform-serial", "platform-key", "base-url"), Map.of());

        assertThat(profile.apiV3Key()).isNull();
        assertThat(profile.verifyingKeys().isEmpty()).isTrue();
        assertThat(profile.baseUrls()).isEmpty();
    }

    @Test
    void takesBlankPropertiesAsAbsent() {
        List<String> lines = new ArrayList<>(without("apiv3-key", "platform-serial", "platform-key", "base-url"));
        lines.addAll(List.of("fluentpay.apiv3-key=", "fluentpay.platform-serial= ", "fluentpay.base-url=\\t"));

        Profile profile = read(lines, Map.of());

        assertThat(profile.apiV3Key()).isNull();
        assertThat(profile.verifyingKeys().isEmpty()).isTrue();
        assertThat(profile.baseUrls()).isEmpty();
    }

    @Test
    void readsAPlatformCertificate() {
        for (String spelling : List.of(SERIAL, SERIAL.toLowerCase(Locale.ROOT), "51:57:" + SERIAL.substring(4))) {
            List<String> lines = with("platform-serial", spelling, "platform-key", "platform/certificate.pem");

            VerifyingKey key =
                    read(lines, Map.of()).verifyingKeys().find(SERIAL).orElseThrow();

            assertThat(key.certificate()).contains(CERTIFICATE);
        }
    }

    @Test
    void prefersTheEnvironment() {
        Map<String, String> environment = Map.of(
                "FLUENTPAY_MCHID", " 1900000002 ",
                "FLUENTPAY_MERCHANT_SERIAL", "a1",
                "FLUENTPAY_MERCHANT_KEY",
                        folder.resolve("merchant/other_key.pem").toString(),
                "FLUENTPAY_APIV3_KEY", "abcdef0123456789abcdef0123456789",
                "FLUENTPAY_PLATFORM_SERIAL", SERIAL,
                "FLUENTPAY_PLATFORM_KEY",
                        folder.resolve("platform/certificate.pem").toString(),
                "FLUENTPAY_BASE_URL", "https://api2.mch.weixin.qq.com");

        Profile profile = read(ALL, environment);

        assertThat(profile.merchant().mchid()).isEqualTo("1900000002");
        assertThat(profile.merchant().serialNumber()).isEqualTo("A1");
        assertThat(((MerchantKey) profile.merchant().signer()).matches(OTHER_RSA.getPublic()))
                .isTrue();
        assertThat(profile.verifyingKeys().serials()).containsExactly(SERIAL);
        assertThat(profile.baseUrls()).containsExactly(URI.create("https://api2.mch.weixin.qq.com"));
        assertThat(Profile.ofEnvironment(environment).merchant().mchid()).isEqualTo("1900000002");
    }

    @Test
    void takesBlankVariablesAsAbsent() {
        Profile profile = read(ALL, Map.of("FLUENTPAY_MCHID", "", "FLUENTPAY_MERCHANT_KEY", " "));

        assertThat(profile.merchant().mchid()).isEqualTo("1900000001");
        assertThat(((MerchantKey) profile.merchant().signer()).matches(RSA.getPublic()))
                .isTrue();
    }

    @Test
    void takesPathsRelativeToTheFileAndThoseOfTheEnvironmentRelativeToTheWorkingFolder() {
        String relative = "merchant/apiclient_key.pem";

        assertThat(read(ALL, Map.of()).merchant()).isNotNull();
        assertThatThrownBy(() -> read(ALL, Map.of("FLUENTPAY_MERCHANT_KEY", relative)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fluentpay.merchant-key cannot be used (from the variable FLUENTPAY_MERCHANT_KEY): There is"
                        + " no such file: " + Path.of("").toAbsolutePath()
                        + " exists, and the rest of the path (" + relative.length()
                        + " characters, ending in .pem) does not");
    }

    @Test
    void takesAbsolutePaths() {
        Path absolute = folder.resolve("merchant/other_key.pem").toAbsolutePath();

        Profile profile = read(with("merchant-key", absolute.toString().replace("\\", "\\\\")), Map.of());

        assertThat(((MerchantKey) profile.merchant().signer()).matches(OTHER_RSA.getPublic()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "mchid, FLUENTPAY_MCHID",
        "merchant-serial, FLUENTPAY_MERCHANT_SERIAL",
        "merchant-key, FLUENTPAY_MERCHANT_KEY",
        "platform-serial, FLUENTPAY_PLATFORM_SERIAL",
        "platform-key, FLUENTPAY_PLATFORM_KEY"
    })
    void namesTheMissingProperty(String property, String variable) {
        assertThat(Profile.variableOf("fluentpay." + property)).isEqualTo(variable);
        assertRefused(
                without(property),
                "fluentpay." + property + " is missing in " + file + "; set it there or as " + variable
                        + " in the environment");
    }

    @Test
    void namesTheMissingVariable() {
        assertThatThrownBy(() -> Profile.ofEnvironment(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("fluentpay.mchid is missing; set FLUENTPAY_MCHID in the environment");
    }

    @Test
    void namesTheMalformedProperty() {
        assertUnusable(
                "mchid",
                "19",
                "a value of 2 characters is not a merchant number: 8 to 15 digits, shown in the console");
        assertUnusable(
                "merchant-serial",
                "xyz",
                "a value of 3 characters is not a certificate serial number: up to 64 hexadecimal digits, as the console"
                        + " shows beside the API certificate");
        assertUnusable(
                "merchant-serial",
                "0123456789abcdef0123456789abcdef",
                "it has 32 digits, as many as an APIv3 key, and a serial number has 40; take it from the console, beside"
                        + " the API certificate");
        assertUnusable(
                "merchant-key",
                "platform/pub_key.pem",
                folder.resolve("platform/pub_key.pem")
                        + ": this is a public key, a private key is needed; the platform's console calls it"
                        + " apiclient_key.pem");
        assertUnusable(
                "merchant-key",
                "merchant/none.pem",
                "There is no such file: " + folder.resolve("merchant")
                        + " exists, and the rest of the path (8 characters, ending in .pem) does not");
        assertUnusable(
                "merchant-key",
                "a\\u0000b",
                "it is not a path, but a value of 3 characters; set it to the path of a file");
        assertUnusable(
                "apiv3-key",
                "secret",
                "The APIv3 key has 6 bytes, exactly 32 are needed; it is set in the console under API"
                        + " security (API安全), and is not the APIv2 key");
        assertUnusable(
                "platform-key",
                "platform/certificate.pem",
                folder.resolve("platform/certificate.pem")
                        + ": this is a certificate, a public key is needed; the platform's console calls it"
                        + " pub_key.pem; if it is a platform certificate, give it with its serial number in place of"
                        + " PUB_KEY_ID_… (VerifyingKey.ofCertificate)");
        assertUnusable(
                "platform-serial",
                "PUB_KEY_ID_x",
                "a value of 12 characters is not the ID of a WeChat Pay public key: it is PUB_KEY_ID_ and digits, and stands"
                        + " in the console beside the key; a letter at position 12 does not belong there");
        assertRefused(
                with("platform-serial", "A1", "platform-key", "platform/certificate.pem"),
                "fluentpay.platform-key cannot be used (in " + file
                        + ", line <line>): the certificate has the serial number "
                        + SERIAL + ", but fluentpay.platform-serial is a value of 2 characters; set it to the"
                        + " certificate's, if this is the certificate that is meant");
    }

    private void assertUnusable(String name, String value, String why) {
        assertRefused(
                with(name, value), "fluentpay." + name + " cannot be used (in " + file + ", line <line>): " + why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            api.mch.weixin.qq.com | a value of 21 characters
            ftp://x | ftp://x
            https:///v3 | a value of 11 characters
            /v3 | a value of 3 characters
            localhost:8080 | a value of 14 characters
            https://a,b | a value of 1 character
            https://a b | a value of 11 characters
            """)
    void refusesWhatIsNoBaseUrl(String url, String shown) {
        assertUnusable("base-url", url, shown + " is not an http or https URL with a host; write it as https://host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:secret@host",
                "https://me:/secret@host",
                "https://me/secret@host",
                "https://host?secret",
                "https://host/#secret"
            })
    void refusesABaseUrlThatCanHideASecret(String url) {
        assertUnusable(
                "base-url",
                url,
                "a base URL has no user, no query and no fragment; write it as https://host, with a port if need be");
    }

    /** As a person does who breaks a long line. */
    @Test
    void showsNothingOfALineThatABackslashJoinsToTheOneBefore() {
        List<String> lines = with("merchant-key", "merchant/apiclient_key.pem\\\nfluentpay.apiv3-key=0123456789abcdef");

        assertRefused(
                lines,
                "fluentpay.merchant-key cannot be used (in " + file + ", line <line>): There is no such file: "
                        + folder.resolve("merchant") + " exists, and the rest of the path (53 characters, the name of"
                        + " another setting among them: the line before it ends with a backslash, or the line break"
                        + " between the two is missing) does not");
    }

    @Test
    void saysThatAProfileIsNotUtf8() throws Exception {
        Files.write(file, "fluentpay.mchid=1900000001\n# 商户".getBytes(Charset.forName("GBK")));

        assertThatThrownBy(() -> Profile.read(file, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The profile " + file + " is not UTF-8 text; save it as UTF-8 in your editor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void readsAProfileWithAByteOrderMark(String charset) throws Exception {
        Files.write(file, ("\uFEFF" + String.join("\r\n", ALL)).getBytes(Charset.forName(charset)));

        assertThat(Profile.read(file, Map.of()).merchant().mchid()).isEqualTo("1900000001");
        assertThat(ProfileSettings.ofFile(file, Map.of()).line(Profile.MCHID)).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            classpath:merchant/apiclient_key.pem | a value of 36 characters, ending in .pem; a name that begins with classpath: is that of a class-path resource (KeySource.resource), and a path is needed here
            ~/merchant/apiclient_key.pem | a value of 28 characters, ending in .pem; only a shell replaces ~ by the home folder: write that folder out
            ${KEYS}/apiclient_key.pem | a value of 25 characters, ending in .pem; it has a placeholder in it that was not replaced by its value: set the variable that it names
            """)
    void saysWhatIsWrongWithAPath(String path, String problem) {
        for (String property : List.of("merchant-key", "platform-key")) {
            assertUnusable(property, path, "it is not a path, but " + problem + "; set it to the path of a file");
        }
    }

    @Test
    void takesThePathOfAFileAsAUrlAndWithInvisibleCharacters() {
        String url = folder.resolve("merchant/apiclient_key.pem").toUri().toString();

        for (String path : List.of(
                url, "file:" + folder.resolve("merchant/apiclient_key.pem"), "merchant/apiclient_key.pem\u200B")) {
            assertThat(read(with("merchant-key", path), Map.of()).merchant()).isNotNull();
        }
    }

    @Test
    void saysThatAProfileCannotBeRead() throws Exception {
        Files.writeString(file, "fluentpay.mchid=\\u12");

        assertThatThrownBy(() -> Profile.read(file, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The profile " + file
                        + " cannot be read: line 1: a backslash and u are not followed by four hexadecimal digits");
    }

    @Test
    void standsAByteOrderMarkAndCarriageReturns() throws Exception {
        String text = String.join("\r\n", ALL.subList(1, ALL.size()));
        Files.writeString(file, "\uFEFF" + text, StandardCharsets.UTF_8);

        assertThat(Profile.read(file, Map.of()).merchant().mchid()).isEqualTo("1900000001");
    }

    @Test
    void copiesItsBaseUrls() {
        List<URI> urls = new ArrayList<>(List.of(URI.create("https://a")));
        Profile read = read(ALL, Map.of());

        Profile profile = new Profile(read.merchant(), null, read.verifyingKeys(), urls);
        urls.clear();

        assertThat(profile.baseUrls()).containsExactly(URI.create("https://a"));
    }

    @Test
    void takesTheSerialNumberFromTheCertificate() throws Exception {
        Files.writeString(folder.resolve("merchant/apiclient_cert.pem"), certificatePem(CERTIFICATE));
        List<String> lines = new ArrayList<>(without("merchant-serial"));
        lines.add("fluentpay.merchant-certificate=merchant/apiclient_cert.pem");

        assertThat(read(lines, Map.of()).merchant().serialNumber()).isEqualTo(SERIAL);
        assertThat(read(with("merchant-certificate", "merchant/apiclient_cert.pem"), Map.of())
                        .merchant()
                        .serialNumber())
                .isEqualTo(SERIAL);
    }

    @Test
    void refusesACertificateThatDoesNotFit() {
        String in = "fluentpay.merchant-certificate cannot be used (in " + file + ", line <line>): ";

        assertRefused(
                with("merchant-certificate", "platform/certificate.pem", "merchant-serial", "A1"),
                in + "the certificate has the serial number " + SERIAL
                        + ", but fluentpay.merchant-serial is another; leave that one out");
        assertRefused(
                with("merchant-certificate", "platform/certificate.pem", "merchant-key", "merchant/other_key.pem"),
                in + "the private key of fluentpay.merchant-key does not belong to it; take both from the same"
                        + " download of the console");
        assertRefused(
                with("merchant-certificate", "merchant/other_key.pem"),
                in + folder.resolve("merchant/other_key.pem")
                        + ": this is a private key, a certificate is needed; the platform's console calls it"
                        + " apiclient_cert.pem");
    }

    @Test
    void doesNotShowAKeyThatStandsInPlaceOfItsPath() {
        String key = privatePem(RSA).replace("\n", "");
        String body = key.replaceAll("-----[A-Z ]+-----", "");

        String base64 = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        for (String value : List.of(key, body, base64)) {
            assertRefused(
                    with("merchant-key", value),
                    "fluentpay.merchant-key cannot be used (in " + file
                            + ", line <line>): it holds a key or certificate itself, and"
                            + " the path of a file is needed; put it into a file");
        }
    }

    @Test
    void hasSettingsOfItsOwnForEachProperty() throws Exception {
        Files.write(file, with("merchant-key", "no.pem", "mchid", "x"));

        ProfileSettings settings = ProfileSettings.ofFile(file, Map.of("FLUENTPAY_MCHID", " 1900000002 "));

        assertThat(settings.find(Profile.MCHID)).contains("1900000002");
        assertThat(settings.isFromEnvironment(Profile.MCHID)).isTrue();
        assertThat(settings.isFromEnvironment(Profile.APIV3_KEY)).isFalse();
        assertThat(settings.path(Profile.MERCHANT_KEY)).isEqualTo(folder.resolve("no.pem"));
        assertThat(settings.find(Profile.MERCHANT_CERTIFICATE)).isEmpty();
        assertThat(settings.names()).contains("fluentpay.apiv3-key").hasSize(7);
        assertThat(settings.file()).contains(file);
        assertThat(settings).hasToString("ProfileSettings[" + file + "]");
        assertThat(ProfileSettings.ofEnvironment(Map.of())).hasToString("ProfileSettings[environment]");
    }

    /** @param message {@code <line>} in it stands for the number of the line that has the setting of its beginning */
    private void assertRefused(List<String> lines, String message) {
        String setting = message.replaceFirst(" .*", "") + "=";
        int line = 1;
        for (String each : lines) {
            if (each.startsWith(setting)) {
                break;
            }
            line += (int) each.lines().count();
        }
        assertThatThrownBy(() -> read(lines, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message.replace("<line>", Integer.toString(line)));
    }

    private Profile read(List<String> lines, Map<String, String> environment) {
        try {
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Profile.read(file, environment);
    }

    private static List<String> without(String... properties) {
        return ALL.stream()
                .filter(line -> Arrays.stream(properties).noneMatch(p -> line.startsWith("fluentpay." + p + "=")))
                .toList();
    }

    private static List<String> with(String... namesAndValues) {
        Map<String, String> changed = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            changed.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        List<String> lines = new ArrayList<>(without(changed.keySet().toArray(new String[0])));
        changed.forEach((name, value) -> lines.add("fluentpay." + name + "=" + value));
        return lines;
    }
}
