package io.github.fluentpay.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far the ledger is, at one moment of a run.
 *
 * @param returned coupons of the ledger that are back
 * @param refused returns of the ledger that the platform refused, those in doubt among them
 * @param unknown those without a clear answer
 * @param waiting those that are tried again later
 * @param returnedInRun coupons that this process has given back
 * @param refusedInRun returns of this process that were refused
 * @param open rows that are not finished, of this run's merchant
 * @param perSecond rows that finished each second lately, by all workers
 * @param left how long it will take at that rate; null if that cannot be said
 * @param trouble why nothing succeeds at the moment: a code; null if it does
 */
record RunState(
        long returned,
        long refused,
        long unknown,
        long waiting,
        long returnedInRun,
        long refusedInRun,
        long open,
        double perSecond,
        @Nullable Duration left,
        @Nullable String trouble) {

    long done() {
        return returned + refused;
    }

    long total() {
        return done() + open;
    }
}
