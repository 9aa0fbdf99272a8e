package io.github.fluentpay.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One limit at work: a generic cell rate algorithm, which spreads requests evenly and lets a tenth of a period's come at
 * once. Lock-free.
 */
final class RateLimiter {

    private final long interval;
    private final long tolerance;
    /** When the next request would be due if all came evenly, on the scale of {@link System#nanoTime()}. */
    private final AtomicLong due;

    RateLimiter(RateLimit limit, long now) {
        long period = limit.per().toNanos();
        this.interval = Math.max(1, period / limit.requests());
        this.tolerance = period / 10;
        this.due = new AtomicLong(now);
    }

    /**
     * Takes the next place.
     *
     * @param longest how long the caller would wait
     * @return for how long it has to, in nanoseconds; negative if that is too long, and then no place is taken
     */
    long reserve(long now, long longest) {
        while (true) {
            long next = due.get();
            long wait = Math.max(0, next - now - tolerance);
            if (wait > longest) {
                return -1;
            }
            long after = (next - now < 0 ? now : next) + interval;
            if (due.compareAndSet(next, after)) {
                return wait;
            }
        }
    }
}
