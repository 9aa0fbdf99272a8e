package io.github.fluentpay.returns;

import io.github.fluentpay.protocol.internal.Identifier;

/**
 * Who holds a coupon: with it, an outcome that is not known is settled by a look at the coupon.
 *
 * @param openid the user's number under that app, 1 to 128 characters
 * @param appid the app, 1 to 32 characters
 */
public record CouponHolder(String openid, String appid) {

    /**
     * Trims what is invisible at both ends of the appid.
     *
     * @throws IllegalArgumentException if one of them is blank, too long, or has a character that does not belong
     */
    public CouponHolder {
        Text.check("openid", openid, 128);
        appid = Text.identifier("appid", Identifier.APPID, appid);
    }
}
