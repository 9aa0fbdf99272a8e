package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.coupon.Period;
import io.github.fluentpay.local.coupon.Quotas;
import io.github.fluentpay.local.store.Transaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stock (批次) of a product coupon: how it is sent, and when it can be used.
 *
 * @param definition the request that made it, and what was noted since
 */
record Stock(String id, String productCouponId, StockState state, JsonObject definition) {

    /** How much of its limits is taken. */
    static final Quotas QUOTAS = new Quotas("product_coupon_quotas");

    CodeMode codeMode() {
        return CodeMode.valueOf(String.valueOf(definition.string("coupon_code_mode")));
    }

    Period period() {
        JsonObject period = definition.at("/single_usage_rule/coupon_available_period") instanceof JsonObject found
                ? found
                : JsonObject.empty();
        return Period.of(period, "available_days", "available_seconds");
    }

    /** The limit of that name in stock_send_rule, or null. */
    @Nullable
    Long limit(String name) {
        JsonObject rule = definition.object("stock_send_rule");
        return rule == null ? null : rule.integer(name);
    }

    /** As merchants see it. */
    JsonObject view(Transaction transaction, String brandId, Instant now) {
        JsonObject.Builder view = definition.toBuilder()
                .put("product_coupon_id", productCouponId)
                .put("stock_id", id)
                .put("brand_id", brandId)
                .put("state", state.name())
                .put(
                        "sent_count_info",
                        JsonObject.of(
                                "total_count", QUOTAS.taken(transaction, id, Quotas.ALL),
                                "today_count", QUOTAS.taken(transaction, id, Quotas.day(now))));
        if (codeMode() == CodeMode.UPLOAD) {
            view.put(
                    "coupon_code_count_info",
                    JsonObject.of(
                            "total_count", CodeStore.count(transaction, id),
                            "available_count", CodeStore.countAvailable(transaction, id)));
        }
        return view.build();
    }
}
