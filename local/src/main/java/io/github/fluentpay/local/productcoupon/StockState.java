package io.github.fluentpay.local.productcoupon;

import java.util.Set;

/** The states of a stock (批次状态) and their legal moves; documentation page "query a stock" (查询商品券指定批次). */
enum StockState {
    /** Is looked at by the platform; LocalPay leaves that out. */
    AUDITING,
    /** Can be sent. */
    SENDING,
    /** Cannot be sent for now; no documented endpoint does that. */
    PAUSED,
    /** Was ended; no documented endpoint does that. */
    STOPPED,
    /** Nothing of it is sent any more. */
    DEACTIVATED;

    /** Where it may go from here. */
    Set<StockState> next() {
        return switch (this) {
            case AUDITING -> Set.of(SENDING, DEACTIVATED);
            case SENDING -> Set.of(PAUSED, STOPPED, DEACTIVATED);
            case PAUSED -> Set.of(SENDING, STOPPED, DEACTIVATED);
            case STOPPED -> Set.of(DEACTIVATED);
            case DEACTIVATED -> Set.of();
        };
    }
}
