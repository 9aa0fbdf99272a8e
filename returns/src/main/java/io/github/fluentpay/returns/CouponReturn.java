package io.github.fluentpay.returns;

import org.jspecify.annotations.Nullable;

/**
 * The return of one redeemed merchant coupon (申请退券), {@code POST v3/marketing/busifavor/coupons/return}.
 *
 * <pre>{@code
 * desk.submit(CouponReturn.of("1234567891", "sxxe34343434", "1002600620019090123143254436"));
 * }</pre>
 *
 * @param stockId the stock, 1 to 20 characters
 * @param couponCode the coupon's code, 1 to 32 characters
 * @param returnRequestNo the merchant's number for this return, 1 to 128 characters
 * @param holder who holds it; null if that is not known: an unknown outcome is then settled by the same request again
 * @param mchid the merchant who asks; null for the only one of a desk
 */
public record CouponReturn(
        String stockId,
        String couponCode,
        String returnRequestNo,
        @Nullable CouponHolder holder,
        @Nullable String mchid)
        implements ReturnTask {

    /** @throws IllegalArgumentException if a number is blank, too long, or has a control character */
    public CouponReturn {
        Text.check("stock_id", stockId, 20);
        Text.check("coupon_code", couponCode, 32);
        Text.check("return_request_no", returnRequestNo, 128);
        if (mchid != null) {
            mchid = Text.mchid(mchid);
        }
    }

    /** With a request number of one's own. */
    public static CouponReturn of(String stockId, String couponCode, String returnRequestNo) {
        return new CouponReturn(stockId, couponCode, returnRequestNo, null, null);
    }

    /**
     * With a request number that follows from the three: who crashes before it is stored gets the same again.
     *
     * @param refundNo the number of the refund that the return belongs to; another refund of the same coupon, after
     *     another use, is another return
     */
    public static CouponReturn after(String stockId, String couponCode, String refundNo) {
        return of(stockId, couponCode, RequestNumber.derived(stockId, couponCode, refundNo));
    }

    /** The same, with its holder. */
    public CouponReturn heldBy(String openid, String appid) {
        return new CouponReturn(stockId, couponCode, returnRequestNo, new CouponHolder(openid, appid), mchid);
    }

    @Override
    public CouponReturn ofMerchant(String mchid) {
        return new CouponReturn(stockId, couponCode, returnRequestNo, holder, mchid);
    }

    @Override
    public String requestNo() {
        return returnRequestNo;
    }
}
