package io.github.fluentpay.local.busifavor;

import org.jspecify.annotations.Nullable;

/**
 * A coupon that waits for a user to take it.
 *
 * @param sender merchant number
 * @param openid whom it is for, or null for whoever comes first
 * @param code the code that the merchant chose, or null
 * @param claim what became of it, or null
 */
record PreSent(
        String token,
        String stockId,
        String sender,
        String appid,
        @Nullable String openid,
        @Nullable String code,
        String requestNo,
        @Nullable Claim claim) {

    /** Who took it, and the code of the coupon that came of it. */
    record Claim(String openid, String code) {}
}
