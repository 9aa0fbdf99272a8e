package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import java.time.Instant;
import java.util.List;

/** An order as replies and notifications show it. */
final class OrderView {

    private static final String CURRENCY = "CNY";
    static final String BANK = "OTHERS";

    private OrderView() {}

    /** All of it; documentation page "query an order by its merchant number" (商户订单号查询订单). */
    static JsonObject queried(Order order, Instant now) {
        JsonObject.Builder view = notified(order, now).toBuilder().put("description", order.text("description"));
        if (order.definition().has("time_expire")) {
            view.put("time_expire", BeijingTime.format(order.expiresAt()));
        }
        for (String field : List.of(
                "notify_url", "goods_tag", "limit_pay", "support_fapiao", "detail", "scene_info", "settle_info")) {
            boolean shown = !field.equals("settle_info") || order.mode() == Mode.PARTNER;
            view.putIfPresent(field, shown ? order.definition().get(field) : null);
        }
        return view.build();
    }

    /** What a notification tells; documentation page "payment success callback" (支付成功回调通知). */
    static JsonObject notified(Order order, Instant now) {
        JsonObject.Builder view = JsonObject.builder();
        for (String field : List.of("appid", "mchid", "sp_appid", "sp_mchid", "sub_appid", "sub_mchid")) {
            view.putIfPresent(field, order.definition().get(field));
        }
        view.put("out_trade_no", order.outTradeNo())
                .put("trade_state", order.state(now).name())
                .put("trade_state_desc", order.state(now).description())
                .putIfPresent("attach", order.definition().get("attach"));
        Long paidAt = order.paidAt();
        String openid = order.openid();
        if (paidAt == null || openid == null) {
            return view.put("amount", JsonObject.of("total", order.total(), "currency", CURRENCY))
                    .build();
        }
        return view.putIfPresent("transaction_id", order.transactionId())
                .put("trade_type", order.tradeType().name())
                .put("bank_type", BANK)
                .put("success_time", BeijingTime.format(paidAt))
                .put("payer", payer(order, openid))
                .put(
                        "amount",
                        JsonObject.of(
                                "total",
                                order.total(),
                                "payer_total",
                                order.total(),
                                "currency",
                                CURRENCY,
                                "payer_currency",
                                CURRENCY))
                .build();
    }

    private static JsonObject payer(Order order, String openid) {
        JsonObject asked = order.definition().object("payer");
        boolean named = order.tradeType() == TradeType.JSAPI && order.mode() == Mode.PARTNER;
        if (named && asked != null) {
            return asked.without("identity");
        }
        return JsonObject.of(order.mode().openid(), openid);
    }
}
