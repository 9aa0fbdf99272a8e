package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;

/** What a request about one coupon of a user names it by. */
record CouponName(String brandId, String productCouponId, String stockId, String appid, String openid, String code) {

    /** Reads it from the path and {@code rest}, which is the body or the query. */
    static CouponName of(Call call, Fields rest) {
        return new CouponName(
                rest.text("brand_id", 1, Limits.ID),
                rest.text("product_coupon_id", 1, Limits.ID),
                rest.text("stock_id", 1, Limits.ID),
                rest.text("appid", 1, Limits.APPID),
                call.path().text("openid", 1, Limits.OPENID),
                call.path().text("coupon_code", 1, Limits.COUPON_CODE));
    }
}
