package io.github.fluentpay.interop;

import static io.github.fluentpay.interop.ComparedCall.VALUE;

import java.util.List;

/** Cash coupons (代金券). */
final class CashCouponCalls {

    static final List<ComparedCall> ALL = List.of(
            new ComparedCall(
                    "GET v3/marketing/favor/callbacks",
                    "cashcoupons.CashCouponsService",
                    "queryCallback",
                    pay -> pay.v3().marketing().favor().callbacks()),
            new ComparedCall(
                    "POST v3/marketing/favor/callbacks",
                    "cashcoupons.CashCouponsService",
                    "setCallback",
                    pay -> pay.v3().marketing().favor().callbacks()),
            new ComparedCall(
                    "GET v3/marketing/favor/users/{openid}/coupons",
                    "cashcoupons.CashCouponsService",
                    "listCouponsByFilter",
                    pay -> pay.v3().marketing().favor().users().openid(VALUE).coupons()),
            new ComparedCall(
                    "GET v3/marketing/favor/users/{openid}/coupons/{coupon_id}",
                    "cashcoupons.CashCouponsService",
                    "queryCoupon",
                    pay -> pay.v3()
                            .marketing()
                            .favor()
                            .users()
                            .openid(VALUE)
                            .coupons()
                            .couponId(VALUE)),
            new ComparedCall(
                    "POST v3/marketing/favor/users/{openid}/coupons",
                    "cashcoupons.CashCouponsService",
                    "sendCoupon",
                    pay -> pay.v3().marketing().favor().users().openid(VALUE).coupons()),
            new ComparedCall(
                    "POST v3/marketing/favor/coupon-stocks",
                    "cashcoupons.CashCouponsService",
                    "createCouponStock",
                    pay -> pay.v3().marketing().favor().couponStocks()),
            new ComparedCall(
                    "GET v3/marketing/favor/stocks/{stock_id}/merchants",
                    "cashcoupons.CashCouponsService",
                    "listAvailableMerchants",
                    pay -> pay.v3().marketing().favor().stocks().stockId(VALUE).merchants()),
            new ComparedCall(
                    "GET v3/marketing/favor/stocks/{stock_id}/items",
                    "cashcoupons.CashCouponsService",
                    "listAvailableSingleitems",
                    pay -> pay.v3().marketing().favor().stocks().stockId(VALUE).items()),
            new ComparedCall(
                    "GET v3/marketing/favor/stocks",
                    "cashcoupons.CashCouponsService",
                    "listStocks",
                    pay -> pay.v3().marketing().favor().stocks()),
            new ComparedCall(
                    "POST v3/marketing/favor/stocks/{stock_id}/pause",
                    "cashcoupons.CashCouponsService",
                    "pauseStock",
                    pay -> pay.v3().marketing().favor().stocks().stockId(VALUE).pause()),
            new ComparedCall(
                    "GET v3/marketing/favor/stocks/{stock_id}",
                    "cashcoupons.CashCouponsService",
                    "queryStock",
                    pay -> pay.v3().marketing().favor().stocks().stockId(VALUE)),
            new ComparedCall(
                    "GET v3/marketing/favor/stocks/{stock_id}/refund-flow",
                    "cashcoupons.CashCouponsService",
                    "refundFlow",
                    pay -> pay.v3().marketing().favor().stocks().stockId(VALUE).refundFlow()),
            new ComparedCall(
                    "POST v3/marketing/favor/stocks/{stock_id}/restart",
                    "cashcoupons.CashCouponsService",
                    "restartStock",
                    pay -> pay.v3().marketing().favor().stocks().stockId(VALUE).restart()),
            new ComparedCall(
                    "POST v3/marketing/favor/stocks/{stock_id}/start",
                    "cashcoupons.CashCouponsService",
                    "startStock",
                    pay -> pay.v3().marketing().favor().stocks().stockId(VALUE).start()),
            new ComparedCall(
                    "GET v3/marketing/favor/stocks/{stock_id}/use-flow",
                    "cashcoupons.CashCouponsService",
                    "useFlow",
                    pay -> pay.v3().marketing().favor().stocks().stockId(VALUE).useFlow()));

    private CashCouponCalls() {}
}
