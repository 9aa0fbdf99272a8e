package io.github.fluentpay.interop;

import static io.github.fluentpay.interop.ComparedCall.VALUE;

import java.util.List;

/** Merchant coupons (商家券). */
final class CouponCalls {

    static final List<ComparedCall> ALL = List.of(
            new ComparedCall(
                    "POST v3/marketing/busifavor/stocks",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "createBusifavorStock",
                    pay -> pay.v3().marketing().busifavor().stocks()),
            new ComparedCall(
                    "GET v3/marketing/busifavor/stocks/{stock_id}",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "queryStock",
                    pay -> pay.v3().marketing().busifavor().stocks().stockId(VALUE)),
            new ComparedCall(
                    "PATCH v3/marketing/busifavor/stocks/{stock_id}",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "modifyStockInfo",
                    pay -> pay.v3().marketing().busifavor().stocks().stockId(VALUE)),
            new ComparedCall(
                    "PATCH v3/marketing/busifavor/stocks/{stock_id}/budget",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "modifyBudget",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .stocks()
                            .stockId(VALUE)
                            .budget()),
            new ComparedCall(
                    "POST v3/marketing/busifavor/stocks/{stock_id}/couponcodes",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "uploadCouponCode",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .stocks()
                            .stockId(VALUE)
                            .couponcodes()),
            new ComparedCall(
                    "GET v3/marketing/busifavor/stocks/{stock_id}/couponcodes",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "queryCouponCodeList",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .stocks()
                            .stockId(VALUE)
                            .couponcodes()),
            new ComparedCall(
                    "GET v3/marketing/busifavor/stocks/{stock_id}/couponcodes/{coupon_code}",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "couponCodeInfo",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .stocks()
                            .stockId(VALUE)
                            .couponcodes()
                            .couponCode(VALUE)),
            new ComparedCall(
                    "DELETE v3/marketing/busifavor/stocks/{stock_id}/couponcodes/{coupon_code}",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "deleteCouponCode",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .stocks()
                            .stockId(VALUE)
                            .couponcodes()
                            .couponCode(VALUE)),
            new ComparedCall(
                    "GET v3/marketing/busifavor/callbacks",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "getCouponNotify",
                    pay -> pay.v3().marketing().busifavor().callbacks()),
            new ComparedCall(
                    "POST v3/marketing/busifavor/callbacks",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "setCouponNotify",
                    pay -> pay.v3().marketing().busifavor().callbacks()),
            new ComparedCall(
                    "POST v3/marketing/busifavor/coupons/associate",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "associateTradeInfo",
                    pay -> pay.v3().marketing().busifavor().coupons().associate()),
            new ComparedCall(
                    "POST v3/marketing/busifavor/coupons/disassociate",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "disassociateTradeInfo",
                    pay -> pay.v3().marketing().busifavor().coupons().disassociate()),
            new ComparedCall(
                    "POST v3/marketing/busifavor/coupons/deactivate",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "deactivateCoupon",
                    pay -> pay.v3().marketing().busifavor().coupons().deactivate()),
            new ComparedCall(
                    "POST v3/marketing/busifavor/coupons/return",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "returnCoupon",
                    pay -> pay.v3().marketing().busifavor().coupons().return_()),
            new ComparedCall(
                    "POST v3/marketing/busifavor/coupons/use",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "useCoupon",
                    pay -> pay.v3().marketing().busifavor().coupons().use()),
            new ComparedCall(
                    "POST v3/marketing/busifavor/coupons/send",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "sendCoupon",
                    pay -> pay.v3().marketing().busifavor().coupons().send()),
            new ComparedCall(
                    "POST v3/marketing/busifavor/coupons/{card_id}/send",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "sendGovCard",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .coupons()
                            .cardId(VALUE)
                            .send()),
            new ComparedCall(
                    "GET v3/marketing/busifavor/users/{openid}/coupons",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "listCouponsByFilter",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .users()
                            .openid(VALUE)
                            .coupons()),
            new ComparedCall(
                    "GET v3/marketing/busifavor/users/{openid}/coupons/{coupon_code}/appids/{appid}",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "queryCoupon",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .users()
                            .openid(VALUE)
                            .coupons()
                            .couponCode(VALUE)
                            .appids()
                            .appid(VALUE)),
            new ComparedCall(
                    "POST v3/marketing/busifavor/subsidy/pay-receipts",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "subsidyPay",
                    pay -> pay.v3().marketing().busifavor().subsidy().payReceipts()),
            new ComparedCall(
                    "GET v3/marketing/busifavor/subsidy/pay-receipts",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "payReceiptList",
                    pay -> pay.v3().marketing().busifavor().subsidy().payReceipts()),
            new ComparedCall(
                    "GET v3/marketing/busifavor/subsidy/pay-receipts/{subsidy_receipt_id}",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "payReceiptInfo",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .subsidy()
                            .payReceipts()
                            .subsidyReceiptId(VALUE)),
            new ComparedCall(
                    "POST v3/marketing/busifavor/subsidy/return-receipts",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "subsidyReturn",
                    pay -> pay.v3().marketing().busifavor().subsidy().returnReceipts()),
            new ComparedCall(
                    "GET v3/marketing/busifavor/subsidy/return-receipts/{subsidy_return_receipt_id}",
                    "merchantexclusivecoupon.MerchantExclusiveCouponService",
                    "returnReceiptInfo",
                    pay -> pay.v3()
                            .marketing()
                            .busifavor()
                            .subsidy()
                            .returnReceipts()
                            .subsidyReturnReceiptId(VALUE)));

    private CouponCalls() {}
}
