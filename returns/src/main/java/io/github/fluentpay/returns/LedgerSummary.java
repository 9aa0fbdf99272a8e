package io.github.fluentpay.returns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger came to so far, for a report.
 *
 * @param counts rows in each state; every state is there
 * @param attempts how often rows were sent in all
 * @param begin when the first row was submitted; null for an empty ledger
 * @param end when a row ended last; null if none has
 * @param rate how many coupons came back over time
 * @param interval the width of each point of {@code rate}
 * @param refusals why rows were refused, the most frequent first, at most 50 codes
 * @param slowest the returned rows that took longest from submission to end, the slowest first, at most 10
 * @param unknownsSettled rows whose outcome was unknown for a while, and that have ended since
 */
public record LedgerSummary(
        Map<ReturnState, Long> counts,
        long attempts,
        @Nullable Instant begin,
        @Nullable Instant end,
        List<RatePoint> rate,
        Duration interval,
        List<Refusals> refusals,
        List<ReturnEntry> slowest,
        long unknownsSettled) {

    /** Keeps copies. */
    public LedgerSummary {
        counts = Map.copyOf(counts);
        rate = List.copyOf(rate);
        refusals = List.copyOf(refusals);
        slowest = List.copyOf(slowest);
    }

    /** Coupons that came back from that moment on, for one interval. */
    public record RatePoint(Instant from, long returned) {}

    /**
     * Rows that were refused with one code.
     *
     * @param message what the platform said to one of them; null if it said nothing
     */
    public record Refusals(
            String code, long count, @Nullable String message) {}

    /** Rows in all. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Rows that will still be worked on. */
    public long open() {
        return counts.entrySet().stream()
                .filter(count -> !count.getKey().isFinished())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
