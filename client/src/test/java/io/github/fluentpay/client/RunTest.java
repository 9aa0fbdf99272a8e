package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.WechatPayException;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One call from its begin to its end: what it fails with, and that it ends, whatever it waits for. */
@Timeout(120)
class RunTest {

    /** Said of each plain http connection that ends without an answer. */
    private static final String OR_TLS =
            " A server for https ends a plain http connection like this: if it is one, write https:// in the base URL.";

    private static final RetryPolicy QUICK =
            RetryPolicy.ofDefaults().withDelay(Duration.ofMillis(5)).withThrottledDelay(Duration.ofMillis(5));
    private static final JsonObject WITH_NUMBER = JsonObject.of("return_request_no", "1002");
    /** Passes in a test, and yet leaves a busy machine the time to send a request. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final String SETTLE = " The platform may have acted. Next: settle the outcome by GET"
            + " v3/coupons/{coupon_code}, or send the same request again with the same return_request_no and parameters,"
            + " never with a new one";
    private static final Answer TOO_MANY = Answer.json(429, "{\"code\":\"RATELIMIT_EXCEEDED\",\"message\":\"x\"}");

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
        return new KnowingClient(platform.client().retry(QUICK));
    }

    /** One answer after the other, the last one again and again. */
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

    // ---- what a call fails with -----------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void leavesTheOutcomeOpenIfALaterAttemptSaysNothingOfIt(Verb verb) {
        answer(Answer.NONE, TOO_MANY);
        try (WechatPayClient pay = client()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> verb.post(pay.chain("v3/return"), WITH_NUMBER));

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
            assertThat(failure)
                    .hasMessage("POST v3/return at " + platform.url()
                            + " got no complete answer: Connection closed by peer." + OR_TLS + SETTLE);
            assertThat(failure.getSuppressed())
                    .hasSize(2)
                    .allSatisfy(other -> assertThat(other).hasMessageContaining("429 RATELIMIT_EXCEEDED"));
            assertThat(platform.received).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheOutcomeOpenIfARetryFindsNoConnection(Verb verb) throws Exception {
        answer(Answer.NONE);
        try (WechatPayClient pay = new KnowingClient(
                platform.client().retry(QUICK.withAttempts(2)).baseUrls(platform.url(), FailoverTest.closed()))) {
            WechatPayException failure = catchThrowableOfType(
                    WechatPayException.class, () -> verb.post(pay.chain("v3/return"), WITH_NUMBER));

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
            assertThat(failure).hasMessageEndingWith("Connection closed by peer." + OR_TLS + SETTLE);
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(failure.getSuppressed()[0]).hasMessageContaining(": no connection: ");
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheOutcomeOpenIfARetryIsHeldBack(Verb verb) {
        answer(Answer.NONE);
        try (WechatPayClient pay = new KnowingClient(platform.client()
                .retry(QUICK)
                .rateLimits(RateLimits.none().with("POST v3/return", 1, Duration.ofSeconds(100))))) {
            WechatPayException failure = catchThrowableOfType(
                    WechatPayException.class, () -> verb.post(pay.chain("v3/return"), WITH_NUMBER));

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
            assertThat(failure).hasMessageEndingWith("Connection closed by peer." + OR_TLS + SETTLE);
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(failure.getSuppressed()[0])
                    .hasMessageStartingWith(
                            "POST v3/return: not sent: the client's own rate limit has no place for it");
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheOutcomeOpenIfNothingFollows202(Verb verb) {
        answer(Answer.json(202, "{}"), TOO_MANY);
        try (WechatPayClient pay = client()) {
            WechatPayException failure = catchThrowableOfType(
                    WechatPayException.class, () -> verb.post(pay.chain("v3/return"), WITH_NUMBER));

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
            assertThat(failure)
                    .hasMessage("POST v3/return at " + platform.url()
                            + " was accepted with HTTP 202, and is not finished." + SETTLE);
            // A read has nothing to settle.
            answer(Answer.json(202, "{}"), TOO_MANY);
            assertThat(catchThrowable(() -> verb.get(pay.chain("v3/x")))).isInstanceOf(ServiceException.class);
        }
    }

    /** Refusals of the client's own repeat, and what each says when it comes alone. */
    static Stream<Arguments> refusalsOfARepeat() {
        return Stream.of(
                Arguments.of(
                        "the endpoint does not replay",
                        Answer.json(400, "{\"code\":\"RESOURCE_ALREADY_EXISTS\",\"message\":\"stock already exists\"}"),
                        "HTTP 400 RESOURCE_ALREADY_EXISTS \"stock already exists\" (Request-ID 08F1-268435461)"),
                Arguments.of(
                        "the signature is refused",
                        Answer.json(401, "{\"code\":\"SIGN_ERROR\"}"),
                        "HTTP 401 SIGN_ERROR (Request-ID 08F1-268435461)"),
                Arguments.of(
                        "the permission is gone",
                        Answer.json(403, "{\"code\":\"NO_AUTH\"}"),
                        "HTTP 403 NO_AUTH (Request-ID 08F1-268435461)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusalsOfARepeat")
    void leavesTheOutcomeOpenIfTheRepeatIsRefused(String name, Answer refusal, String said) {
        List<Answer> unsettled = List.of(
                Answer.NONE,
                Answer.json(500, "{\"code\":\"SYSTEM_ERROR\"}"),
                Answer.json(502, "<html>").unsigned(),
                Answer.json(202, "{}"),
                Answer.json(200, "{}").unsigned());
        try (WechatPayClient pay = client()) {
            for (Answer first : unsettled) {
                for (Verb verb : Verb.values()) {
                    answer(first, refusal);
                    ServiceException failure = catchThrowableOfType(
                            ServiceException.class, () -> verb.post(pay.chain("v3/return"), WITH_NUMBER));

                    assertThat(failure.retrySafety())
                            .as("%s after %s", name, first)
                            .isEqualTo(RetrySafety.UNKNOWN);
                    assertThat(failure.meaning()).isEqualTo(ServiceException.Meaning.DECIDED);
                    assertThat(failure)
                            .hasMessage("POST v3/return was refused: " + said
                                    + ". An earlier attempt of this call is unsettled." + SETTLE);
                    assertThat(failure.getSuppressed()).hasSize(1);
                }
            }
        }
    }

    /** A first attempt that has had no effect leaves nothing open, so the refusal that follows it decides. */
    @ParameterizedTest
    @EnumSource
    void believesADecisionAfterAnAttemptWithoutEffect(Verb verb) {
        answer(TOO_MANY, Answer.json(403, "{\"code\":\"NO_AUTH\"}"));
        try (WechatPayClient pay = client()) {
            ServiceException failure =
                    catchThrowableOfType(ServiceException.class, () -> verb.post(pay.chain("v3/return"), WITH_NUMBER));

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNSAFE);
            assertThat(failure.code()).isEqualTo("NO_AUTH");
            assertThat(failure.getSuppressed()).hasSize(1);
        }
    }

    /** A read changes nothing, so nothing of it is ever open. */
    @ParameterizedTest
    @EnumSource
    void believesARefusedReadAfterNoAnswer(Verb verb) {
        answer(Answer.NONE, Answer.json(404, "{\"code\":\"RESOURCE_NOT_EXISTS\"}"));
        try (WechatPayClient pay = client()) {
            ServiceException failure = catchThrowableOfType(ServiceException.class, () -> verb.get(pay.chain("v3/x")));

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.UNSAFE);
        }
    }

    // ---- deadlines ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void noAttemptBeginsAfterTheDeadline(Verb verb) {
        answer(Answer.json(503, ""));
        List<Duration> left = new CopyOnWriteArrayList<>();
        try (WechatPayClient pay = platform.client()
                .retry(QUICK.withAttempts(20).withDelay(Duration.ofMillis(300)))
                .retryBudget(RetryBudget.unlimited())
                .decorateTransport(engine -> request -> {
                    left.add(request.callTimeout());
                    return engine.send(request);
                })
                .build()) {
            WechatPayException failure = catchThrowableOfType(
                    WechatPayException.class, () -> verb.get(pay.chain("v3/x").timeout(SHORT)));

            assertThat(failure).isNotNull();
            assertThat(left).hasSizeBetween(1, 19).isSortedAccordingTo((a, b) -> b.compareTo(a));
            assertThat(left.get(0)).isLessThanOrEqualTo(SHORT);
        }
    }

    @ParameterizedTest
    @CsvSource({"SYNC, 60", "ASYNC, 60", "SYNC, 99999999999999999999", "ASYNC, 99999999999999999999"})
    void endsAtOnceIfTheWaitWouldOutliveTheDeadline(Verb verb, String retryAfter) {
        answer(TOO_MANY.with("Retry-After", retryAfter));
        try (WechatPayClient pay = client()) {
            assertThat(catchThrowable(() -> verb.get(pay.chain("v3/x").timeout(Duration.ofSeconds(50)))))
                    .isInstanceOf(ServiceException.class);
            assertThat(platform.received).hasSize(1);
        }
    }

    /** The first attempt fails, the second one goes to a transport that says nothing at all. */
    @ParameterizedTest
    @EnumSource
    void endsARetryThatIsNeverAnswered(Verb verb) {
        AtomicInteger attempts = new AtomicInteger();
        try (WechatPayClient pay = new KnowingClient(platform.client()
                .retry(QUICK)
                .transport(request -> attempts.getAndIncrement() == 0
                        ? CompletableFuture.failedFuture(new IOException("broken"))
                        : new CompletableFuture<>())
                .callTimeout(SHORT))) {
            WechatPayException failure = catchThrowableOfType(
                    WechatPayException.class, () -> verb.post(pay.chain("v3/return"), WITH_NUMBER));

            assertThat(failure)
                    .hasMessage("POST v3/return at " + platform.url()
                            + " was not answered before the call's timeout (callTimeout, or timeout(…) of the call)."
                            + SETTLE);
            assertThat(failure.getSuppressed()).hasSize(1);
            assertThat(attempts).hasValue(2);
        }
    }

    @Test
    void endsACallWhoseSignerHangs() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger signatures = new AtomicInteger();
        MerchantKey key = MerchantKey.of(Identities.MERCHANT.getPrivate());
        Merchant merchant = new Merchant("1900000001", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", message -> {
            if (signatures.getAndIncrement() > 0) {
                awaitUninterruptibly(release);
            }
            return key.sign(message);
        });
        answer(TOO_MANY);
        try (WechatPayClient pay = new KnowingClient(
                platform.client().merchant(merchant).retry(QUICK).callTimeout(SHORT))) {
            CompletableFuture<Reply> call = pay.chain("v3/return").postAsync(WITH_NUMBER);

            TransportException failure = catchThrowableOfType(TransportException.class, () -> Verb.result(call));
            release.countDown();

            assertThat(failure)
                    .hasMessageContaining(
                            " was not answered before the call's timeout (callTimeout, or timeout(…) of the call).");
            assertThat(platform.received).hasSize(1);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsACallThatWaitsForKeys(Verb verb) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        platform.answer(request -> {
            awaitUninterruptibly(release);
            return Answer.json(500, "");
        });
        try (WechatPayClient pay = certificates()) {
            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> verb.get(pay.chain("v3/x").timeout(SHORT)));
            release.countDown();

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            assertThat(failure)
                    .hasMessage(
                            "GET v3/x: not sent: the platform certificates were not there before the call's timeout (callTimeout, or timeout(…) of the call)."
                                    + " It may be sent again");
            assertThat(platform.received)
                    .extracting(TestPlatform.Received::target)
                    .doesNotContain("/v3/x");
        }
    }

    private WechatPayClient certificates() {
        return platform.client()
                .apiV3Key(ApiV3Key.of("0123456789abcdef0123456789abcdef"))
                .keyMode(KeyMode.certificates())
                .build();
    }

    // ---- Retry-After ----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource
    void waitsAsLongAsThePlatformAsks(Verb verb) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2));
        for (String asked : List.of(date, "1")) {
            answer(Answer.json(503, "").with("Retry-After", asked), Answer.json(200, "{}"));
            try (WechatPayClient pay = client()) {
                long begun = System.nanoTime();
                verb.get(pay.chain("v3/x"));

                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(900));
            }
        }
    }

    // ---- what waits -----------------------------------------------------------------------------------------------

    /** A call that waits, of one kind. */
    private enum Waiting {
        FOR_A_RETRY,
        FOR_A_TURN,
        FOR_KEYS
    }

    private WechatPayClient waiting(Waiting kind, CountDownLatch release) {
        return switch (kind) {
            case FOR_A_RETRY -> {
                answer(TOO_MANY.with("Retry-After", "25"));
                yield new KnowingClient(platform.client().retry(QUICK).listener(replies));
            }
            case FOR_A_TURN ->
                platform.client()
                        .rateLimits(RateLimits.none().withTotal(1, Duration.ofSeconds(25)))
                        .build();
            case FOR_KEYS -> {
                platform.answer(request -> {
                    awaitUninterruptibly(release);
                    return Answer.json(500, "");
                });
                yield certificates();
            }
        };
    }

    private final AtomicInteger replied = new AtomicInteger();

    private final ExchangeListener replies = new ExchangeListener() {
        @Override
        public void replied(Subject call, Result result) {
            replied.incrementAndGet();
        }
    };

    /** Begins it on a thread of its own. */
    private static Thread begin(WechatPayClient pay, Verb verb, Waiting kind, AtomicReference<Throwable> failed) {
        if (kind == Waiting.FOR_A_TURN) {
            pay.chain("v3/first").get();
        }
        Thread caller = new Thread(() -> {
            try {
                verb.get(pay.chain("v3/x"));
            } catch (Throwable failure) {
                failed.set(failure);
                if (Thread.currentThread().isInterrupted()) {
                    failure.addSuppressed(new InterruptedException("the flag is kept"));
                }
            }
        });
        caller.start();
        return caller;
    }

    private void awaitWaiting(Thread caller, Waiting kind) {
        await(() -> switch (kind) {
            case FOR_A_RETRY -> replied.get() == 1;
            case FOR_A_TURN -> true;
            case FOR_KEYS -> !platform.received.isEmpty();
        });
        await(() -> caller.getState() == Thread.State.WAITING || caller.getState() == Thread.State.TIMED_WAITING);
    }

    @ParameterizedTest
    @CsvSource({
        "FOR_A_RETRY, 'GET v3/x: the waiting thread was interrupted. The platform has not acted on the attempts before, so it"
                + " may be sent again'",
        "FOR_A_TURN, GET v3/x: the waiting thread was interrupted. Nothing was sent",
        "FOR_KEYS, GET v3/x: the waiting thread was interrupted. Nothing was sent"
    })
    void anInterruptStopsItAtOnceAndKeepsTheFlag(Waiting kind, String message) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        try (WechatPayClient pay = waiting(kind, release)) {
            Thread caller = begin(pay, Verb.SYNC, kind, failed);
            awaitWaiting(caller, kind);
            int sent = platform.received.size();
            caller.interrupt();
            caller.join(60_000);
            release.countDown();

            assertThat(caller.isAlive()).isFalse();
            assertThat(failed.get()).isInstanceOf(TransportException.class).hasMessage(message);
            assertThat(((TransportException) failed.get()).retrySafety()).isEqualTo(RetrySafety.SAFE);
            assertThat(failed.get().getSuppressed())
                    .extracting(Throwable::getMessage)
                    .contains("the flag is kept")
                    .hasSize(kind == Waiting.FOR_A_RETRY ? 2 : 1);
            assertThat(platform.received).hasSize(sent);
        }
    }

    @ParameterizedTest
    @CsvSource({"SYNC, FOR_A_RETRY", "ASYNC, FOR_A_RETRY", "SYNC, FOR_A_TURN", "ASYNC, FOR_A_TURN"})
    void closingTheClientEndsIt(Verb verb, Waiting kind) throws Exception {
        AtomicReference<Throwable> failed = new AtomicReference<>();
        WechatPayClient pay = waiting(kind, new CountDownLatch(0));
        Thread caller = begin(pay, verb, kind, failed);
        awaitWaiting(caller, kind);

        pay.close();
        caller.join(60_000);

        assertThat(caller.isAlive()).isFalse();
        assertThat(failed.get()).isNotNull().hasMessageContaining("v3/x");
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledCallIsNotSent(Waiting kind) throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (WechatPayClient pay = waiting(kind, release)) {
            if (kind == Waiting.FOR_A_TURN) {
                pay.chain("v3/first").get();
            }
            CompletableFuture<Reply> call = pay.chain("v3/x").getAsync();
            await(() -> !platform.received.isEmpty() && (kind != Waiting.FOR_A_RETRY || replied.get() == 1));
            int sent = platform.received.size();

            assertThat(call.cancel(true)).isTrue();
            release.countDown();

            assertThat(platform.received).hasSize(sent);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"FOR_A_RETRY", "FOR_A_TURN"})
    void waitingTakesNoThread(Waiting kind) throws Exception {
        int calls = 500;
        int processors = Runtime.getRuntime().availableProcessors();
        answer(TOO_MANY.with("Retry-After", "90"));
        try (WechatPayClient pay = platform.client()
                .retry(QUICK)
                .retryBudget(RetryBudget.unlimited())
                .maxConnections(8)
                .rateLimits(
                        kind == Waiting.FOR_A_TURN
                                ? RateLimits.none().withTotal(1, Duration.ofMillis(50))
                                : RateLimits.none())
                .connectTimeout(Duration.ofMinutes(2))
                .build()) {
            List<CompletableFuture<Reply>> all = new ArrayList<>();
            IntStream.range(0, calls)
                    .forEach(i -> all.add(
                            pay.chain("v3/x").timeout(Duration.ofMinutes(2)).getAsync()));
            if (kind == Waiting.FOR_A_RETRY) {
                await(() -> platform.received.size() == calls);
            }

            assertThat(all).noneMatch(CompletableFuture::isDone);
            long threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("fluentpay-"))
                    .count();
            // Of the transport, of the callbacks, and the one that watches deadlines.
            assertThat(threads).isLessThanOrEqualTo(2L * Math.max(2, processors) + 4);
            all.forEach(call -> call.cancel(true));
        }
    }

    // ---- where it ends --------------------------------------------------------------------------------------------

    @Test
    void continuationsNeverRunOnAThreadOfTheTransportOrTheDeadlines() throws Exception {
        answer(TOO_MANY, Answer.json(200, "{}"));
        try (WechatPayClient pay = client();
                WechatPayClient mute = platform.client()
                        .transport(request -> new CompletableFuture<>())
                        .callTimeout(SHORT)
                        .build();
                WechatPayClient keyless = certificates()) {
            for (CompletableFuture<Reply> call :
                    List.of(pay.chain("v3/x").getAsync(), mute.chain("v3/x").getAsync())) {
                assertThat(threadOf(call)).startsWith("fluentpay-callback-");
            }
            CountDownLatch release = new CountDownLatch(1);
            platform.answer(request -> {
                awaitUninterruptibly(release);
                return Answer.json(500, "");
            });
            String thread = threadOf(keyless.chain("v3/x").timeout(SHORT).getAsync());
            release.countDown();
            assertThat(thread).startsWith("fluentpay-callback-");
        }
    }

    private static String threadOf(CompletableFuture<Reply> call) throws InterruptedException, ExecutionException {
        CompletableFuture<String> thread =
                call.handle((reply, failure) -> Thread.currentThread().getName());
        return thread.get();
    }

    // ---- the budget -----------------------------------------------------------------------------------------------

    @Test
    void successesPayForRetries() {
        AtomicInteger count = new AtomicInteger();
        platform.answer(request -> count.getAndIncrement() % 2 == 0 ? Answer.json(200, "{}") : Answer.json(503, ""));
        int calls = 400;
        try (WechatPayClient pay = platform.client().retry(QUICK).build()) {
            List<CompletableFuture<Reply>> all = IntStream.range(0, calls)
                    .mapToObj(i -> pay.chain("v3/x").getAsync())
                    .toList();
            all.forEach(call -> call.handle((reply, failure) -> null).join());
            long succeeded = all.stream()
                    .filter(call -> !call.isCompletedExceptionally())
                    .count();

            assertThat(platform.received.size() - calls).isBetween(11, 10 + (int) succeeded / 10);
        }
    }

    @Test
    void aCallsOwnPolicyCounts() {
        answer(Answer.json(503, ""));
        try (WechatPayClient pay = client()) {
            assertThat(catchThrowable(
                            () -> pay.chain("v3/x").retry(QUICK.withAttempts(5)).get()))
                    .isInstanceOf(ServiceException.class);
            assertThat(platform.received).hasSize(5);
            assertThat(catchThrowable(
                            () -> pay.chain("v3/x").retry(RetryPolicy.none()).get()))
                    .isInstanceOf(ServiceException.class);
            assertThat(platform.received).hasSize(6);
            answer(Answer.json(202, "{}"));
            assertThat(pay.chain("v3/x")
                            .retry(QUICK.withRepeatAccepted(false))
                            .get()
                            .status())
                    .isEqualTo(202);
            assertThat(platform.received).hasSize(7);
        }
    }
}
