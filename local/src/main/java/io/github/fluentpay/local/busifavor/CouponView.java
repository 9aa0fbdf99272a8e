package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import java.time.Instant;
import java.util.List;

/** A coupon as merchants see it; documentation page "query one coupon of a user" (查询用户单张券详情). */
final class CouponView {

    private static final List<String> OF_STOCK = List.of(
            "belong_merchant",
            "stock_name",
            "comment",
            "goods_name",
            "stock_type",
            "coupon_use_rule",
            "custom_entrance");

    private CouponView() {}

    /** What the coupon has from its stock. */
    static JsonObject of(Stock stock) {
        JsonObject definition = stock.definition();
        JsonObject.Builder view = JsonObject.builder();
        for (String field : OF_STOCK) {
            view.putIfPresent(field, definition.get(field));
        }
        // The page requires this field of the reply, and no request that makes a stock.
        JsonObject display = definition.object("display_pattern_info");
        view.put("display_pattern_info", display == null ? JsonObject.empty() : display);
        JsonObject rule = definition.object("stock_send_rule");
        if (rule != null) {
            view.putIfPresent("transferable", rule.get("transferable"))
                    .putIfPresent("shareable", rule.get("shareable"));
        }
        return view.build();
    }

    /** All of it. */
    static JsonObject of(Stock stock, Coupon coupon, Instant now) {
        CouponState state = coupon.state(now);
        JsonObject.Builder view = of(stock).toBuilder()
                .put("coupon_state", state.name())
                .put("coupon_code", coupon.code())
                .put("stock_id", coupon.stockId())
                .put("available_start_time", BeijingTime.format(coupon.window().from()))
                .put("expire_time", BeijingTime.format(coupon.window().until()))
                .put("receive_time", BeijingTime.format(coupon.receipt().at()))
                .put("send_request_no", coupon.receipt().requestNo());
        Coupon.Step use = coupon.use();
        if (state == CouponState.USED && use != null) {
            view.put("use_request_no", use.requestNo()).put("use_time", BeijingTime.format(use.at()));
        }
        view.putIfPresent("associate_out_trade_no", coupon.outTradeNo());
        Coupon.Step giveBack = coupon.giveBack();
        if (giveBack != null) {
            view.put("return_request_no", giveBack.requestNo()).put("return_time", BeijingTime.format(giveBack.at()));
        }
        Coupon.Deactivation deactivation = coupon.deactivation();
        if (deactivation != null) {
            view.put("deactivate_request_no", deactivation.step().requestNo())
                    .put(
                            "deactivate_time",
                            BeijingTime.format(deactivation.step().at()))
                    .putIfPresent("deactivate_reason", deactivation.reason());
        }
        return view.build();
    }
}
