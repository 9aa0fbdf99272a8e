package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.coupon.Period;
import java.time.Instant;

/**
 * One product coupon of one user (用户商品券).
 *
 * @param stored the state that was written last; {@link #state(Instant)} is the one that counts
 * @param history what the queries show of its sending and of each move
 */
record UserCoupon(
        String stockId,
        String code,
        String openid,
        String appid,
        UserCouponState stored,
        Instant receivedAt,
        Period.Window window,
        JsonObject history) {

    UserCouponState state(Instant now) {
        boolean unused = stored == UserCouponState.CONFIRMING || stored == UserCouponState.EFFECTIVE;
        if (unused && isPast(now)) {
            return UserCouponState.EXPIRED;
        }
        if (stored == UserCouponState.EFFECTIVE && window.isAhead(now)) {
            return UserCouponState.PENDING;
        }
        return stored;
    }

    /** Whether its validity has ended. */
    boolean isPast(Instant now) {
        return window.isOver(now);
    }
}
