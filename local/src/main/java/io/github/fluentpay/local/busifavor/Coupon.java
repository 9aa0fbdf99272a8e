package io.github.fluentpay.local.busifavor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One coupon of one user (用户券). Times are seconds since the epoch.
 *
 * @param stored the state that was written last; {@link #state(Instant)} is the one that counts
 * @param useRequestNo of the last use, or null
 * @param returnRequestNo of the last return, or null
 */
record Coupon(
        String stockId,
        String code,
        String openid,
        String appid,
        String sender,
        CouponState stored,
        long receivedAt,
        long availableFrom,
        long expiresAt,
        String sendRequestNo,
        @Nullable String useRequestNo,
        @Nullable Long usedAt,
        @Nullable String returnRequestNo,
        @Nullable Long returnedAt) {

    CouponState state(Instant now) {
        return stored == CouponState.SENDED && isPast(now) ? CouponState.EXPIRED : stored;
    }

    /** Whether its validity has ended. */
    boolean isPast(Instant now) {
        return now.getEpochSecond() > expiresAt;
    }
}
