package io.github.fluentpay.client;

import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.WechatPayException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a call, around its attempts: waits for keys and for the rate limit, passes over to the next host, makes the
 * call again where that is safe, and ends with its deadline. No thread waits: what comes later is started by the deadlines'
 * thread and goes on on the finisher.
 */
final class Run implements Deadlines.Expiring {

    private static final Logger LOG = LoggerFactory.getLogger(WechatPayClient.class);

    /** A moment after the call's own deadline: the transport keeps to that one, and can say how far it came. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(200);

    /** Something to do at a time. */
    private record Later(long due, Runnable step) {}

    private final Exchange exchange;
    private final Call call;
    private final Executor finisher;
    private final Exchange.Verification verification;
    private final Retries retries;
    private final CallEvents events;
    private final List<BaseUrl> hosts;
    private final long begun = System.nanoTime();
    private final long deadline;
    private final CompletableFuture<Reply> result = new CompletableFuture<>();
    private final AtomicReference<@Nullable Later> later = new AtomicReference<>();

    // From here on: written by one step after the other, each on the finisher.
    private volatile @Nullable Attempt attempt;
    private Call.@Nullable Encoded encoded;
    private boolean mayHaveActed;
    private int attempts;
    private int sent;
    private int host;
    private long waitingSince = begun;

    Run(Exchange exchange, Call call, Executor finisher, Exchange.Verification verification) {
        Exchange.Settings settings = exchange.settings();
        this.exchange = exchange;
        this.call = call;
        this.finisher = finisher;
        this.verification = verification;
        this.retries = new Retries(Objects.requireNonNullElse(call.retry(), settings.retry()), call, settings.random());
        this.events = exchange.events(call);
        BaseUrl only = call.route().host();
        this.hosts = only == null ? settings.baseUrls() : List.of(only);
        Duration timeout = Objects.requireNonNullElse(call.timeout(), settings.callTimeout());
        this.deadline = begun + timeout.toNanos();
        this.encoded = call.encoded();
    }

    CompletableFuture<Reply> begin() {
        Deadlines deadlines = exchange.deadlines();
        events.started();
        deadlines.add(this);
        result.whenComplete((reply, failure) -> {
            deadlines.remove(this);
            later.set(null);
            Attempt last = attempt;
            if (last != null) {
                last.giveUp();
            }
            events.ended(new ExchangeListener.Summary(
                    sent, reply == null ? null : reply.status(), failure, Duration.ofNanos(System.nanoTime() - begun)));
        });
        step(this::waitForKeys);
        return result;
    }

    /** A key to verify the reply with comes first: once the request is sent, it has to be believed or not. */
    private void waitForKeys() {
        if (!verification.needsKeys()) {
            waitForTurn();
            return;
        }
        CompletableFuture<?> ready = exchange.keys().ready();
        if (ready.isDone() && !ready.isCompletedExceptionally()) {
            waitForTurn();
            return;
        }
        ready.whenCompleteAsync(
                (keys, failure) -> step(() -> {
                    if (failure != null) {
                        throw Failures.noKeys(call, Objects.requireNonNull(Failures.withoutWrapping(failure)));
                    }
                    waitForTurn();
                }),
                finisher);
    }

    private void waitForTurn() {
        long now = System.nanoTime();
        long wait = exchange.reserve(call, now, Math.max(0, deadline - now));
        if (wait < 0) {
            throw Failures.heldBack(call);
        }
        if (wait == 0) {
            send();
        } else {
            after(wait, this::send);
        }
    }

    private void send() {
        if (result.isDone()) {
            return;
        }
        exchange.checkOpen(call);
        Stopwatch watch = new Stopwatch(waitingSince);
        Call.Encoded now = exchange.encoded(call, encoded, mayHaveActed);
        encoded = now;
        sent++;
        BaseUrl to = hosts.get(host);
        events.attempted(sent, to.origin());
        Attempt next = new Attempt(exchange, call, now, verification, sent, to, finisher, watch);
        attempt = next;
        CompletableFuture<Reply> end = next.begin(deadline);
        if (result.isDone()) {
            next.giveUp();
        }
        end.whenComplete((reply, failure) -> step(() -> settle(next, reply, Failures.withoutWrapping(failure))));
    }

    private void settle(Attempt ended, @Nullable Reply reply, @Nullable Throwable failure) {
        events.replied(ended.result(reply, failure));
        waitingSince = System.nanoTime();
        if (result.isDone()) {
            return;
        }
        // No connection, so nothing was sent: the next host, at once.
        if (unreachable(failure) && host + 1 < hosts.size() && deadline - waitingSince > 0) {
            LOG.warn(
                    "{}: no connection to {}, trying {}",
                    call.name(),
                    hosts.get(host).origin(),
                    hosts.get(host + 1).origin());
            host++;
            send();
            return;
        }
        attempts++;
        boolean surelyNot = failure instanceof WechatPayException known && known.retrySafety() == RetrySafety.SAFE;
        mayHaveActed |= !surelyNot;
        Optional<Duration> wait = retries.after(
                attempts, failure, ended.reply(), exchange.settings().clock().instant());
        // No retry outlives the deadline, and none is made without a share of the budget.
        if (wait.isPresent()
                && deadline - waitingSince - wait.get().toNanos() > 0
                && !exchange.isClosed()
                && exchange.budget().take()) {
            host = ended.reply() == null ? (host + 1) % hosts.size() : host;
            after(wait.get().toNanos(), this::waitForTurn);
            return;
        }
        if (reply != null) {
            if (attempts == 1) {
                exchange.budget().giveBack();
            }
            result.complete(reply);
        } else {
            result.completeExceptionally(Objects.requireNonNull(failure));
        }
    }

    private static boolean unreachable(@Nullable Throwable failure) {
        return failure instanceof TransportException && failure.getCause() instanceof HostUnreachableException;
    }

    private void after(long nanos, Runnable step) {
        if (nanos <= 0) {
            step(step);
        } else {
            later.set(new Later(System.nanoTime() + nanos, step));
        }
    }

    /** Whatever happens in a step, the caller's future ends. */
    private void step(Runnable step) {
        try {
            step.run();
        } catch (Throwable failed) {
            result.completeExceptionally(failed);
        }
    }

    @Override
    public boolean endIfOver(long now) {
        Later next = later.get();
        if (next != null && now - next.due() >= 0 && later.compareAndSet(next, null)) {
            finisher.execute(() -> step(next.step()));
            return false;
        }
        boolean over = now - deadline >= GRACE;
        if (over) {
            Attempt last = attempt;
            if (last != null && later.get() == null) {
                last.timeOut();
            } else {
                finisher.execute(() -> step(() -> {
                    throw Failures.keysTooLate(call);
                }));
            }
        }
        return over;
    }
}
