package io.github.fluentpay.client;

import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.WechatPayException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** The state of the call's turn. It changes once, so that a call that was sent is never reported as not sent. */
    private enum Turn {
        WAITING,
        TAKEN,
        MISSED
    }

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
    private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.WAITING);
    private final List<Throwable> earlier = new ArrayList<>();

    // From here on: written by one step after the other, each on the finisher.
    private volatile @Nullable Attempt attempt;
    private volatile boolean waitsForKeys;
    private Call.@Nullable Encoded encoded;
    /** What an earlier attempt ended with if the platform may have acted on it. */
    private @Nullable Throwable unsettled;

    private boolean underWay;
    private int attempts;
    private int sent;
    private int host;
    private long waitingSince = begun;

    // Only the thread that watches deadlines.
    private @Nullable Attempt timedOut;

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
        result.whenComplete((reply, failure) -> {
            deadlines.remove(this);
            later.set(null);
            // Told already, unless the caller gave the call up.
            events.ended(reply, failure, sinceBegun());
            Attempt last = attempt;
            if (last != null) {
                last.giveUp();
            }
        });
        deadlines.add(this);
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
        waitsForKeys = true;
        ready.whenCompleteAsync(
                (keys, failure) -> step(() -> {
                    waitsForKeys = false;
                    if (failure != null) {
                        throw Failures.noKeys(call, Objects.requireNonNull(Failures.withoutWrapping(failure)));
                    }
                    waitForTurn();
                }),
                finisher);
    }

    private void waitForTurn() {
        // A turn that nobody takes would be lost to the others.
        if (result.isDone()) {
            return;
        }
        exchange.checkOpen(call);
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
        Call.Encoded now = exchange.encoded(call, encoded, unsettled != null);
        encoded = now;
        Attempt next = new Attempt(exchange, call, now, verification, sent + 1, hosts.get(host), finisher, watch);
        // Before the turn is taken, so that a thread that finds it taken finds the attempt too.
        attempt = next;
        if (deadline - System.nanoTime() <= 0 || !takeTurn()) {
            endWithoutThisAttempt();
            return;
        }
        sent++;
        underWay = true;
        events.attempted(next);
        next.outcome()
                .whenComplete((reply, failure) -> step(() -> settle(next, reply, Failures.withoutWrapping(failure))));
        next.begin(deadline);
        if (result.isDone()) {
            next.giveUp();
        }
    }

    /** Ends with what the last attempt said, if there was one: "not sent" would be true of this attempt alone. */
    private void endWithoutThisAttempt() {
        Throwable last = earlier.isEmpty() ? Failures.turnTooLate(call) : earlier.remove(earlier.size() - 1);
        end(null, verdict(last));
    }

    /** Every attempt after the first one keeps the turn. */
    private boolean takeTurn() {
        return turn.compareAndSet(Turn.WAITING, Turn.TAKEN) || turn.get() == Turn.TAKEN;
    }

    private void settle(Attempt ended, @Nullable Reply reply, @Nullable Throwable failure) {
        underWay = false;
        events.replied(ended, reply, failure);
        waitingSince = System.nanoTime();
        if (result.isDone()) {
            return;
        }
        // No connection, so nothing was sent: the next host, at once.
        if (failure != null && isUnreachable(failure) && host + 1 < hosts.size() && deadline - waitingSince > 0) {
            LOG.warn(
                    "{}: no connection to {}, trying {}",
                    call.name(),
                    hosts.get(host).origin(),
                    hosts.get(host + 1).origin());
            earlier.add(failure);
            host++;
            send();
            return;
        }
        attempts++;
        Optional<Duration> wait = retries.after(
                attempts, failure, ended.reply(), exchange.settings().clock().instant());
        // No retry outlives the deadline, and none is made without a share of the budget.
        if (wait.isPresent()
                && deadline - waitingSince - wait.get().toNanos() > 0
                && !exchange.isClosed()
                && exchange.budget().take()) {
            remember(failure == null ? Failures.notFinished(call, ended.host()) : failure);
            host = ended.reply() == null ? (host + 1) % hosts.size() : host;
            after(wait.get().toNanos(), this::waitForTurn);
            return;
        }
        if (reply != null && attempts == 1) {
            exchange.budget().giveBack();
        }
        end(reply, failure == null ? null : verdict(failure));
    }

    private static boolean isUnreachable(Throwable failure) {
        return failure instanceof TransportException && failure.getCause() instanceof HostUnreachableException;
    }

    private static boolean surelyDidNothing(Throwable failure) {
        return failure instanceof WechatPayException known && known.retrySafety() == RetrySafety.SAFE;
    }

    private void remember(Throwable failure) {
        earlier.add(failure);
        if (!surelyDidNothing(failure)) {
            unsettled = failure;
        }
    }

    /**
     * The failure of the call: the last attempt's, as long as that says all. An earlier attempt that is unsettled stays so:
     * a later refusal is told as one in doubt, and a later attempt that sent nothing gives way to the unsettled one. The
     * other failures are its suppressed ones.
     */
    private Throwable verdict(Throwable last) {
        Throwable verdict = unsettled == null ? last : inDoubt(last, unsettled);
        // The refusal in doubt takes the place of the plain one.
        if (verdict == last || verdict == unsettled) {
            earlier.add(last);
        }
        earlier.stream().filter(other -> other != verdict).forEach(verdict::addSuppressed);
        return verdict;
    }

    private Throwable inDoubt(Throwable last, Throwable open) {
        if (last instanceof Error) {
            return last;
        }
        if (!(last instanceof WechatPayException failure)) {
            return open;
        }
        RetrySafety said = failure.retrySafety();
        if (said == said.inAll(true)) {
            return failure;
        }
        return said == RetrySafety.UNSAFE && failure instanceof ServiceException refused
                ? ReplyReader.refusedInDoubt(call, refused)
                : open;
    }

    /** What a caller gets that was interrupted while it waited; on the finisher. */
    WechatPayException interrupted(InterruptedException cause) {
        TransportException failure = underWay || unsettled != null
                ? Failures.interrupted(call, cause)
                : Failures.interruptedBetween(call, sent > 0, cause);
        earlier.forEach(failure::addSuppressed);
        return failure;
    }

    private void after(long nanos, Runnable step) {
        if (nanos <= 0) {
            step(step);
            return;
        }
        Later next = new Later(System.nanoTime() + nanos, step);
        later.set(next);
        // Looked at again: nobody watches the deadlines of a closed client.
        if (exchange.isClosed() && later.compareAndSet(next, null)) {
            step(() -> exchange.checkOpen(call));
        }
    }

    /** Whatever happens in a step, the caller's future ends. */
    private void step(Runnable step) {
        try {
            step.run();
        } catch (Throwable failed) {
            underWay = false;
            if (!result.isDone()) {
                end(null, verdict(failed));
            }
        }
    }

    /** Listeners first: who has the result finds it counted. */
    private void end(@Nullable Reply reply, @Nullable Throwable failure) {
        events.ended(reply, failure, sinceBegun());
        if (failure == null) {
            result.complete(reply);
        } else {
            result.completeExceptionally(failure);
        }
    }

    private Duration sinceBegun() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Stays watched until the future has ended: a step under way may begin another attempt. */
    @Override
    public boolean endIfOver(long now) {
        Later next = later.get();
        if (next != null) {
            // Never due after the deadline, and each step looks at that itself.
            if (now - next.due() >= 0 && later.compareAndSet(next, null)) {
                handOver(next.step(), () -> later.compareAndSet(null, next));
            }
            return false;
        }
        Attempt last = attempt;
        if (now - deadline >= 0 && turn.compareAndSet(Turn.WAITING, Turn.MISSED)) {
            handOver(
                    () -> {
                        throw waitsForKeys ? Failures.keysTooLate(call) : Failures.turnTooLate(call);
                    },
                    () -> turn.compareAndSet(Turn.MISSED, Turn.WAITING));
        }
        if (last != null && last != timedOut && now - deadline >= GRACE) {
            timedOut = last;
            last.end(new TimeoutException());
        }
        return result.isDone();
    }

    /** A finisher without memory or threads takes nothing; the next tick tries again. */
    private void handOver(Runnable step, Runnable undo) {
        try {
            finisher.execute(() -> step(step));
        } catch (Throwable refused) {
            undo.run();
            throw refused;
        }
    }

    @Override
    public void abandoned() {
        boolean waits = later.getAndSet(null) != null || turn.compareAndSet(Turn.WAITING, Turn.MISSED);
        Attempt last = attempt;
        if (waits || last == null) {
            finisher.execute(() -> step(() -> {
                exchange.checkOpen(call);
                throw Failures.turnTooLate(call);
            }));
        } else {
            // Its request may have left, so the closed client is no misuse that happened before anything was sent.
            last.end(new IOException("the client was closed"));
        }
    }
}
