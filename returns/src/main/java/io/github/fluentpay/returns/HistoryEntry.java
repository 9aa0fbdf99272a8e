package io.github.fluentpay.returns;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a return.
 *
 * @param at when
 * @param state what it became
 * @param worker who did it; null if it was done by hand
 * @param note why, for people
 */
public record HistoryEntry(
        Instant at,
        ReturnState state,
        @Nullable String worker,
        @Nullable String note) {}
