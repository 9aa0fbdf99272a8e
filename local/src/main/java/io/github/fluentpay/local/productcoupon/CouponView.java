package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.store.Transaction;
import java.time.Instant;

/** A user's product coupon as merchants see it; documentation page "query a product coupon of a user" (查询用户商品券详情). */
final class CouponView {

    private CouponView() {}

    static JsonObject of(Transaction transaction, Product product, Stock stock, UserCoupon coupon, Instant now) {
        return coupon.history().toBuilder()
                .put("coupon_code", coupon.code())
                .put("coupon_state", coupon.state(now).name())
                .put("valid_begin_time", BeijingTime.format(coupon.window().from()))
                .put("valid_end_time", BeijingTime.format(coupon.window().until()))
                .put("receive_time", BeijingTime.format(coupon.receivedAt()))
                .put("product_coupon", product.view())
                .put("stock", stock.view(transaction, product.brandId(), now))
                .put("brand_id", product.brandId())
                .build();
    }
}
