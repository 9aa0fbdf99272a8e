package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.doctor.Diagnosis;
import io.github.fluentpay.doctor.Doctor;
import io.github.fluentpay.doctor.Finding;
import io.github.fluentpay.doctor.Verdict;
import io.github.fluentpay.local.Credentials;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.profile.Profile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong credential against a platform that checks them, word for word. */
class DoctorAgainstLocalPayTest {

    private static final String SAME_DOWNLOAD =
            "Take apiclient_key.pem and apiclient_cert.pem from the same download of the"
                    + " merchant console: API security (API安全), API certificate (API证书)";
    private static final String NOT_ACCEPTED = "the platform does not accept it: HTTP 401 SIGN_ERROR ";
    private static final String OTHER_KEY = NOT_ACCEPTED
            + "\"The signature does not hold: it was not made with the private key of merchant 1900000001 (certificate SERIAL),"
            + " nor with any other key LocalPay knows, or its padding is not PKCS#1 v1.5. Use the apiclient_key.pem that"
            + " LocalPay made, and SHA256withRSA.\" (Request-ID ID)";
    private static final String COMPARE =
            "Check that the private key belongs to the certificate whose serial number is in fluentpay.merchant-serial,"
                    + " and that this is the one of merchant 1900000001 in the merchant console; fluentpay.merchant-certificate lets the doctor compare"
                    + " them";
    private static final String TAKE_PUBLIC_KEY =
            "Take pub_key.pem and the PUB_KEY_ID_… beside it from the merchant console, API security (API安全)";
    private static final String DOWNLOAD = "Download the platform certificates: `fluentpay certificates download`";
    private static final String SET_CLOCK =
            "Set the clock by NTP (timedatectl set-ntp true, or chrony); the platform refuses"
                    + " requests that are 5 minutes off";

    @TempDir
    private static Path folder;

    private static LocalPay localPay;
    private static LocalPay another;
    private static Profile second;
    private static Map<String, String> healthy;

    @BeforeAll
    static void start() throws IOException {
        localPay = LocalPay.builder().data(folder.resolve("data")).empty().start();
        another = LocalPay.builder().data(folder.resolve("another")).empty().start();
        second = localPay.addMerchant("1900000002");
        healthy = read("data");
        healthy.put("fluentpay.merchant-certificate", "data/merchant/apiclient_cert.pem");
        healthy.put("fluentpay.merchant-key", "data/merchant/apiclient_key.pem");
        healthy.put("fluentpay.platform-key", "data/platform/pub_key.pem");
    }

    @AfterAll
    static void stop() {
        localPay.close();
        another.close();
    }

    private static Map<String, String> read(String data) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(folder.resolve(data + "/profile.properties"))));
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }

    /** A profile beside the data folders: the healthy one, changed. An empty value leaves a setting out. */
    private static Doctor doctor(Map<String, String> changes) {
        Map<String, String> settings = new TreeMap<>(healthy);
        changes.forEach((name, value) -> settings.put("fluentpay." + name, value));
        try {
            Path file = Files.createTempFile(folder, "profile", ".properties"); // readable by its owner only
            Files.write(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
            return Doctor.of(file, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole of what is wrong: check, verdict, reason, cure. Serial numbers and hosts have their names instead. */
    record Illness(String name, Map<String, String> changes, Duration ahead, List<Finding> found) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Illness illness(String name, Map<String, String> changes, Finding... found) {
        return new Illness(name, changes, Duration.ZERO, List.of(found));
    }

    private static Finding failed(String check, String reason, String cure) {
        return new Finding(check, Verdict.FAILED, reason, cure);
    }

    private static Finding warned(String check, String reason, String cure) {
        return new Finding(check, Verdict.WARNING, reason, cure);
    }

    static Stream<Illness> wrongCredentialsOfTheMerchant() {
        return Stream.of(
                illness(
                        "another's private key",
                        Map.of("merchant-key", "another/merchant/apiclient_key.pem"),
                        failed(
                                "merchant-key-pair",
                                "the private key does not belong to the certificate SERIAL",
                                SAME_DOWNLOAD),
                        failed("signature", OTHER_KEY, SAME_DOWNLOAD)),
                illness(
                        "another's private key, and no certificate to compare",
                        Map.of("merchant-key", "another/merchant/apiclient_key.pem", "merchant-certificate", ""),
                        failed("signature", OTHER_KEY, COMPARE)),
                illness(
                        "another serial number",
                        Map.of("merchant-serial", another.credentials().merchantSerial(), "merchant-certificate", ""),
                        failed(
                                "signature",
                                NOT_ACCEPTED
                                        + "\"The serial number (serial_no) in Authorization is unknown; the certificate of"
                                        + " merchant 1900000001 has SERIAL\" (Request-ID ID)",
                                COMPARE)),
                illness(
                        "another serial number than the certificate's, which is used instead",
                        Map.of("merchant-serial", another.credentials().merchantSerial()),
                        failed(
                                "merchant-serial",
                                "fluentpay.merchant-serial is another than the certificate's, which is SERIAL",
                                "Leave fluentpay.merchant-serial out: the certificate has it")),
                illness(
                        "the certificate of another mchid",
                        Map.of("mchid", "1900000002"),
                        warned(
                                "merchant-certificate-mchid",
                                "the certificate names 1900000001, and fluentpay.mchid is 1900000002",
                                "Set fluentpay.mchid to the merchant whose certificate this is, or take the certificate of"
                                        + " 1900000002"),
                        failed(
                                "signature",
                                NOT_ACCEPTED
                                        + "\"The serial number (serial_no) in Authorization belongs to merchant 1900000001;"
                                        + " the certificate of merchant 1900000002 has SECOND\" (Request-ID ID)",
                                "Key and certificate belong together, so check in the merchant console that the certificate"
                                        + " SERIAL is the valid one of merchant 1900000002")),
                illness(
                        "swapped files",
                        Map.of(
                                "merchant-key", "data/merchant/apiclient_cert.pem",
                                "merchant-certificate", "data/merchant/apiclient_key.pem"),
                        failed(
                                "merchant-key",
                                "FOLDER/data/merchant/apiclient_cert.pem: this is a certificate, a private key is needed; the"
                                        + " platform's console calls it apiclient_key.pem",
                                "Set fluentpay.merchant-key to the path of apiclient_key.pem of the merchant console's"
                                        + " download, readable and without a passphrase"),
                        failed(
                                "merchant-certificate",
                                "FOLDER/data/merchant/apiclient_key.pem: this is a private key, a certificate is needed; the"
                                        + " platform's console calls it apiclient_cert.pem",
                                "Set fluentpay.merchant-certificate to the path of apiclient_cert.pem of the merchant"
                                        + " console's download, or leave it out")),
                illness(
                        "another APIv3 key",
                        Map.of("apiv3-key", another.credentials().apiV3Key()),
                        failed(
                                "apiv3-key-opens",
                                "the APIv3 key does not open the platform certificates: it is not the one that is set in the"
                                        + " merchant console",
                                "Set it anew in the merchant console, API security (API安全), APIv3 key (APIv3密钥), and put the"
                                        + " same 32 characters here; it may be the APIv2 key (API密钥), which is as long")),
                illness(
                        "no APIv3 key",
                        Map.of("apiv3-key", ""),
                        warned(
                                "apiv3-key",
                                "there is no fluentpay.apiv3-key: neither notifications nor platform certificates can be"
                                        + " opened",
                                "Set the APIv3 key of the merchant console, API security (API安全), APIv3 key (APIv3密钥); it"
                                        + " cannot be read there, only set anew")));
    }

    static Stream<Illness> wrongCredentialsOfThePlatform() {
        return Stream.of(
                illness(
                        "the public key of another platform under this one's ID",
                        Map.of("platform-key", "another/platform/pub_key.pem"),
                        failed(
                                "reply-key",
                                "the reply names the WeChat Pay public key PUBLIC_KEY_ID, and its signature does not fit that"
                                        + " key of the profile",
                                TAKE_PUBLIC_KEY
                                        + ": the file belongs to another merchant or platform, or a proxy changes the"
                                        + " replies")),
                illness(
                        "the public key of another platform",
                        Map.of(
                                "platform-key",
                                "another/platform/pub_key.pem",
                                "platform-serial",
                                another.credentials().platformPublicKeyId()),
                        failed(
                                "reply-key",
                                "replies are signed with the WeChat Pay public key PUBLIC_KEY_ID, and the profile has the"
                                        + " WeChat Pay public key OTHER_PUBLIC_KEY_ID: another one",
                                TAKE_PUBLIC_KEY)),
                illness(
                        "the certificate of another platform",
                        Map.of(
                                "platform-key",
                                "another/platform/wechatpay_cert.pem",
                                "platform-serial",
                                another.credentials().platformCertificateSerial()),
                        failed(
                                "reply-key",
                                "replies are signed with the WeChat Pay public key PUBLIC_KEY_ID, and the profile has the"
                                        + " platform certificate OTHER_PLATFORM: the other mode",
                                TAKE_PUBLIC_KEY + "; while a merchant changes its mode, both kinds occur"),
                        failed(
                                "platform-certificates",
                                "the platform certificate OTHER_PLATFORM is not among those of this merchant: PLATFORM",
                                DOWNLOAD)),
                illness(
                        "no key of the platform",
                        Map.of("platform-key", "", "platform-serial", ""),
                        warned(
                                "platform-key",
                                "there is no key of the platform: replies and notifications cannot be verified, and no call"
                                        + " can be made but the download of platform certificates",
                                "Set fluentpay.platform-key to pub_key.pem and fluentpay.platform-serial to the PUB_KEY_ID_…"
                                        + " beside it in the merchant console, API security (API安全); or to a platform"
                                        + " certificate, by `fluentpay certificates download`, and its serial number"),
                        warned(
                                "reply-key",
                                "replies are signed with the WeChat Pay public key PUBLIC_KEY_ID, and the profile has no key"
                                        + " of the platform",
                                TAKE_PUBLIC_KEY)),
                illness(
                        "the merchant's own certificate for the platform's",
                        Map.of(
                                "platform-key",
                                "data/merchant/apiclient_cert.pem",
                                "platform-serial",
                                localPay.credentials().merchantSerial()),
                        failed(
                                "platform-key-owner",
                                "the platform certificate SERIAL is your own API certificate (apiclient_cert.pem), not the"
                                        + " platform's",
                                "Take the WeChat Pay public key (pub_key.pem) of the merchant console, or a platform"
                                        + " certificate by `fluentpay certificates download`"),
                        warned(
                                "reply-key",
                                "replies are signed with the WeChat Pay public key PUBLIC_KEY_ID, and the profile has no"
                                        + " usable key of the platform",
                                TAKE_PUBLIC_KEY)));
    }

    static Stream<Illness> wrongClocks() {
        return Stream.of(
                new Illness(
                        "ten minutes behind, and nothing else",
                        Map.of(),
                        Duration.ofMinutes(-10),
                        List.of(failed(
                                "platform-clock",
                                "this machine's clock is 600 seconds behind the platform's; what follows is checked with the"
                                        + " platform's time",
                                SET_CLOCK))),
                new Illness(
                        "two minutes ahead",
                        Map.of(),
                        Duration.ofMinutes(2),
                        List.of(warned(
                                "platform-clock",
                                "this machine's clock is 120 seconds ahead of the platform's",
                                SET_CLOCK))),
                new Illness(
                        "ten minutes ahead, and another's private key",
                        Map.of("merchant-key", "another/merchant/apiclient_key.pem", "merchant-certificate", ""),
                        Duration.ofMinutes(10),
                        List.of(
                                failed(
                                        "platform-clock",
                                        "this machine's clock is 600 seconds ahead of the platform's; what follows is checked"
                                                + " with the platform's time",
                                        SET_CLOCK),
                                failed("signature", OTHER_KEY, COMPARE))));
    }

    @ParameterizedTest
    @MethodSource({"wrongCredentialsOfTheMerchant", "wrongCredentialsOfThePlatform", "wrongClocks"})
    void tellsWhatIsWrongAndNothingElse(Illness illness) {
        Doctor doctor = doctor(illness.changes()).withClock(Clock.offset(Clock.systemUTC(), illness.ahead()));

        Diagnosis diagnosis = doctor.online();

        assertThat(diagnosis.findings().stream()
                        .filter(finding -> finding.verdict() == Verdict.FAILED || finding.verdict() == Verdict.WARNING)
                        .map(DoctorAgainstLocalPayTest::named))
                .containsExactlyElementsOf(illness.found());
        assertThat(diagnosis.findings()).hasSize(23);
        assertNoSecret(diagnosis);
    }

    @Test
    void passesInPublicKeyMode() {
        Diagnosis diagnosis = doctor(Map.of()).online();

        assertThat(diagnosis.findings().stream().skip(15).map(DoctorAgainstLocalPayTest::named))
                .containsExactly(
                        passed("connection", "BASE_URL answers"),
                        passed("platform-clock", "less than a minute from the platform's"),
                        passed("signature", "the platform accepts it"),
                        passed("reply-key", "replies are signed with the WeChat Pay public key PUBLIC_KEY_ID"),
                        passed("platform-certificates", "PLATFORM; the profile has the public key instead"),
                        passed("apiv3-key-opens", "it opens the platform certificates"),
                        passed("echo", "the self-test gives the message back"),
                        passed("encrypted-echo", "sensitive fields are opened, here and there"));
        assertThat(diagnosis.count(Verdict.PASSED)).isEqualTo(23);
        assertNoSecret(diagnosis);
    }

    @Test
    void passesInCertificateMode() {
        Diagnosis diagnosis = doctor(Map.of(
                        "platform-key",
                        "data/platform/wechatpay_cert.pem",
                        "platform-serial",
                        localPay.credentials().platformCertificateSerial()))
                .online();

        assertThat(diagnosis.count(Verdict.PASSED)).isEqualTo(23);
        assertThat(named(diagnosis.of("reply-key")))
                .isEqualTo(passed("reply-key", "replies are signed with the platform certificate PLATFORM"));
        assertThat(named(diagnosis.of("platform-certificates")).reason())
                .startsWith("PLATFORM is among them, valid until ");
    }

    @Test
    void passesAProfileThatWasReadAlready() {
        Diagnosis diagnosis = Doctor.of(localPay.profile()).online();

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(diagnosis.of("encrypted-echo").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        Diagnosis diagnosis =
                doctor(Map.of("base-url", "http://127.0.0.1:" + port)).online();

        assertThat(diagnosis.of("connection"))
                .isEqualTo(failed(
                        "connection",
                        "http://127.0.0.1:" + port + ": nothing accepts the connection",
                        "Check the base URL, that the server runs, and firewall and proxy on the way"));
        assertThat(diagnosis.of("encrypted-echo").reason()).isEqualTo("not checked, since connection failed");
        assertThat(diagnosis.count(Verdict.FAILED)).isEqualTo(1);
    }

    private static Finding passed(String check, String reason) {
        return new Finding(check, Verdict.PASSED, reason, null);
    }

    /** The platform says whole seconds, and a second may begin between its clock and ours: 599 is 600. */
    private static String wholeMinutes(String text) {
        return Pattern.compile("clock is ([0-9]+) seconds")
                .matcher(text)
                .replaceAll(clock -> "clock is " + (Long.parseLong(clock.group(1)) + 1) / 60 * 60 + " seconds");
    }

    /** The finding with names for what is new at each start. */
    private static Finding named(Finding finding) {
        String cure = finding.cure();
        return new Finding(
                finding.check(), finding.verdict(), named(finding.reason()), cure == null ? null : named(cure));
    }

    private static String named(String text) {
        Credentials here = localPay.credentials();
        Credentials there = another.credentials();
        return wholeMinutes(text)
                .replace(here.merchantSerial(), "SERIAL")
                .replace(there.merchantSerial(), "ANOTHER")
                .replace(second.merchant().serialNumber(), "SECOND")
                .replace(here.platformPublicKeyId(), "PUBLIC_KEY_ID")
                .replace(there.platformPublicKeyId(), "OTHER_PUBLIC_KEY_ID")
                .replace(here.platformCertificateSerial(), "PLATFORM")
                .replace(there.platformCertificateSerial(), "OTHER_PLATFORM")
                .replace(localPay.baseUrl().toString(), "BASE_URL")
                .replace(folder.toString(), "FOLDER")
                .replaceAll(" \\(in FOLDER/profile[0-9]*\\.properties, line [0-9]+\\)$", "")
                .replaceAll("Request-ID [0-9A-F]+-[0-9]+", "Request-ID ID");
    }

    private static void assertNoSecret(Diagnosis diagnosis) {
        String all = diagnosis.toString();
        for (Credentials credentials : List.of(localPay.credentials(), another.credentials())) {
            assertThat(all).doesNotContain(credentials.apiV3Key());
            credentials
                    .merchantPrivateKeyPem()
                    .lines()
                    .filter(line -> line.length() > 20 && !line.startsWith("-----"))
                    .forEach(line -> assertThat(all).doesNotContain(line));
        }
        assertThat(all).doesNotContain("signature=", "WECHATPAY2-SHA256");
    }
}
