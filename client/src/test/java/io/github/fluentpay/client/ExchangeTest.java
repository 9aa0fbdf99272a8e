package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.ValidationException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One body of assertions for synchronous and asynchronous calls. */
class ExchangeTest {

    private static final String RETURN = "v3/marketing/busifavor/coupons/return";

    static TestPlatform platform;
    static WechatPayClient pay;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        pay = platform.client().maxReplyBytes(10_000).build();
    }

    @AfterAll
    static void stop() {
        pay.close();
        platform.close();
    }

    @ParameterizedTest
    @EnumSource
    void returnsAVerifiedReply(Verb verb) {
        platform.answer(Answer.json(200, "{\"wechatpay_return_time\":\"2020-05-20T13:29:35+08:00\",\"new\":1.10}"));

        Reply reply = verb.post(pay.chain(RETURN));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.requestId()).isEqualTo("08F1-268435461");
        assertThat(reply.header("request-id")).isEqualTo("08F1-268435461");
        assertThat(reply.signedBy()).isEqualTo(Identities.PUBLIC_KEY_ID);
        assertThat(reply.json().string("wechatpay_return_time")).isEqualTo("2020-05-20T13:29:35+08:00");
        assertThat(reply.json().toJson()).isEqualTo(reply.text()).contains("1.10");
        assertThat(reply.bytes()).asString(StandardCharsets.UTF_8).isEqualTo(reply.text());
        assertThat(reply).hasToString("Reply[200, Request-ID 08F1-268435461]");
    }

    @ParameterizedTest
    @EnumSource
    void takes202And204AsSuccess(Verb verb) {
        platform.answer(Answer.json(202, "{\"state\":\"PROCESSING\"}"));
        Reply accepted = verb.post(pay.chain(RETURN));
        platform.answer(Answer.of(204, new byte[0]).with("Content-Type", ""));
        Reply empty = verb.post(pay.chain(RETURN));

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().string("state")).isEqualTo("PROCESSING");
        assertThat(empty.status()).isEqualTo(204);
        assertThat(empty.json()).isEqualTo(JsonObject.empty());
        assertThat(empty.bytes()).isEmpty();
    }

    @Test
    void handsOverABodyThatIsNotJsonAsBytes() {
        platform.answer(Answer.json(200, "a,b\n1,2\n").with("Content-Type", "text/csv"));

        Reply reply = pay.chain("v3/statements").get();

        assertThat(reply.text()).isEqualTo("a,b\n1,2\n");
        assertThatThrownBy(reply::json)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "The reply, HTTP 200 (Request-ID 08F1-268435461), is not JSON but 8 bytes of text/csv. The platform has"
                                + " answered, so do not repeat the call. Next: read bytes() of the reply");
    }

    @ParameterizedTest
    @EnumSource
    void reportsWhatThePlatformObjectsTo(Verb verb) {
        platform.answer(Answer.json(
                        400,
                        "{\"code\":\"PARAM_ERROR\",\"message\":\"bad\\nline\",\"detail\":{\"field\":\"/stock_id\"}}")
                .unsigned());

        ServiceException refusal = catchThrowableOfType(ServiceException.class, () -> verb.post(pay.chain(RETURN)));

        assertThat(refusal)
                .hasMessage("POST " + RETURN + " was refused: HTTP 400 PARAM_ERROR \"bad line\" (Request-ID"
                        + " 08F1-268435461). Next: correct the parameter; detail() names it");
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("PARAM_ERROR");
        assertThat(refusal.platformMessage()).isEqualTo("bad\nline");
        assertThat(refusal.detail()).isEqualTo(JsonObject.of("field", "/stock_id"));
        assertThat(refusal.requestId()).isEqualTo("08F1-268435461");
        assertThat(refusal.body()).contains("PARAM_ERROR");
        assertThat(refusal.retrySafety()).isEqualTo(RetrySafety.UNSAFE);
    }

    static Stream<Arguments> strangeErrorBodies() {
        byte[] notUtf8 = {'{', '"', (byte) 0xFF, (byte) 0xC0, '"', '}'};
        return Stream.of(
                Arguments.of("HTML", "<html>502 Bad Gateway</html>".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("empty", new byte[0]),
                Arguments.of("cut off", "{\"code\":\"SYSTEM_".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("not UTF-8", notUtf8),
                Arguments.of("other shape", "{\"code\":17,\"message\":null}".getBytes(StandardCharsets.UTF_8)),
                Arguments.of("array", "[1]".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @MethodSource("strangeErrorBodies")
    void keepsTheStatusWhateverTheErrorBodyIs(String name, byte[] body) {
        platform.answer(Answer.of(502, body).with("Content-Type", "text/html").unsigned());

        ServiceException refusal = catchThrowableOfType(
                ServiceException.class, () -> pay.chain(RETURN).post("{}"));

        assertThat(refusal.status()).isEqualTo(502);
        assertThat(refusal.code()).isNull();
        assertThat(refusal.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
        assertThat(refusal)
                .hasMessage(
                        "POST " + RETURN + " was refused: HTTP 502 (Request-ID 08F1-268435461). The platform may have"
                                + " acted. Next: query the outcome, or send the same request again with the same numbers and"
                                + " parameters, never with new ones");
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheStatusOfAnErrorThatIsTooLarge(Verb verb) {
        platform.answer(Answer.of(503, new byte[20_000]).unsigned());

        ServiceException refusal = catchThrowableOfType(ServiceException.class, () -> verb.post(pay.chain(RETURN)));

        assertThat(refusal.status()).isEqualTo(503);
        assertThat(refusal.body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void givesUpOnAReplyThatIsTooLarge(Verb verb) {
        platform.answer(Answer.of(200, new byte[20_000]));

        TransportException failure = catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain(RETURN)));

        assertThat(failure)
                .hasMessage(
                        "POST " + RETURN + " at " + platform.url() + " was answered with HTTP 200, but the reply's body"
                                + " is larger than 10000 bytes (maxReplyBytes). The platform may have acted. Next: query the"
                                + " outcome, or send the same request again with the same numbers and parameters, never with new"
                                + " ones");
        assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
    }

    static Stream<Arguments> safeties() {
        return Stream.of(
                Arguments.of(400, "INVALID_REQUEST", RetrySafety.UNSAFE, RetrySafety.UNSAFE),
                Arguments.of(403, "NO_AUTH", RetrySafety.UNSAFE, RetrySafety.UNSAFE),
                Arguments.of(404, "RESOURCE_NOT_EXISTS", RetrySafety.UNSAFE, RetrySafety.UNSAFE),
                Arguments.of(429, "RATELIMIT_EXCEEDED", RetrySafety.SAFE, RetrySafety.SAFE),
                Arguments.of(403, "FREQUENCY_LIMITED", RetrySafety.SAFE, RetrySafety.SAFE),
                Arguments.of(400, "SYSTEM_ERROR", RetrySafety.SAFE, RetrySafety.UNKNOWN),
                Arguments.of(500, "SYSTEM_ERROR", RetrySafety.SAFE, RetrySafety.UNKNOWN),
                Arguments.of(503, "SERVICE_UNAVAILABLE", RetrySafety.SAFE, RetrySafety.UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("safeties")
    void saysWhetherTheSameCallMayBeMadeAgain(int status, String code, RetrySafety read, RetrySafety write) {
        platform.answer(
                Answer.json(status, JsonObject.of("code", code, "message", "x").toJson()));

        assertThat(catchThrowableOfType(
                                ServiceException.class, () -> pay.chain("v3/x").get())
                        .retrySafety())
                .isEqualTo(read);
        assertThat(catchThrowableOfType(
                                ServiceException.class, () -> pay.chain("v3/x").post())
                        .retrySafety())
                .isEqualTo(write);
    }

    static Stream<Arguments> untrustworthy() {
        Answer ok = Answer.json(200, "{}");
        return Stream.of(
                Arguments.of(ok.unsigned(), Refusal.Reason.MISSING_HEADER),
                Arguments.of(ok.with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/abc"), Refusal.Reason.PROBE_SIGNATURE),
                Arguments.of(ok.with("Wechatpay-Serial", "PUB_KEY_ID_9"), Refusal.Reason.UNKNOWN_SERIAL),
                Arguments.of(ok.with("Wechatpay-Timestamp", "1554208460"), Refusal.Reason.STALE_TIMESTAMP),
                Arguments.of(ok.with("Wechatpay-Signature", "not base64!"), Refusal.Reason.NOT_BASE64),
                Arguments.of(ok.with("Wechatpay-Nonce", "another"), Refusal.Reason.WRONG_SIGNATURE));
    }

    @ParameterizedTest
    @MethodSource("untrustworthy")
    void refusesAReplyThatCannotBeTrusted(Answer answer, Refusal.Reason reason) {
        platform.answer(answer);

        for (Verb verb : Verb.values()) {
            ValidationException write =
                    catchThrowableOfType(ValidationException.class, () -> verb.post(pay.chain(RETURN)));
            ValidationException read =
                    catchThrowableOfType(ValidationException.class, () -> verb.get(pay.chain("v3/x")));
            assertThat(write.reason()).isEqualTo(reason);
            assertThat(write).hasMessageStartingWith("The reply to POST " + RETURN + " cannot be trusted: ");
            assertThat(write.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
            assertThat(read.retrySafety()).isEqualTo(RetrySafety.SAFE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAVerifiedReplyThatIsNotJson(Verb verb) {
        platform.answer(Answer.json(200, "{\"secret_name\":"));

        MalformedMessageException failure =
                catchThrowableOfType(MalformedMessageException.class, () -> verb.post(pay.chain(RETURN)));

        assertThat(failure)
                .hasMessageStartingWith(
                        "The reply to POST " + RETURN + " cannot be read: The JSON text" + " cannot be read at line 1")
                .hasMessageEndingWith(
                        "The call was answered with HTTP 200 (Request-ID 08F1-268435461). The platform may have acted."
                                + " Next: query the outcome, or send the same request again with the same numbers and"
                                + " parameters, never with new ones")
                .hasMessageNotContaining("secret_name");
        assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
    }

    @Test
    void showsTheCallerInTheStackTraceOfASynchronousFailure() {
        platform.answer(Answer.json(404, "{\"code\":\"RESOURCE_NOT_EXISTS\"}"));

        assertThatThrownBy(() -> pay.chain(RETURN).post("{}"))
                .satisfies(failure -> assertThat(failure.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(ExchangeTest.class.getName())));
    }
}
