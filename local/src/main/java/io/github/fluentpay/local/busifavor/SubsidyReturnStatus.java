package io.github.fluentpay.local.busifavor;

import java.util.Set;

/**
 * The states of the receipt of a subsidy's return (补差回退单据状态), and every legal move between them. Spelled on the wire as
 * {@link SubsidyStatus} is; an official SDK puts {@code RETURN_RECEIPT_} before each.
 */
enum SubsidyReturnStatus {
    /** Was asked for. */
    ACCEPTED,
    /** The money is back. */
    SUCCESS,
    /** Came to nothing. */
    FAIL;

    /** Where a receipt may go from here. */
    Set<SubsidyReturnStatus> next() {
        return switch (this) {
            case ACCEPTED -> Set.of(SUCCESS, FAIL);
            case SUCCESS, FAIL -> Set.of();
        };
    }

    /** How replies spell it. */
    String wire() {
        return name();
    }
}
