package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.client.TestPlatform.Received;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Brand;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.WechatPayException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a call is made again, and when it must not be. */
class RetryTest {

    private static final RetryPolicy QUICK =
            RetryPolicy.ofDefaults().withDelay(Duration.ofMillis(20)).withThrottledDelay(Duration.ofMillis(20));
    private static final JsonObject WITH_NUMBER = JsonObject.of("return_request_no", "1002", "stock_id", "1");
    private static final JsonObject WITHOUT_NUMBER = JsonObject.of("stock_id", "1");

    private static WechatPayClient client(TestPlatform platform) {
        return new KnowingClient(platform.client().retry(QUICK));
    }

    /** Answers the first time in one way, and from then on with success. */
    private static void firstThenSuccess(TestPlatform platform, Answer first) {
        AtomicInteger count = new AtomicInteger();
        platform.answer(request -> count.getAndIncrement() == 0 ? first : Answer.json(200, "{}"));
    }

    private static Answer refusal(int status, String code) {
        return Answer.json(status, "{\"code\":\"" + code + "\",\"message\":\"x\"}");
    }

    private static final Answer PROBE = Answer.json(200, "{}").with("Wechatpay-Signature", "WECHATPAY/SIGNTEST/x");

    @ParameterizedTest
    @EnumSource
    void repeatsWhatWasNotAccepted(Verb verb) throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform)) {
            firstThenSuccess(platform, refusal(429, "RATELIMIT_EXCEEDED"));

            assertThat(verb.post(pay.chain("v3/plain"), WITHOUT_NUMBER).status())
                    .isEqualTo(200);
            assertThat(platform.received).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void repeatsTheIdenticalRequestWithANewSignatureAfterAnUnknownOutcome(Verb verb) throws Exception {
        for (Answer unknown : List.of(
                refusal(400, "SYSTEM_ERROR"),
                refusal(500, "SYSTEM_ERROR"),
                Answer.json(502, "<html>"),
                Answer.json(503, ""),
                Answer.json(202, "{}"),
                Answer.json(200, "{}").unsigned(),
                Answer.json(200, "{\"a\":"),
                PROBE)) {
            try (TestPlatform platform = new TestPlatform();
                    WechatPayClient pay = client(platform)) {
                firstThenSuccess(platform, unknown);

                assertThat(verb.post(pay.chain("v3/return"), WITH_NUMBER).status())
                        .isEqualTo(200);

                assertThat(platform.received).hasSize(2);
                Received first = platform.received.get(0);
                Received second = platform.received.get(1);
                assertThat(second.bytes()).isEqualTo(first.bytes());
                assertThat(second.isSigned("/v3/return", second.body())).isTrue();
                assertThat(second.headers().getFirst("Authorization"))
                        .isNotEqualTo(first.headers().getFirst("Authorization"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void neverRepeatsAWriteWhoseOutcomeIsUnknownWithoutItsNumber(Verb verb) throws Exception {
        for (Answer unknown :
                List.of(refusal(400, "SYSTEM_ERROR"), Answer.json(502, "<html>"), PROBE, Answer.json(200, "{\"a\":"))) {
            for (String path : List.of("v3/plain", "v3/return", "v3/unknown")) {
                try (TestPlatform platform = new TestPlatform();
                        WechatPayClient pay = client(platform)) {
                    platform.answer(unknown);

                    WechatPayException failure = catchThrowableOfType(
                            WechatPayException.class, () -> verb.post(pay.chain(path), WITHOUT_NUMBER));

                    assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
                    assertThat(platform.received).hasSize(1);
                }
            }
        }
    }

    @Test
    void saysWhichQuerySettlesAnUnknownOutcome() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform)) {
            platform.answer(refusal(500, "SYSTEM_ERROR"));
            assertThatThrownBy(() ->
                            pay.chain("v3/return").retry(RetryPolicy.none()).post(WITH_NUMBER))
                    .isInstanceOf(ServiceException.class)
                    .hasMessage(
                            "POST v3/return was refused: HTTP 500 SYSTEM_ERROR \"x\" (Request-ID 08F1-268435461). The"
                                    + " platform may have acted. Next: settle the outcome by GET v3/coupons/{coupon_code}, or send"
                                    + " the same request again with the same return_request_no and parameters, never with a new"
                                    + " one");
            assertThatThrownBy(() -> pay.chain("v3/return").post(WITHOUT_NUMBER))
                    .hasMessageEndingWith(
                            "The platform may have acted, and the request has no return_request_no to know a"
                                    + " repeat by. Next: settle the outcome by GET v3/coupons/{coupon_code} before you send it"
                                    + " again");
            platform.answer(PROBE);
            assertThatThrownBy(() -> pay.chain("v3/plain").post(WITHOUT_NUMBER))
                    .isInstanceOf(ValidationException.class)
                    .hasMessage("The reply to POST v3/plain cannot be trusted: its signature starts with"
                            + " WECHATPAY/SIGNTEST/: the platform is testing that wrong signatures are refused. Nothing is"
                            + " wrong here; a notification will come again, the outcome of a call has to be queried. The"
                            + " platform may have acted, and no number is documented that makes a repeat harmless. Next:"
                            + " query the outcome before you send it again");
        }
    }

    @Test
    void doesNotRepeatWhatThePlatformHasDecided() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform)) {
            platform.answer(refusal(403, "NO_AUTH"));
            assertThatThrownBy(() -> pay.chain("v3/return").post(WITH_NUMBER)).isInstanceOf(ServiceException.class);
            assertThat(platform.received).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void performsOnceWhenTheReplyIsDropped(Verb verb) throws Exception {
        try (StallingServer server = new StallingServer(StallingServer.HANGS_UP);
                WechatPayClient pay = new KnowingClient(WechatPayClient.builder()
                        .merchant(Identities.merchant())
                        .verifyingKeys(Identities.platformKeys())
                        .retry(QUICK)
                        .baseUrls(server.url()))) {
            assertThatThrownBy(() -> verb.post(pay.chain("v3/plain"), WITHOUT_NUMBER))
                    .isInstanceOf(TransportException.class);

            assertThat(server.requests).hasValue(1);
        }
    }

    @Test
    void keepsToTheDeadlineAndToRetryAfter() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform)) {
            platform.answer(refusal(429, "RATELIMIT_EXCEEDED").with("Retry-After", "60"));
            assertThatThrownBy(() ->
                            pay.chain("v3/x").timeout(Duration.ofSeconds(5)).get())
                    .isInstanceOf(ServiceException.class);
            assertThat(platform.received)
                    .as("a wait beyond the deadline is not begun")
                    .hasSize(1);

            platform.received.clear();
            firstThenSuccess(platform, refusal(429, "RATELIMIT_EXCEEDED").with("Retry-After", "1"));
            long begun = System.nanoTime();
            pay.chain("v3/x").get();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
        }
    }

    @Test
    void addsATenthToTheTrafficOfAFailingPlatformAtMost() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform)) {
            platform.answer(Answer.json(503, ""));
            int calls = 200;
            List<CompletableFuture<Reply>> all = IntStream.range(0, calls)
                    .mapToObj(i -> pay.chain("v3/x").getAsync())
                    .toList();
            all.forEach(call -> assertThatThrownBy(call::join));

            assertThat(platform.received.size()).isBetween(calls, calls + calls / 10);
        }
    }

    @Test
    void anInterruptEndsTheWaitAtOnceAndKeepsTheFlag() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = client(platform)) {
            platform.answer(refusal(429, "RATELIMIT_EXCEEDED").with("Retry-After", "20"));
            AtomicInteger flag = new AtomicInteger();
            Thread caller = new Thread(() -> {
                try {
                    pay.chain("v3/x").get();
                } catch (TransportException interrupted) {
                    flag.set(Thread.currentThread().isInterrupted() ? 1 : 2);
                }
            });
            caller.start();
            while (platform.received.isEmpty()) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            caller.join(60_000);

            assertThat(caller.isAlive()).isFalse();
            assertThat(flag).hasValue(1);
            assertThat(platform.received).hasSize(1);
        }
    }

    @Test
    void holdsCallsBackToTheLimit() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client()
                        .rateLimits(RateLimits.none()
                                .with("GET v3/slow", 10, Duration.ofSeconds(1))
                                .with("GET v3/full", 1, Duration.ofSeconds(100)))
                        .build()) {
            long begun = System.nanoTime();
            List<CompletableFuture<Reply>> all = IntStream.range(0, 6)
                    .mapToObj(i -> pay.chain("v3/slow").getAsync())
                    .toList();
            all.forEach(CompletableFuture::join);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(380));

            pay.chain("v3/full").get();
            assertThatThrownBy(() ->
                            pay.chain("v3/full").timeout(Duration.ofSeconds(20)).get())
                    .isInstanceOf(TransportException.class)
                    .hasMessage(
                            "GET v3/full: not sent: the client's own rate limit has no place for it before the call's"
                                    + " timeout (callTimeout, or timeout(…) of the call). Next: call less often, allow more time, or change rateLimits(…) of the builder");
        }
    }

    @Test
    void tellsListenersOfEveryAttempt() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void started(Subject call) {
                heard.add("start " + call.caller() + " " + call.endpoint());
            }

            @Override
            public void attempted(Subject call, int attempt, java.net.URI host) {
                heard.add("attempt " + attempt);
            }

            @Override
            public void replied(Subject call, Result result) {
                assertThat(result.timings().total()).isPositive();
                assertThat(result.timings().waiting()).isPositive();
                heard.add("reply " + result.attempt() + " " + result.status() + " " + result.code());
                throw new IllegalStateException("a listener that fails");
            }

            @Override
            public void ended(Subject call, Summary summary) {
                heard.add("end " + summary.attempts() + " " + summary.status());
            }
        };
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay =
                        new KnowingClient(platform.client().retry(QUICK).listener(listener))) {
            firstThenSuccess(platform, refusal(500, "SYSTEM_ERROR"));
            pay.chain("v3/return").post(WITH_NUMBER);

            assertThat(heard)
                    .containsExactly(
                            "start 1900000001 POST v3/return",
                            "attempt 1",
                            "reply 1 500 SYSTEM_ERROR",
                            "attempt 2",
                            "reply 2 200 null",
                            "end 2 200");
        }
    }

    @Test
    void signsPathsOfBrandsInTheirWay() throws Exception {
        Brand brand = new Brand(
                "120344", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", MerchantKey.of(Identities.MERCHANT.getPrivate()));
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().brand(brand).build();
                WechatPayClient merchantOnly = platform.client().build()) {
            pay.chain("brand/marketing/x").get();
            pay.chain("v3/x").get();

            assertThat(platform.received.get(0).headers().getFirst("Authorization"))
                    .startsWith("WECHATPAY-BRAND-SHA256-RSA2048 brand_id=\"120344\",nonce_str=\"");
            assertThat(platform.received.get(1).headers().getFirst("Authorization"))
                    .startsWith("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000001\",nonce_str=\"");
            assertThatThrownBy(() -> merchantOnly.chain("brand/marketing/x").get())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "GET brand/marketing/x is signed by a brand, and the client has none: brand(Brand.of(…)) of"
                                    + " the builder");
        }
    }
}
