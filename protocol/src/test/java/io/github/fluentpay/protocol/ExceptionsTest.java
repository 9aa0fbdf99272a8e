package io.github.fluentpay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionsTest {

    private static final String ENDPOINT = "POST v3/marketing/busifavor/coupons/return";
    private static final String LATER = "Next: send it again later with the same numbers and parameters";
    private static final String SLOWER = "Next: slow down, then send the same request again";

    @Test
    void saysWhatThePlatformRefusedAndWhatToDo() {
        JsonObject detail = JsonObject.of("field", "/amount/currency", "issue", "Currency code is invalid");

        ServiceException refused = new ServiceException(
                ENDPOINT,
                new ServiceException.Refused(
                        400, "PARAM_ERROR", "参数错误", detail, "08F7-268435461", "{\"code\":\"PARAM_ERROR\"}"),
                RetrySafety.UNSAFE);

        assertThat(refused)
                .hasMessage("POST v3/marketing/busifavor/coupons/return was refused: HTTP 400 PARAM_ERROR \"参数错误\""
                        + " (Request-ID 08F7-268435461). Next: correct the parameter; detail() names it");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("PARAM_ERROR");
        assertThat(refused.platformMessage()).isEqualTo("参数错误");
        assertThat(refused.detail()).isEqualTo(detail);
        assertThat(refused.requestId()).isEqualTo("08F7-268435461");
        assertThat(refused.body()).isEqualTo("{\"code\":\"PARAM_ERROR\"}");
        assertThat(refused.retrySafety()).isEqualTo(RetrySafety.UNSAFE);
    }

    @Test
    void saysWhatAGatewayAnsweredWithoutItsPage() {
        ServiceException refused = new ServiceException(
                ENDPOINT,
                new ServiceException.Refused(502, null, null, null, null, "<html>Bad gateway</html>"),
                RetrySafety.UNKNOWN);

        assertThat(refused).hasMessage(ENDPOINT + " was refused: HTTP 502. " + LATER);
        assertThat(refused.code()).isNull();
        assertThat(refused.body()).isEqualTo("<html>Bad gateway</html>");
    }

    /** LocalPay names the nearest path; no number is to blame. */
    @Test
    void blamesNoNumberForAPathThatNobodyServes() {
        String message = "There is no such path; the nearest documented path is GET /v3/certificates";
        ServiceException refused = new ServiceException(
                ENDPOINT,
                new ServiceException.Refused(404, "RESOURCE_NOT_EXISTS", message, null, null, ""),
                RetrySafety.UNSAFE);

        assertThat(refused)
                .hasMessage(ENDPOINT + " was refused: HTTP 404 RESOURCE_NOT_EXISTS \"" + message
                        + "\". Next: correct the path, or send the call to the base URL that has it");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | SIGN_ERROR | Next: check that serial number and private key come from the same certificate of this mchid, and the clock; detail() may say more
                    403 | NO_AUTH | Next: check that this mchid may call this API, and that what it names belongs to it
                    403 | NOAUTH | Next: check that this mchid may call this API, and that what it names belongs to it
                    400 | PARAM_ERROR | Next: correct the parameter; detail() names it
                    404 | RESOURCE_NOT_EXISTS | Next: check the numbers you sent
                    404 | ORDER_NOT_EXIST | Next: check the numbers you sent
                    429 | RATELIMIT_EXCEEDED | Next: slow down, then send the same request again
                    403 | RATE_LIMITED | Next: slow down, then send the same request again
                    429 | FREQUENCY_LIMITED | Next: slow down, then send the same request again
                    429 | TOO_FREQUENT | Next: slow down, then send the same request again
                    400 | SYSTEM_ERROR | Next: send it again later with the same numbers and parameters
                    503 | SERVICE_UNAVAILABLE | Next: send it again later with the same numbers and parameters
                    500 | BIZ_ERROR | Next: send it again later with the same numbers and parameters
                    400 | INVALID_REQUEST | Next: query the present state of what you named, and decide by it; the API's page lists the rules
                    400 | RESOURCE_ALREADY_EXISTS | Next: query the present state of what you named, and decide by it; the API's page lists the rules
                    """)
    void saysTheNextStepOfACode(int status, String code, String next) {
        assertThat(refused(status, code, null))
                .hasMessage(ENDPOINT + " was refused: HTTP " + status + " " + code + ". " + next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    302 | Next: check the base URL and any proxy; the answer is not in the platform's form
                    404 | Next: check the base URL and any proxy; the answer is not in the platform's form
                    429 | Next: slow down, then send the same request again
                    500 | Next: send it again later with the same numbers and parameters
                    599 | Next: send it again later with the same numbers and parameters
                    """)
    void saysTheNextStepOfAStatusWithoutCode(int status, String next) {
        assertThat(refused(status, null, null)).hasMessage(ENDPOINT + " was refused: HTTP " + status + ". " + next);
    }

    @Test
    void flattensForeignTextToOneLine() {
        ServiceException refused = new ServiceException(
                ENDPOINT,
                new ServiceException.Refused(
                        400, "SYSTEM\r\nERROR", " a\nb\tc\u0000d\u001Be\u0085f\u2028g\u2029h ", null, "1\r\n2", ""),
                RetrySafety.UNSAFE);

        assertThat(refused)
                .hasMessage(ENDPOINT + " was refused: HTTP 400 SYSTEM ERROR \"a b c d e f g h\" (Request-ID 1 2). "
                        + "Next: see the code on the API's page");
        assertThat(refused.platformMessage()).startsWith(" a\nb");
    }

    @Test
    void cutsLongForeignText() {
        assertThat(refused(429, "RATE_LIMITED", "频".repeat(300)))
                .hasMessage(ENDPOINT + " was refused: HTTP 429 RATE_LIMITED \"" + "频".repeat(300) + "\". " + SLOWER);
        assertThat(refused(429, "RATE_LIMITED", "频".repeat(301)))
                .hasMessage(ENDPOINT + " was refused: HTTP 429 RATE_LIMITED \"" + "频".repeat(300) + "…\". " + SLOWER);
        assertThat(refused(429, "RATE_LIMITED", "x".repeat(299) + "😀"))
                .hasMessage(ENDPOINT + " was refused: HTTP 429 RATE_LIMITED \"" + "x".repeat(299) + "…\". " + SLOWER);
    }

    @Test
    void saysWhyAMessageCannotBeTrusted() {
        Refusal refusal = new Refusal(Refusal.Reason.NOT_BASE64, "its signature is not Base64");

        ValidationException untrusted =
                new ValidationException("The reply to " + ENDPOINT, refusal, RetrySafety.UNKNOWN);

        assertThat(untrusted)
                .hasMessage("The reply to " + ENDPOINT + " cannot be trusted: its signature is not Base64");
        assertThat(untrusted.refusal()).isSameAs(refusal);
        assertThat(untrusted.reason()).isEqualTo(Refusal.Reason.NOT_BASE64);
        assertThat(untrusted.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
    }

    @Test
    void keepsMessageAndCauseOfWhatFailed() {
        IOException cause = new IOException("connection reset");

        WechatPayException transport = new TransportException("no answer", RetrySafety.UNKNOWN, cause);
        WechatPayException malformed = new MalformedMessageException("not JSON", RetrySafety.UNSAFE, cause);

        assertThat(transport).hasMessage("no answer").hasCause(cause);
        assertThat(malformed).hasMessage("not JSON").hasCause(cause);
        assertThat(transport.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
        assertThat(malformed.retrySafety()).isEqualTo(RetrySafety.UNSAFE);
    }

    private static ServiceException refused(int status, String code, String message) {
        return new ServiceException(
                ENDPOINT, new ServiceException.Refused(status, code, message, null, null, "body"), RetrySafety.UNSAFE);
    }
}
