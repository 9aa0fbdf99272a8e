package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies that are signed and are not what is documented, and those that are no reply of the platform's. */
class OddRepliesTest {

    private static final String NEXT =
            ". The platform may have returned the coupon. Next: run the same command again with the"
                    + " same --return-request-no, or query the coupon: fluentpay call get"
                    + " v3/marketing/busifavor/users/{openid}/coupons/{coupon_code}/appids/{appid}";

    private static final String JSON = "application/json";

    @TempDir
    private static Path folder;

    private static LocalPay localPay;
    private static SigningPlatform platform;
    private static Map<String, String> environment;

    @BeforeAll
    static void start() throws IOException {
        localPay = LocalPay.builder().data(folder).empty().start();
        platform = new SigningPlatform(localPay, folder);
        environment = Map.of(
                "FLUENTPAY_PROFILE",
                folder.resolve("profile.properties").toString(),
                "FLUENTPAY_BASE_URL",
                platform.baseUrl().toString());
    }

    @AfterAll
    static void stop() {
        platform.close();
        localPay.close();
    }

    private static Run giveBack(String output) {
        return Run.of(
                environment,
                "return",
                "--coupon-code",
                "c1",
                "--stock-id",
                "1",
                "--return-request-no",
                "r1",
                "--output",
                output);
    }

    private static String signed() {
        return " (Request-ID R-1, signed by " + localPay.credentials().platformPublicKeyId() + ")";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            application/json | {} | the reply has no wechatpay_return_time, but no field at all
            application/json | {"wechatpay_return":"soon","mchid":"1"} | the reply has no wechatpay_return_time, but these fields: wechatpay_return, mchid
            application/json | {"wechatpay_return_time":null} | wechatpay_return_time is not a time such as 2019-09-01T10:20:30+08:00, but JSON null
            application/json | {"wechatpay_return_time":1567304430} | wechatpay_return_time is not a time such as 2019-09-01T10:20:30+08:00, but JSON number
            application/json | {"wechatpay_return_time":["x"]} | wechatpay_return_time is not a time such as 2019-09-01T10:20:30+08:00, but JSON array
            application/json | {"wechatpay_return_time":""} | wechatpay_return_time is not a time such as 2019-09-01T10:20:30+08:00, but a text of 0 characters
            application/json | {"wechatpay_return_time":"soon"} | wechatpay_return_time is not a time such as 2019-09-01T10:20:30+08:00, but a text of 4 characters
            text/html | <html>Hello</html> | the reply is not JSON but 18 bytes of another type
            """)
    void aReturnWithoutItsTimeIsAnUnknownOutcome(String type, String body, String what) {
        platform.answers(200, type, body);

        Run run = giveBack("text");

        assertThat(run.err())
                .isEqualTo("fluentpay: The coupon's return was answered with HTTP 200, and " + what + signed() + NEXT
                        + System.lineSeparator());
        assertThat(run.exit()).isEqualTo(ExitCode.OUTCOME_UNKNOWN.code()).isEqualTo(6);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aReturnWithoutABodyIsAnUnknownOutcome() {
        platform.answers(204, JSON, "");

        Run run = giveBack("text");

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.OUTCOME_UNKNOWN.code());
        assertThat(run.err()).contains("HTTP 204, and the reply has no wechatpay_return_time, but no field at all");
    }

    @Test
    void saysSoAsJson() {
        platform.answers(200, JSON, "{\"a\":1}");

        Run run = giveBack("json");

        JsonObject error = JsonObject.parse(run.err()).object("error");
        assertThat(run.exit()).isEqualTo(6);
        assertThat(run.out()).isEmpty();
        assertThat(error.string("exit")).isEqualTo("OUTCOME_UNKNOWN");
        assertThat(error.string("retry_safety")).isEqualTo("UNKNOWN");
        assertThat(error.string("message")).contains("these fields: a").endsWith(NEXT);
    }

    @Test
    void aReturnWithItsTimeIsDone() {
        platform.answers(200, JSON, "{\"wechatpay_return_time\":\"2019-09-01T10:20:30+08:00\"}");

        Run run = giveBack("text");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("wechatpay_return_time 2019-09-01T10:20:30+08:00" + System.lineSeparator());
    }

    /** It reads no field: what is signed is shown as it is, and a file is not made longer by a line end. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json | {"a":1} | {"a":1}NL
            text/plain | a,b | a,b
            """)
    void aCallShowsWhateverIsSigned(String type, String body, String shown) {
        platform.answers(200, type, body);

        Run run = Run.of(environment, "call", "get", "v3/x/y");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(shown.replace("NL", System.lineSeparator()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            get  | 7
            post | 6
            """)
    void aReplyThatShouldBeJsonAndIsNotCannotBeRead(String verb, int exit) {
        platform.answers(200, JSON, "<html>");

        Run run = Run.of(environment, "call", verb, "v3/x/y");

        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {} | 7
            {"data":"x"} | 7
            {"data":[]} | 7
            """)
    void aListWithoutCertificatesIsNoDownload(String body, int exit) {
        platform.answers(200, JSON, body);

        Run run = Run.of(
                environment,
                "certificates",
                "download",
                "--out",
                folder.resolve("out").toString());

        assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            502 | get  | 5
            503 | get  | 5
            502 | post | 6
            429 | get  | 5
            429 | post | 6
            """)
    void aGatewaysPageIsNoRefusal(int status, String verb, int exit) {
        platform.answers(status, "text/html", "<html><body>Bad Gateway</body></html>");

        Run run = Run.of(environment, "call", verb, "v3/x/y");

        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err()).contains("HTTP " + status);
        assertThat(run.out()).isEmpty();
        assertThat(platform.requests()).isPositive();
    }

    @Test
    void aRefusalWithTheCodeOfThePlatformIsOne() {
        platform.answers(404, JSON, "{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"none\"}");

        assertThat(Run.of(environment, "call", "get", "v3/x/y").exit()).isEqualTo(4);
        assertThat(Run.of(environment, "call", "post", "v3/x/y").exit()).isEqualTo(4);
    }
}
