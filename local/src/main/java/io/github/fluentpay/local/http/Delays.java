package io.github.fluentpay.local.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Request;

/** Holds exchanges back, without a thread for those that wait. At the end they go on at once. Safe for many threads. */
final class Delays implements AutoCloseable {

    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Runs {@code next} after that time, here and now if there is none. */
    void after(Duration delay, Request request, Runnable next) {
        if (delay.isZero()) {
            next.run();
            return;
        }
        // Longer than an idle connection may last: this one is not idle.
        request.addIdleTimeoutListener(timeout -> false);
        Waiting one = new Waiting(next);
        waiting.add(one);
        request.getComponents()
                .getScheduler()
                .schedule(
                        () -> request.getComponents().getExecutor().execute(one),
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
        if (closed) {
            one.run();
        }
    }

    /** Ends all waiting, now and later. */
    @Override
    public void close() {
        closed = true;
        waiting.forEach(Waiting::run);
    }

    private final class Waiting implements Runnable {

        private final Runnable next;
        private final AtomicBoolean begun = new AtomicBoolean();

        Waiting(Runnable next) {
            this.next = next;
        }

        @Override
        public void run() {
            if (begun.compareAndSet(false, true)) {
                waiting.remove(this);
                next.run();
            }
        }
    }
}
