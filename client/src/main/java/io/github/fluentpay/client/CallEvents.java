package io.github.fluentpay.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners of one call, whatever they throw: one event after the other, from whatever threads they come, each
 * attempt ended before the call is, and nothing after that. Listeners run outside of the lock; who comes in meanwhile
 * leaves its event to the thread that is telling.
 */
final class CallEvents {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeListener.class);

    private final List<ExchangeListener> listeners;
    private final ExchangeListener.Subject call;

    // Guarded by this.
    private final Queue<Consumer<ExchangeListener>> untold = new ArrayDeque<>();
    private boolean telling;
    private @Nullable Attempt open;
    private int attempts;
    private boolean over;

    CallEvents(List<ExchangeListener> listeners, ExchangeListener.Subject call) {
        this.listeners = listeners;
        this.call = call;
    }

    void started() {
        synchronized (this) {
            untold.add(listener -> listener.started(call));
        }
        tell();
    }

    void attempted(Attempt attempt) {
        synchronized (this) {
            if (over) {
                return;
            }
            open = attempt;
            attempts++;
            untold.add(listener ->
                    listener.attempted(call, attempt.number(), attempt.host().origin()));
        }
        tell();
    }

    void replied(Attempt attempt, @Nullable Reply reply, @Nullable Throwable failure) {
        synchronized (this) {
            if (open != attempt) {
                return;
            }
            close(attempt, reply, failure);
        }
        tell();
    }

    /** The first end counts. An attempt that is still under way ends with it. */
    void ended(@Nullable Reply reply, @Nullable Throwable failure, Duration total) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            if (open != null) {
                close(open, reply, failure);
            }
            ExchangeListener.Summary summary =
                    new ExchangeListener.Summary(attempts, reply == null ? null : reply.status(), failure, total);
            untold.add(listener -> listener.ended(call, summary));
        }
        tell();
    }

    // Called with the lock held.
    private void close(Attempt attempt, @Nullable Reply reply, @Nullable Throwable failure) {
        open = null;
        ExchangeListener.Result result = attempt.result(reply, failure);
        untold.add(listener -> listener.replied(call, result));
    }

    private void tell() {
        synchronized (this) {
            if (telling) {
                return;
            }
            telling = true;
        }
        for (Consumer<ExchangeListener> next = next(); next != null; next = next()) {
            for (ExchangeListener listener : listeners) {
                try {
                    next.accept(listener);
                } catch (Throwable failed) {
                    LOG.warn("A listener failed at {}", call.endpoint(), failed);
                }
            }
        }
    }

    private synchronized @Nullable Consumer<ExchangeListener> next() {
        Consumer<ExchangeListener> next = untold.poll();
        telling = next != null;
        return next;
    }
}
