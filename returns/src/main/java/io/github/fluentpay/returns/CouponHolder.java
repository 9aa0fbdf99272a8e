package io.github.fluentpay.returns;

/**
 * Who holds a coupon: with it, an outcome that is not known is settled by a look at the coupon.
 *
 * @param openid the user's number under that app, 1 to 128 characters
 * @param appid the app, 1 to 32 characters
 */
public record CouponHolder(String openid, String appid) {

    /** @throws IllegalArgumentException if one of them is blank or too long */
    public CouponHolder {
        Text.check("openid", openid, 128);
        Text.check("appid", appid, 32);
    }
}
