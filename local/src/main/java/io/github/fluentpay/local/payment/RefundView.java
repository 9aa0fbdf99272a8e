package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import org.jspecify.annotations.Nullable;

/** A refund as replies and notifications show it. */
final class RefundView {

    static final String CHANNEL = "ORIGINAL";
    private static final String RECEIVED_BY = "支付用户零钱";

    private RefundView() {}

    /** All of it; documentation page "query one refund" (查询单笔退款). */
    static JsonObject queried(Order order, Refund refund) {
        JsonObject asked = refund.definition();
        JsonObject.Builder view = JsonObject.builder()
                .put("refund_id", refund.refundId())
                .put("out_refund_no", refund.outRefundNo())
                .putIfPresent("transaction_id", order.transactionId())
                .put("out_trade_no", order.outTradeNo())
                .put("channel", CHANNEL)
                .put("user_received_account", RECEIVED_BY);
        putSuccess(view, refund);
        @Nullable JsonObject amount = asked.object("amount");
        @Nullable JsonArray from = amount == null ? null : amount.array("from");
        return view.put("create_time", BeijingTime.format(refund.createdAt()))
                .put("status", refund.status().name())
                .put("funds_account", asked.has("funds_account") ? asked.get("funds_account") : "AVAILABLE")
                .put(
                        "amount",
                        JsonObject.builder()
                                .put("total", order.total())
                                .put("refund", refund.refund())
                                .put("from", from == null ? JsonArray.of() : from)
                                .put("payer_total", order.total())
                                .put("payer_refund", refund.refund())
                                .put("settlement_refund", refund.refund())
                                .put("settlement_total", order.total())
                                .put("discount_refund", 0)
                                .put("currency", "CNY")
                                .put("refund_fee", 0)
                                .build())
                .put("promotion_detail", JsonArray.of())
                .build();
    }

    /** What a notification tells; documentation page "refund result callback" (退款结果回调通知). */
    static JsonObject notified(Order order, Refund refund) {
        JsonObject.Builder view = JsonObject.builder();
        for (String field : new String[] {"mchid", "sp_mchid", "sub_mchid"}) {
            view.putIfPresent(field, order.definition().get(field));
        }
        view.put("out_trade_no", order.outTradeNo())
                .putIfPresent("transaction_id", order.transactionId())
                .put("out_refund_no", refund.outRefundNo())
                .put("refund_id", refund.refundId())
                .put("refund_status", refund.status().name());
        putSuccess(view, refund);
        return view.put("user_received_account", RECEIVED_BY)
                .put(
                        "amount",
                        JsonObject.of(
                                "total",
                                order.total(),
                                "refund",
                                refund.refund(),
                                "payer_total",
                                order.total(),
                                "payer_refund",
                                refund.refund()))
                .build();
    }

    private static void putSuccess(JsonObject.Builder view, Refund refund) {
        Long succeededAt = refund.succeededAt();
        if (succeededAt != null) {
            view.put("success_time", BeijingTime.format(succeededAt));
        }
    }
}
