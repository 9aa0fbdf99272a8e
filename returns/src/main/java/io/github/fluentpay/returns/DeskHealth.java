package io.github.fluentpay.returns;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a {@link ReturnDesk}, for a health check. Restart the process, or open another desk, when the state is DEAD.
 * Raise an alarm when it stays LEDGER_FAILS, or when {@code sinceTurn} grows far beyond {@link ReturnOptions.Builder#poll}: then
 * the worker waits for its database.
 *
 * @param state see there
 * @param cause the throwable that DEAD or LEDGER_FAILS is due to; else null
 * @param sinceTurn the time since the worker last committed a transaction, or since the desk was opened; the worker commits
 *     one at least every {@link ReturnOptions.Builder#poll}
 */
public record DeskHealth(State state, @Nullable Throwable cause, Duration sinceTurn) {

    /** Conditions of a desk. */
    public enum State {
        /** {@link ReturnDesk#start} was not called. */
        NOT_STARTED,
        /** The worker does its turns, or is paused. */
        WORKING,
        /** The ledger's database fails; the worker tries again after at most ten seconds. */
        LEDGER_FAILS,
        /** The desk was closed. */
        CLOSED,
        /**
         * The worker has ended without being asked to, of an {@link Error} or an interrupt. This desk settles nothing any more;
         * its rows in flight return to the other desks when their leases are over.
         */
        DEAD
    }

    /** Tells whether the worker lives, so that rows are settled now or as soon as the database is back. */
    public boolean isAlive() {
        return state == State.WORKING || state == State.LEDGER_FAILS;
    }
}
