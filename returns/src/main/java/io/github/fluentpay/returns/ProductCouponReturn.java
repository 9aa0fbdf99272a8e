package io.github.fluentpay.returns;

import io.github.fluentpay.protocol.internal.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The return of one redeemed product coupon (商品券退券),
 * {@code POST v3/marketing/partner/product-coupon/users/{openid}/coupons/{coupon_code}/return}.
 *
 * @param brandId the brand (品牌)
 * @param productCouponId the product coupon
 * @param stockId its stock
 * @param couponCode the coupon's code
 * @param holder who holds it
 * @param outRequestNo the caller's number for this return
 * @param sequentialCouponIndex which coupon of a multi-use one, from 1; null for one that is used once
 * @param mchid the service provider who asks; null for the only one of a desk
 */
public record ProductCouponReturn(
        String brandId,
        String productCouponId,
        String stockId,
        String couponCode,
        CouponHolder holder,
        String outRequestNo,
        @Nullable Long sequentialCouponIndex,
        @Nullable String mchid)
        implements ReturnTask {

    /** The documentation names no lengths; this is more than any example has. */
    private static final int LONGEST = 128;

    /** @throws IllegalArgumentException if a number is blank, too long, or has a control or invisible character */
    public ProductCouponReturn {
        brandId = Text.identifier("brand_id", Identifier.BRAND_ID, brandId);
        Text.check("product_coupon_id", productCouponId, LONGEST);
        Text.check("stock_id", stockId, LONGEST);
        Text.check("coupon_code", couponCode, LONGEST);
        Text.check("out_request_no", outRequestNo, LONGEST);
        if (sequentialCouponIndex != null && sequentialCouponIndex < 0) {
            throw new IllegalArgumentException("sequential_coupon_index is " + sequentialCouponIndex + ", below 0");
        }
        if (mchid != null) {
            mchid = Text.mchid(mchid);
        }
    }

    @Override
    public ProductCouponReturn ofMerchant(String mchid) {
        return new ProductCouponReturn(
                brandId, productCouponId, stockId, couponCode, holder, outRequestNo, sequentialCouponIndex, mchid);
    }

    @Override
    public String requestNo() {
        return outRequestNo;
    }
}
