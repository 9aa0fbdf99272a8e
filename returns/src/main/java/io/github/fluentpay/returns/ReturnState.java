package io.github.fluentpay.returns;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Where a return stands. Every legal move is here, and every move is one conditional update whose row count is checked,
 * so that an illegal one cannot be written.
 *
 * <p>What happens if a worker dies at each move: on the disk is either all of the move or nothing of it.
 * <table>
 *   <caption>Crash stories</caption>
 *   <tr><th>move</th><th>dies before</th><th>dies after</th><th>who notices</th></tr>
 *   <tr><td>PENDING, WAITING → CLAIMED</td><td>nothing happened</td><td>nothing was sent; PENDING again when the lease is
 *       over</td><td>any worker</td></tr>
 *   <tr><td>CLAIMED → SENT</td><td>as above</td><td>it may have been sent: UNKNOWN when the lease is over</td><td>any
 *       worker</td></tr>
 *   <tr><td>SENT → RETURNED, REFUSED, IN_DOUBT, WAITING, UNKNOWN</td><td>the platform may have acted, nobody wrote it down: UNKNOWN
 *       when the lease is over</td><td>it is written down; who listens is told until it has taken it</td><td>any
 *       worker</td></tr>
 *   <tr><td>UNKNOWN → SENT</td><td>nothing happened</td><td>UNKNOWN again when the lease is over</td><td>any worker</td></tr>
 * </table>
 * UNKNOWN ends by asking the platform about the coupon, where its holder is known, and by the same request with the same
 * number: the platform's house rule is that a repeat with identical parameters does nothing twice. A row that was UNKNOWN
 * once, was REFUSED and is retried by hand is UNKNOWN again: no refusal says what became of the first attempt.
 */
public enum ReturnState {
    /** To be done. */
    PENDING,
    /** A worker has it, and has sent nothing yet. */
    CLAIMED,
    /** A worker is about to send it, or has: the platform may have acted. */
    SENT,
    /** The platform did not act, and may later: too frequent, not reached, not now. */
    WAITING,
    /** The platform may have acted, and did not say so. */
    UNKNOWN,
    /** The coupon is back; final. */
    RETURNED,
    /** The platform said no, with a code; nobody asks again by itself. */
    REFUSED,
    /**
     * The platform refused it, and an earlier attempt may have been performed (结果存疑). No repeat tells more, so no worker
     * sends it: look at the coupon, then retry it or leave it. Where the ledger knows who holds the coupon, it looks itself, and most rows end in another state.
     */
    IN_DOUBT,
    /** Called off before the platform can have acted; nobody asks by itself. */
    CANCELLED;

    /** States that a worker takes up when the row is due. */
    static final List<ReturnState> DUE = List.of(PENDING, WAITING, UNKNOWN);

    /** States in which a row is a worker's until its lease is over. */
    static final List<ReturnState> LEASED = List.of(CLAIMED, SENT);

    /** States in which nobody works on a row any longer. */
    static final List<ReturnState> FINISHED =
            Arrays.stream(values()).filter(ReturnState::isFinished).toList();

    /** States of rows that need nobody's attention any longer, and may be deleted when they are old. */
    static final List<ReturnState> OVER = List.of(RETURNED, REFUSED, CANCELLED);

    private Set<ReturnState> next() {
        return switch (this) {
            case PENDING, WAITING -> EnumSet.of(CLAIMED, CANCELLED);
            case CLAIMED -> EnumSet.of(SENT, PENDING);
            case SENT -> EnumSet.of(RETURNED, REFUSED, IN_DOUBT, WAITING, UNKNOWN);
            case UNKNOWN -> EnumSet.of(SENT);
            case REFUSED -> EnumSet.of(PENDING, UNKNOWN);
            case IN_DOUBT -> EnumSet.of(UNKNOWN);
            case CANCELLED -> EnumSet.of(PENDING);
            case RETURNED -> EnumSet.noneOf(ReturnState.class);
        };
    }

    /** The state of such a row once it is retried by hand. */
    ReturnState retried() {
        return this == IN_DOUBT ? UNKNOWN : PENDING;
    }

    /** Tells whether a row may go from this state to that one. */
    public boolean mayBecome(ReturnState other) {
        return next().contains(other);
    }

    /** Tells whether nobody works on such a row any longer, unless somebody says so. */
    public boolean isFinished() {
        return this == RETURNED || this == REFUSED || this == IN_DOUBT || this == CANCELLED;
    }
}
