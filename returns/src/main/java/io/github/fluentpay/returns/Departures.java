package io.github.fluentpay.returns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Calls that are written down and have a time to start. Used by the worker's thread alone. */
final class Departures {

    /** A call may start so long after its place; a worker that is later than that moves its other calls back. */
    static final Duration CATCH_UP = Duration.ofMillis(50);

    private static final long CATCH_UP_NANOS = CATCH_UP.toNanos();

    /**
     * One call.
     *
     * @param atNanos when it should start, by {@link System#nanoTime}
     * @param gapNanos what lies between two calls of its merchant; 0 for no limit
     * @param latestNanos when it must not start any longer: it would not be over before its lease is
     */
    record Departure(Lane lane, Claimed row, long atNanos, long gapNanos, long latestNanos) {

        boolean isTooLate(long nowNanos) {
            return nowNanos - latestNanos > 0;
        }

        private Departure notBefore(long nanos) {
            return new Departure(lane, row, nanos, gapNanos, latestNanos);
        }
    }

    private final PriorityQueue<Departure> waiting =
            new PriorityQueue<>(Comparator.comparingLong(departure -> departure.atNanos() - ORIGIN));

    /** Differences of {@link System#nanoTime} can be compared, its values cannot. */
    private static final long ORIGIN = System.nanoTime();

    void add(Departure departure) {
        waiting.add(departure);
    }

    /** Those that have their time, for a moment with that time; they are gone from here then. */
    List<Departure> take(long nowNanos) {
        List<Departure> due = new ArrayList<>();
        for (Departure next = waiting.peek(); next != null && next.atNanos() - nowNanos <= 0; next = waiting.peek()) {
            waiting.remove();
            long earliest = next.lane().start(nowNanos, next.gapNanos(), CATCH_UP_NANOS);
            if (earliest - nowNanos > 0) {
                waiting.add(next.notBefore(earliest));
            } else {
                due.add(next);
            }
        }
        return due;
    }

    /** How long until the next one, at most so long. */
    long nanosToNext(long nowNanos, long longest) {
        Departure next = waiting.peek();
        return next == null ? longest : Math.min(longest, next.atNanos() - nowNanos);
    }
}
