package io.github.fluentpay.interop;

import static io.github.fluentpay.interop.ComparedCall.VALUE;

import java.util.List;

/** Orders of merchants and partners, and refunds, also of e-commerce platforms (基础支付, 退款). */
final class PaymentCalls {

    static final List<ComparedCall> ALL = List.of(
            new ComparedCall(
                    "POST v3/pay/transactions/jsapi",
                    "payments.jsapi.JsapiService",
                    "prepay",
                    pay -> pay.v3().pay().transactions().jsapi()),
            new ComparedCall(
                    "POST v3/pay/transactions/native",
                    "payments.nativepay.NativePayService",
                    "prepay",
                    pay -> pay.v3().pay().transactions().native_()),
            new ComparedCall(
                    "POST v3/pay/transactions/app",
                    "payments.app.AppService",
                    "prepay",
                    pay -> pay.v3().pay().transactions().app()),
            new ComparedCall(
                    "POST v3/pay/transactions/h5",
                    "payments.h5.H5Service",
                    "prepay",
                    pay -> pay.v3().pay().transactions().h5()),
            new ComparedCall(
                    "GET v3/pay/transactions/id/{transaction_id}",
                    "payments.jsapi.JsapiService",
                    "queryOrderById",
                    pay -> pay.v3().pay().transactions().id().transactionId(VALUE)),
            new ComparedCall(
                    "GET v3/pay/transactions/out-trade-no/{out_trade_no}",
                    "payments.jsapi.JsapiService",
                    "queryOrderByOutTradeNo",
                    pay -> pay.v3().pay().transactions().outTradeNo().outTradeNo(VALUE)),
            new ComparedCall(
                    "POST v3/pay/transactions/out-trade-no/{out_trade_no}/close",
                    "payments.jsapi.JsapiService",
                    "closeOrder",
                    pay -> pay.v3()
                            .pay()
                            .transactions()
                            .outTradeNo()
                            .outTradeNo(VALUE)
                            .close()),
            new ComparedCall(
                    "POST v3/pay/partner/transactions/jsapi",
                    "partnerpayments.jsapi.JsapiService",
                    "prepay",
                    pay -> pay.v3().pay().partner().transactions().jsapi()),
            new ComparedCall(
                    "POST v3/pay/partner/transactions/native",
                    "partnerpayments.nativepay.NativePayService",
                    "prepay",
                    pay -> pay.v3().pay().partner().transactions().native_()),
            new ComparedCall(
                    "POST v3/pay/partner/transactions/app",
                    "partnerpayments.app.AppService",
                    "prepay",
                    pay -> pay.v3().pay().partner().transactions().app()),
            new ComparedCall(
                    "POST v3/pay/partner/transactions/h5",
                    "partnerpayments.h5.H5Service",
                    "prepay",
                    pay -> pay.v3().pay().partner().transactions().h5()),
            new ComparedCall(
                    "GET v3/pay/partner/transactions/id/{transaction_id}",
                    "partnerpayments.jsapi.JsapiService",
                    "queryOrderById",
                    pay -> pay.v3().pay().partner().transactions().id().transactionId(VALUE)),
            new ComparedCall(
                    "GET v3/pay/partner/transactions/out-trade-no/{out_trade_no}",
                    "partnerpayments.jsapi.JsapiService",
                    "queryOrderByOutTradeNo",
                    pay -> pay.v3().pay().partner().transactions().outTradeNo().outTradeNo(VALUE)),
            new ComparedCall(
                    "POST v3/pay/partner/transactions/out-trade-no/{out_trade_no}/close",
                    "partnerpayments.jsapi.JsapiService",
                    "closeOrder",
                    pay -> pay.v3()
                            .pay()
                            .partner()
                            .transactions()
                            .outTradeNo()
                            .outTradeNo(VALUE)
                            .close()),
            new ComparedCall(
                    "POST v3/refund/domestic/refunds",
                    "refund.RefundService",
                    "create",
                    pay -> pay.v3().refund().domestic().refunds()),
            new ComparedCall(
                    "GET v3/refund/domestic/refunds/{out_refund_no}",
                    "refund.RefundService",
                    "queryByOutRefundNo",
                    pay -> pay.v3().refund().domestic().refunds().outRefundNo(VALUE)),
            new ComparedCall(
                    "POST v3/ecommerce/refunds/apply",
                    "ecommercerefund.EcommerceRefundService",
                    "createRefund",
                    pay -> pay.v3().ecommerce().refunds().apply()),
            new ComparedCall(
                    "GET v3/ecommerce/refunds/id/{refund_id}",
                    "ecommercerefund.EcommerceRefundService",
                    "queryRefund",
                    pay -> pay.v3().ecommerce().refunds().id().refundId(VALUE)),
            new ComparedCall(
                    "GET v3/ecommerce/refunds/out-refund-no/{out_refund_no}",
                    "ecommercerefund.EcommerceRefundService",
                    "queryRefundByOutRefundNo",
                    pay -> pay.v3().ecommerce().refunds().outRefundNo().outRefundNo(VALUE)),
            new ComparedCall(
                    "POST v3/ecommerce/refunds/{refund_id}/return-advance",
                    "ecommercerefund.EcommerceRefundService",
                    "createReturnAdvance",
                    pay -> pay.v3().ecommerce().refunds().refundId(VALUE).returnAdvance()),
            new ComparedCall(
                    "GET v3/ecommerce/refunds/{refund_id}/return-advance",
                    "ecommercerefund.EcommerceRefundService",
                    "queryReturnAdvance",
                    pay -> pay.v3().ecommerce().refunds().refundId(VALUE).returnAdvance()));

    private PaymentCalls() {}
}
