package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.WechatPayException;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call that is told as "not sent" has not been sent, in whatever order its deadline and its departure come. */
@Timeout(120)
class NotSentIsTrueTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final long IN_TWO_HOURS = Duration.ofHours(2).toNanos();

    /** Frees nothing: there is no connection behind it. */
    private static final AsyncExecRuntime RUNTIME = (AsyncExecRuntime) Proxy.newProxyInstance(
            NotSentIsTrueTest.class.getClassLoader(),
            new Class<?>[] {AsyncExecRuntime.class},
            (proxy, method, arguments) -> null);

    // ---- one attempt: the deadline and the departure of its request -----------------------------------------------

    private static DepartureMark.Departure departure() {
        return DepartureMark.on(HttpClientContext.create(), () -> {});
    }

    private static Throwable failureOf(ApacheExchange exchange) {
        return exchange.reply().handle((reply, failure) -> failure).join();
    }

    @Test
    void aRequestThatLeftIsNotToldAsNotSent() {
        DepartureMark.Departure departure = departure();
        ApacheExchange exchange = new ApacheExchange(departure, () -> false, LONG, LONG);

        assertThat(departure.leave(RUNTIME)).isTrue();
        exchange.endIfOver(System.nanoTime() + IN_TWO_HOURS);

        assertThat(failureOf(exchange)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aRequestThatIsToldAsNotSentDoesNotLeave() {
        DepartureMark.Departure departure = departure();
        ApacheExchange exchange = new ApacheExchange(departure, () -> false, LONG, LONG);

        exchange.endIfOver(System.nanoTime() + IN_TWO_HOURS);

        assertThat(departure.leave(RUNTIME)).isFalse();
        assertThat(failureOf(exchange)).isExactlyInstanceOf(RequestNotSentException.class);
    }

    /** The request tries to leave while its connect timeout is being dealt with. */
    @Test
    void aRequestDoesNotLeaveWhileItIsToldThatNoConnectionIsFree() {
        DepartureMark.Departure departure = departure();
        List<Boolean> left = new ArrayList<>();
        BooleanSupplier allConnectionsInUse = () -> {
            left.add(departure.leave(RUNTIME));
            return true;
        };
        ApacheExchange exchange =
                new ApacheExchange(departure, allConnectionsInUse, Duration.ofMillis(1), Duration.ofDays(1));

        exchange.endIfOver(System.nanoTime() + IN_TWO_HOURS);

        assertThat(left).containsExactly(false);
        assertThat(failureOf(exchange)).isInstanceOf(RequestNotSentException.class);
    }

    @Test
    void whatTheEngineReportsBeforeTheDepartureKeepsItFromLeaving() {
        DepartureMark.Departure departure = departure();
        ApacheExchange exchange = new ApacheExchange(departure, () -> false, LONG, LONG);

        exchange.failed(new java.net.ConnectException("refused"));

        assertThat(departure.leave(RUNTIME)).isFalse();
        assertThat(failureOf(exchange)).isInstanceOf(HostUnreachableException.class);
    }

    @Test
    void aClosedClientTellsWhetherItsRequestLeft() {
        DepartureMark.Departure waiting = departure();
        ApacheExchange notSent = new ApacheExchange(waiting, () -> false, LONG, LONG);
        notSent.abandoned();
        assertThat(failureOf(notSent)).isInstanceOf(RequestNotSentException.class);
        assertThat(waiting.leave(RUNTIME)).isFalse();

        DepartureMark.Departure gone = departure();
        assertThat(gone.leave(RUNTIME)).isTrue();
        ApacheExchange sent = new ApacheExchange(gone, () -> false, LONG, LONG);
        sent.abandoned();
        assertThat(failureOf(sent)).isNotInstanceOf(RequestNotSentException.class);
    }

    /** No order is forced here: two threads meet, many times. */
    @Test
    void leavingAndGivingUpExcludeEachOther() throws Exception {
        // As many as a slow machine manages in time.
        int most = 50_000;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService other = Executors.newSingleThreadExecutor();
        CyclicBarrier together = new CyclicBarrier(2);
        List<String> wrong = new ArrayList<>();
        AtomicReference<DepartureMark.Departure> next = new AtomicReference<>();
        try {
            Future<List<Boolean>> departures = other.submit(() -> {
                List<Boolean> left = new ArrayList<>(most);
                while (true) {
                    together.await(60, TimeUnit.SECONDS);
                    if (over.get()) {
                        return left;
                    }
                    left.add(next.get().leave(RUNTIME));
                    together.await(60, TimeUnit.SECONDS);
                }
            });
            List<Throwable> told = new ArrayList<>(most);
            while (told.isEmpty() || (told.size() < most && System.nanoTime() - end < 0)) {
                DepartureMark.Departure departure = departure();
                ApacheExchange exchange = new ApacheExchange(departure, () -> false, LONG, LONG);
                next.set(departure);
                together.await(60, TimeUnit.SECONDS);
                exchange.endIfOver(System.nanoTime() + IN_TWO_HOURS);
                together.await(60, TimeUnit.SECONDS);
                told.add(failureOf(exchange));
            }
            over.set(true);
            together.await(60, TimeUnit.SECONDS);
            List<Boolean> left = departures.get(60, TimeUnit.SECONDS);
            assertThat(left).hasSameSizeAs(told);
            for (int i = 0; i < left.size(); i++) {
                if (left.get(i) == told.get(i) instanceof RequestNotSentException) {
                    wrong.add("round " + i + ": left " + left.get(i) + ", told " + told.get(i));
                }
            }
        } finally {
            other.shutdownNow();
        }
        assertThat(wrong).isEmpty();
    }

    // ---- one call: its timeout and its turn -----------------------------------------------------------------------

    /** Takes the steps of a call, for the test to run. */
    private static final class Steps implements java.util.concurrent.Executor {

        private final Queue<Runnable> waiting = new ArrayDeque<>();

        @Override
        public synchronized void execute(Runnable step) {
            waiting.add(step);
        }

        void runAll() {
            for (Runnable step = next(); step != null; step = next()) {
                step.run();
            }
        }

        private synchronized Runnable next() {
            return waiting.poll();
        }
    }

    private static Exchange exchangeOf(WechatPayClient client) throws ReflectiveOperationException {
        Field field = WechatPayClient.class.getDeclaredField("exchange");
        field.setAccessible(true);
        return (Exchange) field.get(client);
    }

    private static final Exchange.Verification NONE = new Exchange.Verification() {
        @Override
        public Refusal check(Call call, TransportReply reply, SignatureHeaders headers, Instant receivedAt) {
            return null;
        }

        @Override
        public boolean needsKeys() {
            return false;
        }
    };

    /** The deadline's thread comes between the look at the deadline and the departure. */
    @Test
    void aCallWhoseTurnIsMissedIsNotSentAfterwards() throws Exception {
        List<TransportRequest> sent = new ArrayList<>();
        try (WechatPayClient client = WechatPayClient.builder()
                .merchant(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .transport(request -> {
                    sent.add(request);
                    return new CompletableFuture<>();
                })
                .build()) {
            Steps steps = new Steps();
            AtomicReference<Run> run = new AtomicReference<>();
            Call call = new Call(
                    "POST",
                    "POST v3/x",
                    null,
                    Route.USUAL,
                    Headers.none(),
                    sealing -> {
                        run.get().endIfOver(System.nanoTime() + IN_TWO_HOURS);
                        return new Call.Encoded("/v3/x", Body.NONE, null);
                    },
                    null,
                    Repeat.of("POST"),
                    LONG,
                    null);
            run.set(new Run(exchangeOf(client), call, steps, NONE));

            CompletableFuture<Reply> result = run.get().begin();
            steps.runAll();

            Throwable failure = result.handle((reply, failed) -> failed).join();
            assertThat(failure)
                    .isInstanceOf(TransportException.class)
                    .hasMessage(
                            "POST v3/x: not sent: the call's timeout (callTimeout, or timeout(…) of the call) passed before its turn came. It may be sent again");
            assertThat(((WechatPayException) failure).retrySafety()).isEqualTo(RetrySafety.SAFE);
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void aCallThatIsSentIsNotToldAsOneWhoseTurnWasMissed() throws Exception {
        List<TransportRequest> sent = new ArrayList<>();
        AtomicReference<Run> run = new AtomicReference<>();
        try (WechatPayClient client = WechatPayClient.builder()
                .merchant(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .transport(request -> {
                    sent.add(request);
                    run.get().endIfOver(System.nanoTime() + IN_TWO_HOURS);
                    return new CompletableFuture<>();
                })
                .build()) {
            Steps steps = new Steps();
            run.set(new Run(exchangeOf(client), Call.plain("POST", "v3/x", LONG), steps, NONE));

            CompletableFuture<Reply> result = run.get().begin();
            steps.runAll();

            Throwable failure = result.handle((reply, failed) -> failed).join();
            assertThat(((WechatPayException) failure).retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
            assertThat(failure)
                    .hasMessageContaining(
                            " was not answered before the call's timeout (callTimeout, or timeout(…) of the call).");
            assertThat(sent).hasSize(1);
        }
    }

    /** The caller was told that the outcome is not known and may be looking: nothing must arrive afterwards. */
    @Test
    void aCallThatEndedWhileItWasSignedIsNotSentAfterwards() throws Exception {
        List<TransportRequest> sent = new ArrayList<>();
        AtomicReference<Run> run = new AtomicReference<>();
        Steps steps = new Steps();
        MerchantKey key = MerchantKey.of(Identities.MERCHANT.getPrivate());
        Merchant slow = new Merchant("1900000001", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", message -> {
            run.get().endIfOver(System.nanoTime() + IN_TWO_HOURS);
            steps.runAll();
            return key.sign(message);
        });
        try (WechatPayClient client = WechatPayClient.builder()
                .merchant(slow)
                .verifyingKeys(Identities.platformKeys())
                .transport(request -> {
                    sent.add(request);
                    return new CompletableFuture<>();
                })
                .build()) {
            run.set(new Run(exchangeOf(client), Call.plain("POST", "v3/x", LONG), steps, NONE));

            CompletableFuture<Reply> result = run.get().begin();

            assertThat(result).isCompletedExceptionally();
            assertThat(sent).isEmpty();
        }
    }

    /** A closed client is misuse, which means that nothing was sent, only for a call that was not sent. */
    @Test
    void aCallUnderWayWhenTheClientClosesIsNoMisuse() throws Exception {
        CompletableFuture<Reply> underWay;
        try (WechatPayClient client = WechatPayClient.builder()
                .merchant(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .retry(RetryPolicy.none())
                .transport(request -> new CompletableFuture<>())
                .build()) {
            underWay = client.chain("v3/x").postAsync("{}");
        }
        Throwable failure = underWay.handle((reply, failed) -> failed)
                .orTimeout(60, TimeUnit.SECONDS)
                .join();

        assertThat(failure).isInstanceOf(TransportException.class);
        assertThat(((WechatPayException) failure).retrySafety()).isEqualTo(RetrySafety.UNKNOWN);
    }
}
