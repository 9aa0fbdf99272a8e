package io.github.fluentpay.client;

import java.util.concurrent.atomic.AtomicLong;

/**
 * One limit in force: no period of that length, wherever it begins, has more requests than the limit. It is a generic cell
 * rate algorithm, which spreads requests evenly and lets a 25th of the limit start together after a pause. Lock-free.
 *
 * <p>The proof. Request i arrives at a_i, finds {@code due} at d_i, may start at g_i = max(a_i, d_i − τ), and leaves behind
 * d_(i+1) = max(a_i, d_i) + T. So d_j ≥ max(a_i, d_i) + (j − i)·T for every later j, and since g_i ≤ max(a_i, d_i),
 * g_j ≥ d_j − τ ≥ g_i + (j − i)·T − τ. This needs no order of the arrivals. If n requests start within a time W, both ends
 * included, then (n − 1)·T − τ ≤ W. With τ = (b − 1)·T that is n ≤ W / T + b, and with W / T {@literal <} limit − b + 1 it is
 * n ≤ limit. So T has to be more than W / (limit − b + 1), never rounded down.
 *
 * <p>W is a 50th longer than the period. A request that waited is started by a thread that looks every 20 milliseconds, so
 * the start of some may slip into the period after theirs. What happens on the way to the platform is not counted.
 */
final class RateLimiter {

    /** The share of the limit that may start together, as a divisor. */
    private static final int BURST_SHARE = 25;

    /** The time that is added to the period, as a divisor of it. */
    private static final int SLACK_SHARE = 50;

    private final long interval;
    private final long tolerance;
    /** When the next request would be due if all came evenly, on the scale of {@link System#nanoTime()}. */
    private final AtomicLong due;

    RateLimiter(RateLimit limit, long now) {
        long burst = Math.max(1, limit.requests() / BURST_SHARE);
        long period = limit.per().toNanos();
        this.interval = (period + period / SLACK_SHARE) / (limit.requests() - burst + 1) + 1;
        this.tolerance = (burst - 1) * interval;
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
