package io.github.fluentpay.returns;

import io.github.fluentpay.returns.DeskHealth.State;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The signs of life of a worker: written by its thread, read by any. */
final class Vitals {

    private volatile @Nullable Throwable death;
    private volatile @Nullable LedgerException failure;
    private volatile long turnedAt = System.nanoTime();

    /** A turn was committed. */
    void turned() {
        failure = null;
        turnedAt = System.nanoTime();
    }

    /** A turn failed, and the worker tries again. */
    void failed(LedgerException cause) {
        failure = cause;
    }

    /** The thread ends without being asked to. */
    void died(Throwable cause) {
        death = cause;
    }

    DeskHealth health(boolean isStarted, boolean isEnded) {
        Throwable ofDeath = death;
        LedgerException ofLedger = failure;
        Duration sinceTurn = Duration.ofNanos(System.nanoTime() - turnedAt);
        if (ofDeath != null) {
            return new DeskHealth(State.DEAD, ofDeath, sinceTurn);
        }
        if (isEnded || !isStarted) {
            return new DeskHealth(isEnded ? State.CLOSED : State.NOT_STARTED, null, sinceTurn);
        }
        return new DeskHealth(ofLedger == null ? State.WORKING : State.LEDGER_FAILS, ofLedger, sinceTurn);
    }
}
