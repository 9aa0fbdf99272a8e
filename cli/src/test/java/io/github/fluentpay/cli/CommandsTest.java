package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a LocalPay with a data folder, as in two terminals. */
class CommandsTest {

    private static final String STOCK = "v3/marketing/busifavor/stocks/{stock_id}";

    @TempDir
    Path folder;

    LocalPay localPay;
    String profile;

    @BeforeEach
    void start() {
        localPay = LocalPay.builder().data(folder.resolve("data")).start();
        profile = folder.resolve("data/profile.properties").toString();
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    private Run returnCoupon(String... more) {
        return Run.of(join(
                new String[] {
                    "return",
                    "--profile",
                    profile,
                    "--coupon-code",
                    "sxxe34343434",
                    "--stock-id",
                    "1234567891",
                    "--return-request-no",
                    "1002600620019090123143254436"
                },
                more));
    }

    private static String[] join(String[] first, String[] second) {
        String[] all = new String[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    @Test
    void returnsTheDocumentedCouponAndIsHarmlessWhenRepeated() {
        Run first = returnCoupon();
        Run again = returnCoupon();

        assertThat(first.exit()).isZero();
        assertThat(first.out()).matches("wechatpay_return_time 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+08:00\\R");
        assertThat(first.err()).startsWith("Returned; Request-ID ");
        assertThat(again.out()).isEqualTo(first.out());
    }

    @Test
    void printsStableJson() {
        Run run = returnCoupon("--output", "json");

        JsonObject json = JsonObject.parse(run.out());
        assertThat(json.fields().keySet()).containsExactly("status", "request_id", "signed_by", "body");
        assertThat(json.integer("status")).isEqualTo(200);
        assertThat(json.object("body").string("wechatpay_return_time")).endsWith("+08:00");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void reportsARefusalOnOneLineWithItsExitCode() {
        Run run = Run.of(
                "return",
                "--profile",
                profile,
                "--coupon-code",
                "none",
                "--stock-id",
                "1234567891",
                "--return-request-no",
                "r1");

        assertThat(run.exit()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("fluentpay: POST v3/marketing/busifavor/coupons/return was refused: HTTP 404"
                        + " RESOURCE_NOT_EXISTS");
        assertThat(run.err().lines().filter(line -> !line.startsWith("  detail: ")))
                .hasSize(1);
    }

    @Test
    void reportsARefusalAsJsonToo() {
        Run run = Run.of("call", "get", STOCK, "--path", "stock_id=0", "--profile", profile, "--output", "json");

        JsonObject error = JsonObject.parse(run.err()).object("error");
        assertThat(run.exit()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(error.string("exit")).isEqualTo("REFUSED");
        assertThat(error.string("code")).isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(error.integer("status")).isEqualTo(404);
        assertThat(error.string("retry_safety")).isEqualTo("UNSAFE");
    }

    @Test
    void callsAnyEndpoint() throws IOException {
        Path body = Files.writeString(
                folder.resolve("body.json"),
                "{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\",\"return_request_no\":\"r2\"}\n");

        Run stock = Run.of("call", "get", STOCK, "--path", "stock_id=1234567891", "--profile", profile);
        Run coupons = Run.of(
                "call",
                "GET",
                "/v3/marketing/busifavor/users/{openid}/coupons",
                "--path",
                "openid=oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
                "--query",
                "appid=wxd678efh567hg6787",
                "--query",
                "coupon_state=USED",
                "--profile",
                profile);
        Run returned = Run.of(
                "call",
                "post",
                "v3/marketing/busifavor/coupons/return",
                "--json-file",
                body.toString(),
                "--profile",
                profile);

        assertThat(stock.exit()).isZero();
        assertThat(JsonObject.parse(stock.out()).string("stock_id")).isEqualTo("1234567891");
        assertThat(stock.err()).startsWith("HTTP 200, Request-ID ");
        assertThat(coupons.out()).contains("sxxe34343434").doesNotContain("sxxe34343435");
        assertThat(returned.out()).contains("wechatpay_return_time");
    }

    @Test
    void takesABodyForADelete() {
        Run run = Run.of("call", "delete", "v3/x", "--json", "{\"a\":1}", "--profile", profile);

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(run.err()).startsWith("fluentpay: DELETE v3/x was refused: HTTP 404 ");
    }

    @Test
    void setsAHeaderThatTheEndpointRequires() {
        String body = "{\"partner\":{\"type\":\"MERCHANT\",\"merchant_id\":\"1900000002\"},"
                + "\"authorized_data\":{\"business_type\":\"FAVOR_STOCK\",\"stock_id\":\"2433405\"}}";

        Run with = Run.of(
                "call",
                "post",
                "v3/marketing/partnerships/build",
                "--header",
                "Idempotency-Key=12345",
                "--json",
                body,
                "--profile",
                profile);

        assertThat(with.exit()).as(with.err()).isZero();
        assertUsage(
                "requires the header Idempotency-Key, which is not set",
                "call",
                "post",
                "v3/marketing/partnerships/build",
                "--json",
                body,
                "--profile",
                profile);
    }

    @Test
    void refusesAWrongCallBeforeItIsSent() {
        assertUsage("has no placeholder {x}", "call", "get", "v3/certificates", "--path", "x=1", "--profile", profile);
        assertUsage("no value for stock_id", "call", "get", STOCK, "--profile", profile);
        assertUsage("cannot be read at line 1", "call", "post", "v3/x", "--json", "{", "--profile", profile);
        assertUsage("get takes no body", "call", "get", "v3/x", "--json", "{}", "--profile", profile);
        assertUsage(
                "--query is not NAME=VALUE, but a value of 1 character",
                "call",
                "get",
                "v3/x",
                "--query",
                "a",
                "--profile",
                profile);
        assertUsage("is needed, and this is a value of 4 characters", "call", "head", "v3/x", "--profile", profile);
        assertUsage("Missing required options", "return", "--profile", profile);
        assertUsage("certificates needs a subcommand: download", "certificates");
        assertUsage("Unknown option: '--private-key' (argument 4)", "call", "get", "v3/x", "--private-key=x");
    }

    private static void assertUsage(String message, String... args) {
        Run run = Run.of(args);

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).startsWith("fluentpay: ").contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void downloadsCertificatesAlsoBeforeAnyIsKnown() throws IOException {
        Path out = folder.resolve("certificates");

        Run known = Run.of("certificates", "download", "--profile", profile, "--out", out.toString());
        Run first = Run.of(
                "certificates",
                "download",
                "--profile",
                profileWithout("fluentpay.platform-"),
                "--out",
                out.toString(),
                "--output",
                "json");

        String serial = localPay.credentials().platformCertificateSerial();
        Path file = out.resolve("wechatpay_" + serial + ".pem");
        assertThat(known.exit()).as(known.err()).isZero();
        assertThat(known.out()).startsWith(file + "  expires 20");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).contains("\"serial_no\":\"" + serial + "\"");
        assertThat(Files.readString(file)).startsWith("-----BEGIN CERTIFICATE-----\n");
        try (var files = Files.list(out)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void namesWhatIsWrongWithAProfile() throws IOException {
        String certificate = folder.resolve("data/merchant/apiclient_cert.pem").toString();
        Path half = folder.resolve("half.properties");
        Properties properties = new Properties();
        properties.setProperty("fluentpay.mchid", "1900000001");
        try (var out = Files.newOutputStream(half)) {
            properties.store(out, null);
        }

        assertSettings(
                "There is no such profile: " + folder
                        + " exists, and the rest of the path (4 characters) does not. Next: name"
                        + " the profile that exists, " + folder.resolve("data/profile.properties") + "; or make one:"
                        + " `fluentpay local --data DIR` writes DIR/profile.properties for tests, and for the real platform"
                        + " it is a file of lines such as fluentpay.mchid=1900000001",
                Map.of(),
                folder.resolve("none").toString());
        assertSettings(
                "fluentpay.merchant-serial is missing in " + half
                        + "; set it there or as FLUENTPAY_MERCHANT_SERIAL in the" + " environment",
                Map.of(),
                half.toString());
        assertSettings(
                "fluentpay.merchant-key cannot be used (from the variable FLUENTPAY_MERCHANT_KEY): " + certificate
                        + ": this is a certificate, a"
                        + " private key is needed; the platform's console calls it apiclient_key.pem",
                Map.of("FLUENTPAY_MERCHANT_KEY", certificate),
                profile);
        assertSettings(
                "fluentpay.apiv3-key cannot be used (from the variable FLUENTPAY_APIV3_KEY):"
                        + " The APIv3 key has 5 bytes, exactly 32 are needed;"
                        + " it is set in the console under API security (API安全), and is not the APIv2 key",
                Map.of("FLUENTPAY_APIV3_KEY", "short"),
                profile);
        assertSettings(
                "fluentpay.platform-serial and fluentpay.platform-key are missing in the profile: take the WeChat Pay"
                        + " public key from the console, or a platform certificate by `fluentpay certificates download`",
                Map.of(),
                profileWithout("fluentpay.platform-"));
    }

    private int lineOf(String property) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(profile));
        return 1
                + lines.indexOf(lines.stream()
                        .filter(line -> line.startsWith(property + "="))
                        .findFirst()
                        .orElseThrow());
    }

    /** A profile beside the real one, so that the paths in it hold. */
    private String profileWithout(String property) throws IOException {
        List<String> lines = Files.readAllLines(Path.of(profile));
        Path file = Path.of(profile).resolveSibling("without.properties");
        return Files.write(
                        file,
                        lines.stream()
                                .filter(line -> !line.startsWith(property))
                                .toList())
                .toString();
    }

    private static void assertSettings(String message, Map<String, String> environment, String profile) {
        Run run = Run.of(environment, "call", "get", "v3/certificates", "--profile", profile);

        assertThat(run.err()).isEqualTo("fluentpay: " + message + System.lineSeparator());
        assertThat(run.exit()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(run.out()).isEmpty();
    }

    @Test
    void refusesASerialNumberThatIsNotTheCertificates() throws IOException {
        assertSettings(
                "fluentpay.merchant-certificate cannot be used (in " + profile + ", line "
                        + lineOf("fluentpay.merchant-certificate") + "): the certificate has the serial number "
                        + localPay.credentials().merchantSerial()
                        + ", but fluentpay.merchant-serial is another; leave that one out",
                Map.of("FLUENTPAY_MERCHANT_SERIAL", "ABC123"),
                profile);
    }

    @Test
    void explainsAWrongSerialNumber() throws Exception {
        String without = profileWithout("fluentpay.merchant-certificate");

        Run run = Run.of(
                Map.of("FLUENTPAY_MERCHANT_SERIAL", "ABC123"), "call", "get", "v3/certificates", "--profile", without);

        assertThat(run.exit()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(run.err()).contains("HTTP 401 SIGN_ERROR").contains("serial number (serial_no)");
    }

    @Test
    void explainsAClockThatIsTenMinutesOff() {
        localPay.close();
        try (LocalPay tenMinutesLater = LocalPay.builder()
                .data(folder.resolve("data"))
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)))
                .start()) {
            Run run = returnCoupon();

            assertThat(tenMinutesLater.port()).isPositive();
            assertThat(run.exit()).isEqualTo(ExitCode.REFUSED.code());
            assertThat(run.err()).contains("HTTP 401 SIGN_ERROR").contains("clock");
        }
    }

    @Test
    void saysThatNothingWasSentWhenLocalPayIsNotRunning() {
        localPay.close();

        Run run = returnCoupon();

        assertThat(run.exit()).isEqualTo(ExitCode.NO_ANSWER.code());
        assertThat(run.err())
                .startsWith("fluentpay: POST v3/marketing/busifavor/coupons/return at " + localPay.baseUrl()
                        + ": no connection: ")
                .endsWith("Nothing was sent. Next: check the base URL, the network and any proxy"
                        + System.lineSeparator());
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheReplyCannotBeTrusted() {
        localPay.spoilNextSignatures(RetryPolicy.ofDefaults().attempts());

        Run spoiled = returnCoupon();
        Run repeated = returnCoupon();

        assertThat(spoiled.exit()).isEqualTo(ExitCode.OUTCOME_UNKNOWN.code());
        assertThat(spoiled.out()).isEmpty();
        assertThat(repeated.exit()).isZero();
    }

    @Test
    void refusesToStartLocalPayWhereItCannotRun() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertCannotStart(
                    "The port " + taken.getLocalPort(),
                    "--port",
                    Integer.toString(taken.getLocalPort()),
                    "--data",
                    folder.resolve("new").toString());
        }
        assertCannotStart(file.toString(), "--port", "0", "--data", file.toString());
        assertCannotStart(
                folder.resolve("data").toString(),
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
    }

    @Test
    void doesNotStartLocalPayOnADatabaseThatItDoesNotKnow() {
        String data = folder.resolve("fresh").toString();

        assertCannotStart("\"jdbc:mysql://127.0.0.1/q\"", "--data", data, "--database", "jdbc:mysql://x:y@127.0.0.1/q");
        assertCannotStart(
                "127.0.0.1:1 refused", "--port", "0", "--data", data, "--database", "jdbc:postgresql://127.0.0.1:1/q");
    }

    @Test
    void doesNotOpenLocalPayToOtherMachinesWithoutAToken() {
        String data = folder.resolve("fresh").toString();

        assertCannotStart(
                "set adminToken (on the command line LOCALPAY_ADMIN_TOKEN)",
                "--port",
                "0",
                "--data",
                data,
                "--bind",
                "0.0.0.0");
        assertCannotStart("a value of 9 characters is not an IP address", "--data", data, "--bind", "localhost");
        Run run = Run.of(Map.of("LOCALPAY_ADMIN_TOKEN", "short"), "local", "--data", data);
        assertThat(run.err()).contains("The admin token has 5 characters");
    }

    private static void assertCannotStart(String named, String... args) {
        Run run = Run.of(join(new String[] {"local"}, args));

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.SETTINGS.code());
        // On a slow machine the start has said before what it is doing.
        assertThat(run.err().lines().filter(line -> !line.startsWith("LocalPay ")))
                .singleElement()
                .asString()
                .startsWith("fluentpay: ")
                .contains(named);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void printsAStackTraceOnlyWhenAsked() {
        Run verbose = Run.of("call", "get", "v3/x", "--profile", "none", "--verbose");

        assertThat(verbose.err()).contains("\tat io.github.fluentpay.");
        assertThat(Run.of("call", "get", "v3/x", "--profile", "none").err().lines())
                .hasSize(1);
    }

    @Test
    void readsAProfileFromTheEnvironmentAlone() {
        Map<String, String> environment = Map.of("FLUENTPAY_PROFILE", profile);

        assertThat(Run.of(environment, "call", "get", "v3/certificates").exit()).isZero();
    }
}
