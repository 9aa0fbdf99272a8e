package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.fluentpay.doctor.Doctor;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A healthy or a wrong profile against a platform that is slow, busy, in the middle of a change, or is none: all that is told
 * beside what passed, word for word as in {@code doctor-online.txt}, and how many calls were made for it.
 */
@Timeout(120)
class DoctorOnlineTest {

    private static final String ECHO = "/v3/security/echo";
    private static final String CERTIFICATES = "/v3/certificates";
    private static final Map<String, String> HEALTHY = Map.of();
    private static final Map<String, String> CERTIFICATE_MODE =
            Map.of("platform-key", "platform/wechatpay_cert.pem", "platform-serial", "PLATFORM");
    private static final Map<String, String> NO_PLATFORM_KEY = Map.of("platform-key", "", "platform-serial", "");

    @TempDir
    private static Path folder;

    private static LocalPay localPay;
    private static DoctorTold told;

    @BeforeAll
    static void start() throws IOException {
        localPay = LocalPay.builder().data(folder.resolve("data")).empty().start();
        told = DoctorTold.in("doctor-online.txt");
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void healthy() {
        localPay.faults().clear();
        localPay.rotation().bothKinds();
    }

    /** What LocalPay does wrong, and what the profile has other than usual. */
    record Illness(String name, List<FaultRule> faults, Map<String, String> changes) {

        static Illness of(String name, FaultRule... faults) {
            return new Illness(name, List.of(faults), HEALTHY);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Illness> faults() {
        return Stream.of(
                Illness.of(
                        "a probe in each call",
                        once(Fault.probeSignature(), ECHO),
                        once(Fault.probeSignature(), CERTIFICATES)),
                Illness.of("nothing but probes", always(Fault.probeSignature())),
                Illness.of("signatures that are all wrong", always(Fault.spoiltSignature())),
                Illness.of("serial numbers that are all unknown", always(Fault.unknownSerial())),
                Illness.of("no signatures", always(Fault.missingHeader("Wechatpay-Signature"))),
                Illness.of("no serial numbers", always(Fault.missingHeader("Wechatpay-Serial"))),
                Illness.of("the self-test too often", always(Fault.refusal(429, "RATELIMIT_EXCEEDED"), ECHO)),
                Illness.of("everything too often", always(Fault.refusal(429, "RATELIMIT_EXCEEDED"))),
                Illness.of("SYSTEM_ERROR to the self-test", always(Fault.refusal(500, "SYSTEM_ERROR"), ECHO)),
                Illness.of("SYSTEM_ERROR under HTTP 400", always(Fault.refusal(400, "SYSTEM_ERROR"), ECHO)),
                Illness.of("SYSTEM_ERROR to everything", always(Fault.refusal(500, "SYSTEM_ERROR"))),
                Illness.of(
                        "SYSTEM_ERROR to the second self-test",
                        once(Fault.missingHeader("Request-ID"), ECHO),
                        always(Fault.refusal(500, "SYSTEM_ERROR"), ECHO)),
                Illness.of("SYSTEM_ERROR to the list", always(Fault.refusal(500, "SYSTEM_ERROR"), CERTIFICATES)),
                new Illness(
                        "SYSTEM_ERROR to the list, in certificate mode",
                        List.of(always(Fault.refusal(500, "SYSTEM_ERROR"), CERTIFICATES)),
                        CERTIFICATE_MODE),
                Illness.of("the self-test not allowed", always(Fault.refusal(403, "NO_AUTH"), ECHO)),
                Illness.of("the self-test not there", always(Fault.refusal(404, "NOT_FOUND"), ECHO)),
                Illness.of("the self-test refused", always(Fault.refusal(400, "PARAM_ERROR"), ECHO)),
                Illness.of("a gateway's page", always(Fault.gatewayPage(502))),
                Illness.of("a gateway's page for the list", always(Fault.gatewayPage(502), CERTIFICATES)),
                Illness.of("a reset", always(Fault.reset(Moment.BEFORE_EFFECT))),
                Illness.of("a reset of the list", always(Fault.reset(Moment.BEFORE_EFFECT), CERTIFICATES)),
                Illness.of("half a list", always(Fault.halfReply(), CERTIFICATES)),
                Illness.of("replies from the past", always(Fault.staleTimestamp())),
                Illness.of("no answer", always(Fault.slow(Duration.ofMinutes(2), Moment.BEFORE_EFFECT))),
                Illness.of("no list", always(Fault.slow(Duration.ofMinutes(2), Moment.BEFORE_EFFECT), CERTIFICATES)));
    }

    private static FaultRule always(Fault fault) {
        return FaultRule.of(fault);
    }

    private static FaultRule always(Fault fault, String path) {
        return FaultRule.of(fault).path(path);
    }

    private static FaultRule once(Fault fault, String path) {
        return always(fault, path).times(1);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void againstAPlatformInTrouble(Illness illness) throws IOException {
        illness.faults().forEach(localPay.faults()::add);

        boolean hangs = illness.faults().stream().anyMatch(rule -> rule.fault() instanceof Fault.Slow);
        // Only where a call is never answered: a busy machine needs its time for the others.
        assertTold(
                illness.name(),
                hangs ? doctor(illness.changes()).withTimeout(Duration.ofSeconds(3)) : doctor(illness.changes()));
    }

    static Stream<Illness> profiles() {
        return Stream.of(
                new Illness("a healthy one in certificate mode", List.of(), CERTIFICATE_MODE),
                new Illness(
                        "the platform certificate under the ID of the public key",
                        List.of(),
                        Map.of("platform-key", "platform/wechatpay_cert.pem")),
                new Illness("the public key under a serial number", List.of(), Map.of("platform-serial", "PLATFORM")),
                new Illness(
                        "the public key under another ID",
                        List.of(),
                        Map.of("platform-serial", "PUB_KEY_ID_0119000000012026112300000000000009")),
                new Illness("an APIv3 key in another spelling", List.of(), Map.of("apiv3-key", "UPPER")),
                new Illness("no merchant number", List.of(), Map.of("mchid", "")),
                new Illness(
                        "only a merchant number",
                        List.of(),
                        Map.of(
                                "merchant-key", "",
                                "merchant-certificate", "",
                                "merchant-serial", "",
                                "apiv3-key", "",
                                "platform-key", "",
                                "platform-serial", "")));
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void withAProfile(Illness illness) throws IOException {
        assertTold(illness.name(), doctor(illness.changes()));
    }

    @Test
    void ofAMerchantWithThePublicKeyOnly() throws IOException {
        localPay.rotation().publicKeyOnly();

        assertTold("public key only", doctor(HEALTHY));
    }

    @Test
    void ofANewMerchantThatHasNoKeyOfThePlatformYet() throws IOException {
        localPay.rotation().publicKeyOnly();
        assertTold("public key only, and not in the profile", doctor(NO_PLATFORM_KEY));

        localPay.rotation().certificatesOnly();
        assertTold("certificates only, and none in the profile", doctor(NO_PLATFORM_KEY));
    }

    @Test
    void ofAMerchantWithCertificatesOnly() throws IOException {
        localPay.rotation().certificatesOnly();

        assertTold("certificates only, and the public key in the profile", doctor(HEALTHY));
    }

    @Test
    void whileCertificatesChange() throws IOException {
        try (LocalPay rotating = LocalPay.builder()
                .data(folder.resolve("rotating"))
                .empty()
                .defaultReplyKey(ReplyKey.CERTIFICATE)
                .start()) {
            DoctorProfile profile = new DoctorProfile(folder.resolve("rotating"), rotating);
            Doctor doctor = profile.doctor(CERTIFICATE_MODE);
            rotating.rotation().publish();
            told.assertTold("a newer certificate", doctor, profile);

            rotating.rotation().finish();
            told.assertTold("a newer certificate that signs already", doctor, profile);

            rotating.rotation().withdraw();
            told.assertTold("a certificate that is not on the list any more", doctor, profile);
        }
    }

    @Test
    void withCertificatesThatExpired() throws IOException {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(6 * 365));
        // Of the moment: LocalPay's certificates last five years.
        LocalPay.builder().data(folder.resolve("old")).empty().start().close();
        try (LocalPay old = LocalPay.builder()
                .data(folder.resolve("old"))
                .defaultReplyKey(ReplyKey.CERTIFICATE)
                .clock(later)
                .start()) {
            DoctorProfile profile = new DoctorProfile(folder.resolve("old"), old);

            told.assertTold(
                    "certificates that expired",
                    profile.doctor(CERTIFICATE_MODE).withClock(later),
                    profile);
        }
    }

    /** A server that is not the platform. */
    record Stranger(String name, int status, Map<String, String> headers, String body) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Stranger> strangers() {
        Map<String, String> html = Map.of("Content-Type", "text/html; charset=utf-8");
        Map<String, String> json = Map.of("Content-Type", "application/json");
        return Stream.of(
                new Stranger("a web page", 200, html, "<html>Welcome</html>"),
                new Stranger("a page that is not found", 404, html, "<html>Not found</html>"),
                new Stranger("a gateway without a server", 502, html, "<html>Bad gateway</html>"),
                new Stranger("nothing but a status", 200, Map.of(), ""),
                new Stranger("no content", 204, Map.of(), ""),
                new Stranger("a redirect", 302, Map.of("Location", "https://portal.example/login"), ""),
                new Stranger("a redirect to nowhere", 301, html, "<html>Moved</html>"),
                new Stranger("another JSON", 200, json, "{\"hello\":\"world\"}"),
                new Stranger("another JSON error", 404, json, "{\"error\":\"no such path\"}"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void againstAnotherServer(Stranger stranger) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = stranger.body().getBytes(StandardCharsets.UTF_8);
            stranger.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(stranger.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            DoctorProfile profile = new DoctorProfile(folder.resolve("data"), localPay).at(url);

            told.assertTold(stranger.name(), profile.doctor(HEALTHY), profile);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void againstAServerWithoutTls() throws IOException {
        DoctorProfile profile = new DoctorProfile(folder.resolve("data"), localPay)
                .at(URI.create("https://127.0.0.1:" + localPay.port()));

        told.assertTold("no TLS", profile.doctor(HEALTHY), profile);
    }

    private static Doctor doctor(Map<String, String> changes) throws IOException {
        return new DoctorProfile(folder.resolve("data"), localPay).doctor(changes);
    }

    private static void assertTold(String name, Doctor doctor) throws IOException {
        told.assertTold(name, doctor, new DoctorProfile(folder.resolve("data"), localPay));
    }

    @Test
    void everythingThatIsExpectedIsTold() {
        Stream<String> tables = Stream.of(faults(), profiles()).flatMap(illnesses -> illnesses.map(Illness::name));

        assertThat(told.names())
                .containsAll(
                        Stream.concat(tables, strangers().map(Stranger::name)).toList())
                .doesNotHaveDuplicates();
    }
}
