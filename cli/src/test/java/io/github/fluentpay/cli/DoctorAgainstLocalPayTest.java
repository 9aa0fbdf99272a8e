package io.github.fluentpay.cli;


import io.github.fluentpay.doctor.Diagnosis;
import io.github.fluentpay.doctor.Doctor;
import io.github.fluentpay.doctor.Verdict;
import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each wrong credential against a platform that checks them, word for word. */
class DoctorAgainstLocalPayTest {

    @TempDir
    private static Path folder;

    private static LocalPay localPay;
    private static LocalPay another;
    private static Map<String, String> healthy;

    @BeforeAll
    static void start() throws IOException {
        localPay = LocalPay.builder().data(folder.resolve("data")).empty().start();
        another = LocalPay.builder().data(folder.resolve("another")).empty().start();
        localPay.addMerchant("1900000002");
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
        Path file = folder.resolve("profile.properties");
        try {
            Files.write(
                    file,
                    settings.entrySet().stream()
                            .map(setting -> setting.getKey() + "=" + setting.getValue())
                            .toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Doctor.of(file, Map.of("FLUENTPAY_APIV3_KEY", ""));
    }

    record Illness(String name, Map<String, String> changes, UnaryOperator<Doctor> doctor) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Illness> illnesses() {
        String none = "";
        return Stream.of(
                new Illness("healthy", Map.of(), d -> d),
                new Illness("cert", Map.of("platform-serial", localPay.credentials().platformCertificateSerial(), "platform-key", "data/platform/wechatpay_cert.pem"), d -> d),
                new Illness("wrong key", Map.of("merchant-key", "another/merchant/apiclient_key.pem"), d -> d),
                new Illness("wrong key, no cert", Map.of("merchant-key", "another/merchant/apiclient_key.pem", "merchant-certificate", none), d -> d),
                new Illness("wrong serial", Map.of("merchant-serial", another.credentials().merchantSerial(), "merchant-certificate", none), d -> d),
                new Illness("wrong serial with cert", Map.of("merchant-serial", another.credentials().merchantSerial()), d -> d),
                new Illness("unknown mchid", Map.of("mchid", "1900000003"), d -> d),
                new Illness("other mchid", Map.of("mchid", "1900000002"), d -> d),
                new Illness("wrong apiv3", Map.of("apiv3-key", another.credentials().apiV3Key()), d -> d),
                new Illness("no apiv3", Map.of("apiv3-key", none), d -> d),
                new Illness("key of another platform", Map.of("platform-key", "another/platform/pub_key.pem"), d -> d),
                new Illness("key and id of another platform", Map.of("platform-key", "another/platform/pub_key.pem", "platform-serial", another.credentials().platformPublicKeyId()), d -> d),
                new Illness("certificate of another platform", Map.of("platform-key", "another/platform/wechatpay_cert.pem", "platform-serial", another.credentials().platformCertificateSerial()), d -> d),
                new Illness("no platform key", Map.of("platform-key", none, "platform-serial", none), d -> d),
                new Illness("own cert as platform", Map.of("platform-key", "data/merchant/apiclient_cert.pem", "platform-serial", localPay.credentials().merchantSerial()), d -> d),
                new Illness("swapped", Map.of("merchant-key", "data/merchant/apiclient_cert.pem", "merchant-certificate", "data/merchant/apiclient_key.pem"), d -> d),
                new Illness("clock 10 min", Map.of(), d -> d.withClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-10)))),
                new Illness("clock 2 min", Map.of(), d -> d.withClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)))),
                new Illness("clock and key", Map.of("merchant-key", "another/merchant/apiclient_key.pem", "merchant-certificate", none), d -> d.withClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)))));
    }

    @ParameterizedTest
    @MethodSource("illnesses")
    void x(Illness illness) {
        Diagnosis diagnosis = illness.doctor().apply(doctor(illness.changes())).online();
        System.out.println("=== " + illness);
        diagnosis.findings().stream().skip(illness.name().equals("healthy") ? 0 : 0).filter(f -> f.verdict() != Verdict.PASSED || illness.name().equals("cert")).forEach(f -> System.out.println(f.verdict() + " " + f.check() + " | " + f.reason() + (f.cure() == null ? "" : "\n      | " + f.cure())));
    }
}
