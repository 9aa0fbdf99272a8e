package io.github.fluentpay.local.journal;

import io.github.fluentpay.local.fault.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request and what became of it; never a body, a query, or a value of {@code Authorization} but the merchant number.
 *
 * @param time when the request had come in, by LocalPay's clock
 * @param method as sent
 * @param path as sent, percent-encoded, without query
 * @param mchid the merchant number that {@code Authorization} names; null if it cannot be read
 * @param status of the reply; {@link #NO_REPLY} if the connection was closed instead
 * @param code the error code, {@code OK}, or empty if there is none
 * @param requestId {@code Request-ID} of the reply; null if it was sent without one
 * @param effect whether what was asked for was done
 * @param signedBy the serial of the key that signed, whatever the reply says; null if the reply is not signed
 * @param fault what LocalPay was told to do wrong; null for nothing
 */
public record JournalEntry(
        Instant time,
        String method,
        String path,
        @Nullable String mchid,
        int status,
        String code,
        @Nullable String requestId,
        Effect effect,
        @Nullable String signedBy,
        @Nullable Fault fault) {

    /** The status of an exchange that had no reply. */
    public static final int NO_REPLY = 0;

    /** Whether an operation did what it was asked. */
    public enum Effect {
        /** No: it was refused, or never came so far. */
        NONE,
        /** Yes, in this exchange; a query has found its answer. */
        DONE,
        /** Not again: its number was spent before, and the first answer was given a second time. */
        REPEATED
    }
}
