package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.WechatPayException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table: what is asked for, against what comes back. Three attempts are allowed, and always the same answer. */
class RetryDecisionsTest {

    /** What is known of a call, and what its failure says to do if its outcome is not known. */
    private enum Asked {
        READ("GET v3/x", true, "", "It changes nothing, so it may be sent again"),
        NUMBER_CARRIED(
                "POST v3/return",
                true,
                "{\"return_request_no\":\"1002\"}",
                "The platform may have acted. Next: settle the outcome by GET v3/coupons/{coupon_code}, or send the same"
                        + " request again with the same return_request_no and parameters, never with a new one"),
        NUMBERS_CARRIED(
                "PATCH v3/send",
                true,
                "{\"out_request_no\":\"1\",\"send_time\":2}",
                "The platform may have acted. Next: settle the outcome by GET v3/sent, or send the same request again"
                        + " with the same out_request_no and send_time and parameters, never with new ones"),
        NUMBER_IN_THE_QUERY(
                "DELETE v3/code?delete_request_no",
                true,
                "",
                "The platform may have acted. Next: query the outcome, or send the same request again with the same"
                        + " delete_request_no and parameters, never with a new one"),
        NUMBER_MISSING(
                "POST v3/return",
                false,
                "{\"stock_id\":\"1\"}",
                "The platform may have acted, and the request has no return_request_no to know a repeat by. Next: settle"
                        + " the outcome by GET v3/coupons/{coupon_code} before you send it again"),
        NUMBER_BLANK("POST v3/return", false, "{\"return_request_no\":\" \"}", NUMBER_MISSING.next),
        NUMBER_NULL("POST v3/return", false, "{\"return_request_no\":null}", NUMBER_MISSING.next),
        NUMBER_DEEPER("POST v3/return", false, "{\"a\":{\"return_request_no\":\"1\"}}", NUMBER_MISSING.next),
        NUMBER_BESIDE_THE_BODY("POST v3/return?return_request_no", false, "{}", NUMBER_MISSING.next),
        ONE_NUMBER_OF_TWO(
                "PATCH v3/send",
                false,
                "{\"out_request_no\":\"1\"}",
                "The platform may have acted, and the request has no out_request_no and send_time to know a repeat by."
                        + " Next: settle the outcome by GET v3/sent before you send it again"),
        NO_NUMBER_DOCUMENTED(
                "POST v3/plain",
                false,
                "{}",
                "The platform may have acted, and no number is documented that makes a repeat harmless. Next: query the"
                        + " outcome before you send it again"),
        NOTHING_DOCUMENTED(
                "PUT v3/unknown",
                false,
                "{}",
                "The platform may have acted. Next: query the outcome, or send the same request again with the same"
                        + " numbers and parameters, never with new ones");

        private final String method;
        private final String path;
        private final String query;
        private final boolean harmless;
        private final String body;
        private final String next;

        Asked(String request, boolean harmless, String body, String next) {
            String[] parts = request.split("[ ?]", -1);
            this.method = parts[0];
            this.path = parts[1];
            this.query = parts.length > 2 ? parts[2] : "";
            this.harmless = harmless;
            this.body = body;
            this.next = next;
        }

        private String endpoint() {
            return method + " " + path;
        }

        /** One form of body for each of the two. */
        private Reply call(WechatPayClient pay, Verb verb) {
            Chain chain = query.isEmpty() ? pay.chain(path) : pay.chain(path).query(query, "1");
            boolean sync = verb == Verb.SYNC;
            return switch (method) {
                case "GET" -> verb.get(chain);
                case "DELETE" -> sync ? chain.delete() : Verb.result(chain.deleteAsync());
                case "PUT" -> sync ? chain.put(body) : Verb.result(chain.putAsync(JsonObject.parse(body)));
                case "PATCH" -> sync ? chain.patch(body) : Verb.result(chain.patchAsync(JsonObject.parse(body)));
                default -> sync ? chain.post(body) : Verb.result(chain.postAsync(JsonObject.parse(body)));
            };
        }
    }

    /** What an answer means, by the documentation. */
    private enum Meaning {
        NOT_ACCEPTED,
        DECIDED,
        /** A page of something between here and the platform: it tells nothing, and is the same the next time. */
        NOT_THE_PLATFORMS,
        UNKNOWN
    }

    private static TestPlatform platform;
    private static WechatPayClient pay;

    @BeforeAll
    static void start() throws IOException {
        platform = new TestPlatform();
        RetryPolicy quick =
                RetryPolicy.ofDefaults().withDelay(Duration.ofNanos(1)).withThrottledDelay(Duration.ofNanos(1));
        pay = new KnowingClient(platform.client().retry(quick).retryBudget(RetryBudget.unlimited()));
    }

    @AfterAll
    static void stop() {
        pay.close();
        platform.close();
    }

    private static Arguments row(String name, Meaning meaning, Answer answer, String message) {
        return Arguments.of(name, meaning, answer, message);
    }

    private static final String REFUSED = "{endpoint} was refused: HTTP %s (Request-ID 08F1-268435461).";
    private static final String UNTRUSTED = "The reply to {endpoint} cannot be trusted: %s.";

    private static Arguments refusal(String name, Meaning meaning, int status, String code) {
        return row(
                name,
                meaning,
                Answer.json(status, "{\"code\":\"" + code + "\",\"message\":\"x\"}"),
                REFUSED.formatted(status + " " + code + " \"x\""));
    }

    private static Arguments gateway(String name, Meaning meaning, int status, String body) {
        return row(name, meaning, Answer.json(status, body).unsigned(), REFUSED.formatted(status));
    }

    private static Arguments untrusted(String name, String header, String value, String why) {
        return row(name, Meaning.UNKNOWN, Answer.json(200, "{}").with(header, value), UNTRUSTED.formatted(why));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                refusal("429", Meaning.NOT_ACCEPTED, 429, "RATELIMIT_EXCEEDED"),
                refusal("too frequent under 400", Meaning.NOT_ACCEPTED, 400, "FREQUENCY_LIMITED"),
                refusal("too frequent under 403", Meaning.NOT_ACCEPTED, 403, "RATE_LIMITED"),
                refusal("400", Meaning.DECIDED, 400, "PARAM_ERROR"),
                refusal("401", Meaning.DECIDED, 401, "SIGN_ERROR"),
                refusal("403", Meaning.DECIDED, 403, "NO_AUTH"),
                refusal("404", Meaning.DECIDED, 404, "ORDER_NOT_EXIST"),
                gateway("a proxy's 302", Meaning.NOT_THE_PLATFORMS, 302, ""),
                gateway("a proxy's 401", Meaning.NOT_THE_PLATFORMS, 401, "<html>"),
                gateway("a firewall's 403", Meaning.NOT_THE_PLATFORMS, 403, "<html>"),
                gateway("a gateway's 404", Meaning.NOT_THE_PLATFORMS, 404, "<html>"),
                gateway("JSON of another form", Meaning.NOT_THE_PLATFORMS, 400, "{\"error\":\"no\"}"),
                gateway("a code that is no text", Meaning.NOT_THE_PLATFORMS, 400, "{\"code\":1002}"),
                gateway("half of the platform's JSON", Meaning.NOT_THE_PLATFORMS, 400, "{\"code\":\"PARAM_ER"),
                gateway("429 of a gateway", Meaning.UNKNOWN, 429, "<html>"),
                refusal("SYSTEM_ERROR", Meaning.UNKNOWN, 500, "SYSTEM_ERROR"),
                refusal("SYSTEM_ERROR under 400", Meaning.UNKNOWN, 400, "SYSTEM_ERROR"),
                refusal("SYSTEM_ERROR under 403", Meaning.UNKNOWN, 403, "SYSTEM_ERROR"),
                refusal("503", Meaning.UNKNOWN, 503, "SERVICE_UNAVAILABLE"),
                gateway("503 without a body", Meaning.UNKNOWN, 503, ""),
                gateway("502 of a gateway", Meaning.UNKNOWN, 502, "<html>"),
                gateway("504 of a gateway", Meaning.UNKNOWN, 504, "<html>"),
                row(
                        "no answer",
                        Meaning.UNKNOWN,
                        Answer.NONE,
                        "{endpoint} at {url} got no complete answer: Connection closed by peer. A server for https ends a"
                                + " plain http connection like this: if it is one, write https:// in the base URL."),
                row(
                        "half an answer",
                        Meaning.UNKNOWN,
                        Answer.json(200, "{\"a\":").cutOff(),
                        "{endpoint} at {url} got no complete answer: Premature end of Content-Length delimited message body"
                                + " (expected: 15; received: 5)."),
                row(
                        "no signature",
                        Meaning.UNKNOWN,
                        Answer.json(200, "{}").unsigned(),
                        UNTRUSTED.formatted(
                                "the header Wechatpay-Timestamp is missing; a proxy may have dropped it, or the"
                                        + " sender is not the platform")),
                untrusted(
                        "a probe",
                        "Wechatpay-Signature",
                        "WECHATPAY/SIGNTEST/x",
                        "its signature starts with WECHATPAY/SIGNTEST/: the platform is testing that wrong signatures are refused."
                                + " Nothing is wrong here; a notification will come again, the outcome of a call has to be queried"),
                untrusted(
                        "an unknown serial",
                        "Wechatpay-Serial",
                        "PUB_KEY_ID_9",
                        "it is signed with the key \"PUB_KEY_ID_9\", and the known keys are [PUB_KEY_ID_0112345678]; that is"
                                + " another WeChat Pay public key: take pub_key.pem and its ID from the console of this mchid"),
                untrusted(
                        "another body's signature",
                        "Wechatpay-Nonce",
                        "other",
                        "its signature does not fit the 2 bytes of its body under the key PUB_KEY_ID_0112345678; the body was changed"
                                + " on the way (verify the raw bytes, not a re-serialised copy), or the key is not the one of this serial"),
                row(
                        "signed, and no JSON",
                        Meaning.UNKNOWN,
                        Answer.json(200, "{\"a\":"),
                        "The reply to {endpoint} cannot be read: The JSON text cannot be read at line 1, column 6. The call was"
                                + " answered with HTTP 200 (Request-ID 08F1-268435461)."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void decideByWhatIsKnown(String name, Meaning meaning, Answer answer, String message) {
        platform.answer(answer);
        SoftAssertions all = new SoftAssertions();
        for (Asked asked : Asked.values()) {
            for (Verb verb : Verb.values()) {
                platform.received.clear();
                WechatPayException failure =
                        catchThrowableOfType(WechatPayException.class, () -> asked.call(pay, verb));
                String what = name + ", " + asked + ", " + verb;

                boolean again = meaning == Meaning.NOT_ACCEPTED || (meaning == Meaning.UNKNOWN && asked.harmless);
                all.assertThat(platform.received).as(what).hasSize(again ? 3 : 1);
                all.assertThat(failure.getSuppressed()).as(what).hasSize(again ? 2 : 0);
                all.assertThat(failure.retrySafety())
                        .as(what)
                        .isEqualTo(
                                switch (meaning) {
                                    case NOT_ACCEPTED -> RetrySafety.SAFE;
                                    case DECIDED -> RetrySafety.UNSAFE;
                                    case NOT_THE_PLATFORMS, UNKNOWN ->
                                        asked == Asked.READ ? RetrySafety.SAFE : RetrySafety.UNKNOWN;
                                });
                String failed = message.replace("{endpoint}", asked.endpoint())
                        .replace("{url}", platform.url().toString());
                // A read is over with what went wrong; a code of the platform speaks where nothing is documented.
                boolean hasCode = failure instanceof ServiceException refused && refused.code() != null;
                boolean byItself = failure instanceof TransportException
                        || failure instanceof MalformedMessageException
                        || (asked != Asked.READ
                                && (failure instanceof ValidationException
                                        || !hasCode
                                        || asked != Asked.NOTHING_DOCUMENTED));
                boolean open = meaning == Meaning.UNKNOWN || meaning == Meaning.NOT_THE_PLATFORMS;
                if (open && byItself) {
                    all.assertThat(failure).as(what).hasMessage(failed + " " + asked.next);
                } else {
                    // A sentence that ends, or goes on with what to do.
                    all.assertThat(failure).as(what).hasMessageStartingWith(failed.substring(0, failed.length() - 1));
                }
            }
        }
        all.assertAll();
    }

    /** No connection: nothing was sent, whatever it was. */
    @ParameterizedTest
    @EnumSource
    void repeatWhatNeverLeft(Verb verb) throws Exception {
        URI nobody = FailoverTest.closed();
        for (Asked asked : Asked.values()) {
            AtomicInteger attempts = new AtomicInteger();
            try (WechatPayClient pay = new KnowingClient(
                    RetryDecisionsTest.pay.toBuilder().baseUrls(nobody).decorateTransport(engine -> request -> {
                        attempts.incrementAndGet();
                        return engine.send(request);
                    }))) {
                WechatPayException failure =
                        catchThrowableOfType(WechatPayException.class, () -> asked.call(pay, verb));

                assertThat(attempts).as(asked.name()).hasValue(3);
                assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
                assertThat(failure)
                        .hasMessageStartingWith(asked.endpoint() + " at " + nobody + ": no connection: ")
                        .hasMessageEndingWith(
                                ". Nothing was sent. Next: check the base URL, the network and any proxy");
            }
        }
    }

    /** "Accepted, send it again later": a success in the end, whatever was asked for. */
    @ParameterizedTest
    @EnumSource
    void repeatWhatIsAcceptedAndHandOverTheLast(Verb verb) {
        platform.answer(Answer.json(202, "{}"));
        for (Asked asked : Asked.values()) {
            platform.received.clear();

            assertThat(asked.call(pay, verb).status()).as(asked.name()).isEqualTo(202);

            assertThat(platform.received).as(asked.name()).hasSize(asked.harmless ? 3 : 1);
        }
    }
}
