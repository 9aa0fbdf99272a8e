package io.github.fluentpay.local.journal;

import io.github.fluentpay.local.fault.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to deliver a notification (回调通知), and what became of it; never what the notification tells.
 *
 * @param time when it was sent, by LocalPay's clock
 * @param id names the notification, the same at every attempt
 * @param mchid whose it is
 * @param url where the merchant wants it
 * @param eventType for example {@code TRANSACTION.SUCCESS}
 * @param attempt 1 for the first; counted anew when it was asked for again
 * @param status of the answer; {@link #NO_ANSWER} if there was none
 * @param failure why there was no answer; null if there was one
 * @param nextDue when it is sent next, by LocalPay's clock; null if it is not
 * @param fault what LocalPay was told to do wrong; null for nothing
 */
public record Delivery(
        Instant time,
        String id,
        String mchid,
        String url,
        String eventType,
        int attempt,
        int status,
        @Nullable String failure,
        @Nullable Instant nextDue,
        @Nullable Fault fault) {

    /** The status of an attempt that was not answered. */
    public static final int NO_ANSWER = 0;

    /** Whether it was taken: any 2xx takes it. */
    public boolean taken() {
        return status >= 200 && status <= 299;
    }
}
