package io.github.fluentpay.returns;

import io.github.fluentpay.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A task as columns of a row, and back: what every kind has stands in columns of its own, the rest is JSON. */
final class TaskText {

    static final String COUPON_RETURN = "coupon-return";
    static final String PRODUCT_COUPON_RETURN = "product-coupon-return";

    /** All that this version knows. */
    static final List<String> KINDS = List.of(COUPON_RETURN, PRODUCT_COUPON_RETURN);

    private TaskText() {}

    static String kind(ReturnTask task) {
        if (task instanceof CouponReturn) {
            return COUPON_RETURN;
        }
        return PRODUCT_COUPON_RETURN;
    }

    static String details(ReturnTask task) {
        JsonObject.Builder details = JsonObject.builder();
        if (task instanceof CouponReturn merchantCoupon) {
            putHolder(details, merchantCoupon.holder());
        } else if (task instanceof ProductCouponReturn productCoupon) {
            details.put("brand_id", productCoupon.brandId())
                    .put("product_coupon_id", productCoupon.productCouponId())
                    .putIfPresent("sequential_coupon_index", productCoupon.sequentialCouponIndex());
            putHolder(details, productCoupon.holder());
        }
        return details.build().toJson();
    }

    private static void putHolder(JsonObject.Builder details, @Nullable CouponHolder holder) {
        if (holder != null) {
            details.put("openid", holder.openid()).put("appid", holder.appid());
        }
    }

    /** @throws LedgerException if the kind is one of a newer version */
    static ReturnTask read(
            String kind, String mchid, String stockId, String couponCode, String requestNo, String json) {
        JsonObject details = JsonObject.parse(json);
        String openid = details.string("openid");
        String appid = details.string("appid");
        CouponHolder holder = openid == null || appid == null ? null : new CouponHolder(openid, appid);
        return switch (kind) {
            case COUPON_RETURN -> new CouponReturn(stockId, couponCode, requestNo, holder, mchid);
            case PRODUCT_COUPON_RETURN ->
                new ProductCouponReturn(
                        required(details, "brand_id"),
                        required(details, "product_coupon_id"),
                        stockId,
                        couponCode,
                        Objects.requireNonNull(holder, "holder"),
                        requestNo,
                        details.integer("sequential_coupon_index"),
                        mchid);
            default ->
                throw new LedgerException("Row " + requestNo + " of merchant " + mchid + " is of the kind \"" + kind
                        + "\", which this version does not know; a newer one wrote it");
        };
    }

    private static String required(JsonObject details, String name) {
        return Objects.requireNonNull(details.string(name), name);
    }
}
