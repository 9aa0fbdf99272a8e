package io.github.fluentpay.returns;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what workers do. Its methods are called by the worker's own thread and must not block; what they throw,
 * an Error included, is logged and does no harm.
 */
public interface ReturnMonitor {

    /**
     * An attempt is over.
     *
     * @param task what it was for
     * @param outcome RETURNED, REFUSED, IN_DOUBT, WAITING or UNKNOWN
     * @param code the platform's code, or one of FluentPay's; null if it is RETURNED
     * @param took from before it was signed until its answer was read
     */
    default void attempted(ReturnTask task, ReturnState outcome, @Nullable String code, Duration took) {}

    /**
     * A transaction of the worker was committed.
     *
     * @param claimed rows it took up
     * @param sent rows that are about to be sent
     * @param settled rows whose attempt was written down
     * @param took from its begin to its commit
     */
    default void committed(int claimed, int sent, int settled, Duration took) {}

    /** The ledger's database failed; the worker tries again after a while. */
    default void ledgerFailed(LedgerException failure) {}
}
