package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.WechatPayException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What listeners hear of a call: everything, in order, once, and nothing secret. */
@Timeout(120)
class ExchangeListenerTest {

    private static final RetryPolicy QUICK =
            RetryPolicy.ofDefaults().withDelay(Duration.ofMillis(5)).withThrottledDelay(Duration.ofMillis(5));
    private static final JsonObject WITH_NUMBER = JsonObject.of("return_request_no", "1002");
    private static final Answer TOO_MANY = Answer.json(429, "{\"code\":\"RATELIMIT_EXCEEDED\",\"message\":\"x\"}");

    /** Writes down what it hears, and what it was handed over. */
    private static final class Ear implements ExchangeListener {

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final List<Result> results = new CopyOnWriteArrayList<>();
        private final List<Object> everything = new CopyOnWriteArrayList<>();

        @Override
        public void started(Subject call) {
            heard.add("start " + call.number() + " " + call.endpoint());
            everything.add(call);
        }

        @Override
        public void attempted(Subject call, int attempt, URI host) {
            heard.add("attempt " + attempt);
            everything.add(host);
        }

        @Override
        public void replied(Subject call, Result result) {
            heard.add("reply " + result.attempt() + " " + result.status() + " " + result.code() + " "
                    + kind(result.failure()));
            results.add(result);
            everything.add(result);
        }

        @Override
        public void ended(Subject call, Summary summary) {
            heard.add("end " + summary.attempts() + " " + summary.status() + " " + kind(summary.failure()));
            everything.add(summary);
        }

        private static String kind(Throwable failure) {
            return failure == null ? "ok" : failure.getClass().getSimpleName();
        }

        private List<String> heardToTheEnd() {
            await(() -> heard.stream().anyMatch(event -> event.startsWith("end ")));
            return heard;
        }
    }

    private final Ear ear = new Ear();
    private TestPlatform platform;

    @BeforeEach
    void start() throws IOException {
        platform = new TestPlatform();
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    private WechatPayClient client() {
        return new KnowingClient(platform.client().retry(QUICK).listener(ear));
    }

    private void answer(Answer... answers) {
        AtomicInteger next = new AtomicInteger();
        platform.answer(request -> answers[Math.min(next.getAndIncrement(), answers.length - 1)]);
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Patience.LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - end).as("time is over").isNegative();
            Thread.onSpinWait();
        }
    }

    private static void fails(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(WechatPayException.class);
    }

    @ParameterizedTest
    @EnumSource
    void hearSuccess(Verb verb) {
        try (WechatPayClient pay = client()) {
            verb.post(pay.chain("v3/return"), WITH_NUMBER);
            verb.get(pay.chain("v3/x"));

            assertThat(ear.heard)
                    .containsExactly(
                            "start 1 POST v3/return",
                            "attempt 1",
                            "reply 1 200 null ok",
                            "end 1 200 ok",
                            "start 2 GET v3/x",
                            "attempt 1",
                            "reply 1 200 null ok",
                            "end 1 200 ok");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hearRetriesAndWhatTheCallFailsWith(Verb verb) {
        answer(Answer.NONE, TOO_MANY);
        try (WechatPayClient pay = client()) {
            fails(() -> verb.post(pay.chain("v3/return"), WITH_NUMBER));

            assertThat(ear.heard)
                    .containsExactly(
                            "start 1 POST v3/return",
                            "attempt 1",
                            "reply 1 null null TransportException",
                            "attempt 2",
                            "reply 2 429 RATELIMIT_EXCEEDED ServiceException",
                            "attempt 3",
                            "reply 3 429 RATELIMIT_EXCEEDED ServiceException",
                            "end 3 null TransportException");
        }
    }

    @ParameterizedTest
    @EnumSource
    void hearFailover(Verb verb) throws Exception {
        URI nobody = FailoverTest.closed();
        try (WechatPayClient pay =
                platform.client().baseUrls(nobody, platform.url()).listener(ear).build()) {
            verb.get(pay.chain("v3/x"));

            assertThat(ear.heard)
                    .containsExactly(
                            "start 1 GET v3/x",
                            "attempt 1",
                            "reply 1 null null TransportException",
                            "attempt 2",
                            "reply 2 200 null ok",
                            "end 2 200 ok");
            assertThat(ear.results).extracting(ExchangeListener.Result::host).containsExactly(nobody, platform.url());
        }
    }

    @ParameterizedTest
    @EnumSource
    void hearACallThatNeverGotItsTurn(Verb verb) {
        try (WechatPayClient pay = platform.client()
                .rateLimits(RateLimits.none().withTotal(1, Duration.ofSeconds(100)))
                .listener(ear)
                .build()) {
            verb.get(pay.chain("v3/first"));
            ear.heard.clear();
            fails(() -> verb.get(pay.chain("v3/x")));

            assertThat(ear.heard).containsExactly("start 2 GET v3/x", "end 0 null TransportException");
        }
    }

    @Test
    void hearOfAnAttemptThatIsGivenUpBeforeTheEnd() throws Exception {
        try (StallingServer silent = new StallingServer(StallingServer.SILENT);
                WechatPayClient pay = new KnowingClient(
                        platform.client().baseUrls(silent.url()).listener(ear))) {
            CompletableFuture<Reply> call = pay.chain("v3/x").getAsync();
            await(() -> silent.requests.get() == 1);
            call.cancel(true);

            assertThat(ear.heardToTheEnd())
                    .containsExactly(
                            "start 1 GET v3/x",
                            "attempt 1",
                            "reply 1 null null CancellationException",
                            "end 1 null CancellationException");
        }
        // The transport has reported by now; nothing comes after the end.
        assertThat(ear.heard).hasSize(4);
    }

    @Test
    void hearOfACallThatIsGivenUpBetweenAttempts() {
        answer(TOO_MANY.with("Retry-After", "20"));
        try (WechatPayClient pay = client()) {
            CompletableFuture<Reply> call = pay.chain("v3/x").getAsync();
            await(() -> ear.results.size() == 1);
            call.cancel(true);

            assertThat(ear.heardToTheEnd())
                    .containsExactly(
                            "start 1 GET v3/x",
                            "attempt 1",
                            "reply 1 429 RATELIMIT_EXCEEDED ServiceException",
                            "end 1 null CancellationException");
        }
    }

    @Test
    void hearOfAnInterrupt() throws Exception {
        try (StallingServer silent = new StallingServer(StallingServer.SILENT);
                WechatPayClient pay = new KnowingClient(
                        platform.client().baseUrls(silent.url()).listener(ear))) {
            Thread caller = new Thread(() -> fails(() -> pay.chain("v3/x").get()));
            caller.start();
            await(() -> silent.requests.get() == 1);
            caller.interrupt();
            caller.join();

            assertThat(ear.heard)
                    .containsExactly(
                            "start 1 GET v3/x",
                            "attempt 1",
                            "reply 1 null null CancellationException",
                            "end 1 null CancellationException");
        }
    }

    /** Cancelled at any moment: what began has ended, and nothing comes behind. */
    @RepeatedTest(10)
    void hearEveryCallOutWheneverItIsCancelled() {
        answer(Answer.json(503, ""));
        try (WechatPayClient pay = client()) {
            List<CompletableFuture<Reply>> calls =
                    Stream.generate(() -> pay.chain("v3/x").getAsync()).limit(5).toList();
            await(() -> ear.results.size() >= 3);
            calls.forEach(call -> call.cancel(true));
            await(() ->
                    ear.heard.stream().filter(event -> event.startsWith("end ")).count() == 5);

            assertThat(count("start ")).isEqualTo(5);
            assertThat(count("attempt ")).isEqualTo(count("reply "));
        }
        assertThat(count("end ")).isEqualTo(5);
    }

    private long count(String kind) {
        return ear.heard.stream().filter(event -> event.startsWith(kind)).count();
    }

    @ParameterizedTest
    @EnumSource
    void hearWhereTheTimeWent(Verb verb) {
        Duration slow = Duration.ofMillis(300);
        platform.answer(request -> {
            try {
                // The server is slow, and that is what is measured.
                new CountDownLatch(1).await(slow.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.json(200, "{}");
        });
        try (WechatPayClient pay = platform.client()
                .listener(ear)
                .rateLimits(RateLimits.none().withTotal(2, Duration.ofSeconds(6)))
                .build()) {
            CompletableFuture<Reply> first = pay.chain("v3/x").getAsync();
            verb.get(pay.chain("v3/x"));
            Verb.result(first);
        }

        assertThat(ear.results).hasSize(2);
        for (ExchangeListener.Result result : ear.results) {
            ExchangeListener.Timings timings = result.timings();
            assertThat(timings.waiting()).isGreaterThanOrEqualTo(slow.minusMillis(5));
            assertThat(Stream.of(
                            timings.queued(),
                            timings.signing(),
                            timings.connecting(),
                            timings.waiting(),
                            timings.verifying()))
                    .allMatch(part -> !part.isNegative());
            assertThat(timings.signing()
                            .plus(timings.connecting())
                            .plus(timings.waiting())
                            .plus(timings.verifying()))
                    .isEqualTo(timings.total());
            assertThat(timings.signing()).isPositive();
            assertThat(timings.verifying()).isPositive();
        }
        assertThat(ear.results)
                .as("one of them made a connection")
                .anyMatch(result -> result.timings().connecting().compareTo(Duration.ZERO) > 0);
        // Two in six seconds: the second waits for seconds, less the time between the beginnings of the two.
        assertThat(ear.results)
                .as("one of them waited for its turn")
                .anyMatch(result -> result.timings().queued().compareTo(Duration.ofMillis(1)) > 0);
    }

    @ParameterizedTest
    @EnumSource
    void hearNothingSecret(Verb verb) {
        String secret = "value-of-one-caller";
        answer(
                Answer.json(503, "{\"name\":\"" + secret + "\"}"),
                Answer.json(400, "{\"code\":\"PARAM_ERROR\",\"detail\":{\"value\":\"" + secret + "\"}}"));
        try (WechatPayClient pay = client()) {
            fails(() -> verb.get(pay.chain("v3/users/{openid}")
                    .path("openid", secret)
                    .query("card", secret)
                    .header("X-Name", secret)));
            fails(() -> verb.post(pay.chain("v3/return"), WITH_NUMBER.with("name", secret)));

            String signature = platform.received.get(0).headers().getFirst("Authorization");
            assertThat(ear.heard).contains("start 1 GET v3/users/{openid}", "start 2 POST v3/return");
            assertThat(ear.everything.toString())
                    .doesNotContain(secret, "signature=", signature.substring(signature.length() - 40));
        }
    }

    /** Whatever one of them throws, an error too: the call goes on, and the next one hears it. */
    @ParameterizedTest
    @EnumSource
    void aListenerThatThrowsIsHarmless(Verb verb) {
        ExchangeListener throwing = new ExchangeListener() {
            @Override
            public void started(Subject call) {
                throw new AssertionError("start");
            }

            @Override
            public void attempted(Subject call, int attempt, URI host) {
                throw new NoClassDefFoundError("attempt");
            }

            @Override
            public void replied(Subject call, Result result) {
                throw new IllegalStateException("reply");
            }

            @Override
            public void ended(Subject call, Summary summary) {
                throw new StackOverflowError("end");
            }
        };
        answer(Answer.json(503, ""), Answer.json(200, "{}"));
        try (WechatPayClient pay = new KnowingClient(
                platform.client().retry(QUICK).listener(throwing).listener(ear))) {
            assertThat(verb.get(pay.chain("v3/x")).status()).isEqualTo(200);

            assertThat(ear.heard)
                    .containsExactly(
                            "start 1 GET v3/x",
                            "attempt 1",
                            "reply 1 503 null ServiceException",
                            "attempt 2",
                            "reply 2 200 null ok",
                            "end 2 200 ok");
        }
    }

    /** A listener that cancels the call it hears of does not turn the order around for the one behind it. */
    @Test
    void aListenerMayCancel() {
        CompletableFuture<CompletableFuture<Reply>> call = new CompletableFuture<>();
        ExchangeListener cancelling = new ExchangeListener() {
            @Override
            public void replied(Subject subject, Result result) {
                call.join().cancel(true);
            }
        };
        answer(TOO_MANY);
        try (WechatPayClient pay = new KnowingClient(
                platform.client().retry(QUICK).listener(cancelling).listener(ear))) {
            call.complete(pay.chain("v3/x").getAsync());

            assertThat(ear.heardToTheEnd())
                    .containsExactly(
                            "start 1 GET v3/x",
                            "attempt 1",
                            "reply 1 429 RATELIMIT_EXCEEDED ServiceException",
                            "end 1 null CancellationException");
        }
    }
}
