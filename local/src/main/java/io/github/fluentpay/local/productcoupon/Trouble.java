package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;

/**
 * Why a request contradicts the state of things, with the number that the documentation gives for it; the number stands at
 * the end of {@code Request-ID}.
 */
enum Trouble {
    /** The coupon's time has passed. */
    EXPIRED(268578776),
    /** The coupon's state does not allow it. */
    ILLEGAL_STATE(268578367),
    /** The user has deleted the coupon. */
    DELETED(272756769),
    /** The coupon's time has not come. */
    NOT_IN_VALIDITY(272755715),
    /** The request number was used before with other data. */
    OTHER_DATA(268578927),
    /** The user has all coupons of the stock that one user may have. */
    USER_LIMIT(272756740);

    private final int number;

    Trouble(int number) {
        this.number = number;
    }

    RefusedException refusal(String message) {
        return new RefusedException(ErrorCode.INVALID_REQUEST, number, message);
    }
}
