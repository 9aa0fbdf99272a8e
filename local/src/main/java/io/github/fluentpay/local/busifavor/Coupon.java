package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.coupon.Period;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One coupon of one user (用户券).
 *
 * @param stored the state that was written last; {@link #state(Instant)} is the one that counts
 * @param outTradeNo of the order that it is associated with, or null
 * @param use the last one, or null
 * @param giveBack the last return, or null
 */
record Coupon(
        String stockId,
        String code,
        Receipt receipt,
        Period.Window window,
        CouponState stored,
        @Nullable String outTradeNo,
        @Nullable Step use,
        @Nullable Step giveBack,
        @Nullable Deactivation deactivation) {

    /** How the user came by it. */
    record Receipt(String openid, String appid, String sender, String requestNo, Instant at) {}

    /** Something a merchant did with it. */
    record Step(String requestNo, Instant at) {}

    /** How it became invalid; {@code reason} may be null. */
    record Deactivation(Step step, @Nullable String reason) {}

    /** One that a user just got. */
    static Coupon sent(String stockId, String code, Receipt receipt, Period.Window window) {
        return new Coupon(stockId, code, receipt, window, CouponState.SENDED, null, null, null, null);
    }

    CouponState state(Instant now) {
        return stored == CouponState.SENDED && isPast(now) ? CouponState.EXPIRED : stored;
    }

    /** Whether its validity has ended. */
    boolean isPast(Instant now) {
        return window.isOver(now);
    }
}
