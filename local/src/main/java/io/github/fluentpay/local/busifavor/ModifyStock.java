package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code PATCH …/stocks/{stock_id}}; documentation page "modify a merchant coupon" (修改商家券基本信息). */
final class ModifyStock {

    /** What creating a stock takes and modifying it does not, by the object that holds it. */
    private static final List<String> FIXED =
            List.of("stock_name", "belong_merchant", "stock_type", "coupon_code_mode");

    private static final List<String> FIXED_USE =
            List.of("coupon_available_time", "fixed_normal_coupon", "discount_coupon", "exchange_coupon");
    private static final List<String> FIXED_SEND = List.of(
            "max_coupons",
            "max_coupons_per_user",
            "max_coupons_by_day",
            "max_amount",
            "max_amount_by_day",
            "transferable",
            "shareable");

    private final Database database;
    private final Clock clock;

    ModifyStock(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Reply answer(Call call) {
        String stockId = call.path().text("stock_id", 1, Limits.STOCK_ID);
        Fields body = call.body();
        String requestNo = body.text("out_request_no", 1, Limits.REQUEST_NO);
        JsonObject change = StockRules.definition(body);
        JsonObject parameters = JsonObject.of("stock_id", stockId, "change", change);
        return database.transaction(transaction -> new RequestNumbers(call.mchid(), "modify", "")
                .once(transaction, "out_request_no", requestNo, parameters, () -> {
                    modify(transaction, Found.createdStock(transaction, call.mchid(), stockId), body);
                    return Reply.empty(204);
                }));
    }

    private void modify(Transaction transaction, Stock stock, Fields body) {
        Instant now = clock.instant();
        JsonObject present = stock.definition();
        Found.requireOpen(stock, now);
        refuseFixed(body, present, FIXED);
        refuseFixed(body.optionalObject("coupon_use_rule"), present.object("coupon_use_rule"), FIXED_USE);
        refuseFixed(body.optionalObject("stock_send_rule"), present.object("stock_send_rule"), FIXED_SEND);
        refuseFixed(body.optionalObject("custom_entrance"), present.object("custom_entrance"), List.of("store_id"));
        if (Boolean.TRUE.equals(present.bool("subsidy")) && Boolean.FALSE.equals(body.optionalBoolean("subsidy"))) {
            throw body.invalid("subsidy", "cannot be changed from true to false");
        }
        JsonObject definition = merge(present, StockRules.definition(body));
        StockRules.check(new Fields(definition, Fields.Place.BODY), now);
        if (!StockStore.redefine(transaction, stock, definition)) {
            throw Found.changedMeanwhile();
        }
    }

    private static void refuseFixed(@Nullable Fields change, @Nullable JsonObject present, List<String> names) {
        for (String name : names) {
            JsonValue value = change == null ? null : change.object().get(name);
            if (change != null && value != null && !value.equals(present == null ? null : present.get(name))) {
                throw change.invalid(name, "cannot be modified");
            }
        }
    }

    /** Objects are merged field by field; anything else is replaced. */
    private static JsonObject merge(JsonObject present, JsonObject change) {
        JsonObject.Builder merged = present.toBuilder();
        change.fields()
                .forEach((name, value) -> merged.put(
                        name,
                        value instanceof JsonObject inner && present.get(name) instanceof JsonObject old
                                ? merge(old, inner)
                                : value));
        return merged.build();
    }
}
