package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET …/stocks/{stock_id}/couponcodes} (查询预存code列表) and {@code …/couponcodes/{coupon_code}} (查询预存code详情): no page
 * that we know describes them, the official Java SDK has them.
 */
final class CodeQueries {

    private final Database database;
    private final Clock clock;

    CodeQueries(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Reply list(Call call) {
        String stockId = call.path().text("stock_id", 1, Limits.STOCK_ID);
        Fields query = call.query();
        Conditions conditions = new Conditions()
                .and("k.stock_id = ?", stockId)
                .andIf("c.appid = ?", query.optionalText("appid", 1, Limits.APPID));
        addStatus(conditions, query.optionalWord("status", statuses()), clock.instant());
        Page page = Page.of(query);
        return database.transaction(transaction -> {
            Stock stock = Found.stock(transaction, call.mchid(), stockId);
            List<JsonObject> data = CodeStore.list(transaction, conditions, page).stream()
                    .map(code -> view(code, coupon(transaction, stock, code)))
                    .toList();
            return Reply.ok(page.reply(data, CodeStore.count(transaction, conditions))
                    .put("stock_id", stockId)
                    .build());
        });
    }

    /** The SDK documents the states of coupons for this filter, and those of codes for the field. */
    private static List<String> statuses() {
        List<String> statuses = new ArrayList<>();
        Arrays.stream(CodeState.values()).map(CodeState::name).forEach(statuses::add);
        statuses.addAll(CouponQueries.STATES);
        return statuses;
    }

    private static void addStatus(Conditions conditions, @Nullable String status, Instant now) {
        if (status == null) {
            return;
        }
        if (CouponQueries.STATES.contains(status)) {
            CouponStore.addState(conditions, status, now);
        } else {
            conditions.and("k.state = ?", status);
        }
    }

    Reply one(Call call) {
        String stockId = call.path().text("stock_id", 1, Limits.STOCK_ID);
        String text = call.path().text("coupon_code", 1, Limits.COUPON_CODE);
        @Nullable String appid = call.query().optionalText("appid", 1, Limits.APPID);
        return database.transaction(transaction -> {
            Stock stock = Found.stock(transaction, call.mchid(), stockId);
            UploadedCode code = Found.code(transaction, stock, text);
            Optional<Coupon> coupon = coupon(transaction, stock, code);
            if (appid != null
                    && coupon.isPresent()
                    && !coupon.get().receipt().appid().equals(appid)) {
                throw Found.missing("The coupon with this code was not sent under this appid");
            }
            return Reply.ok(JsonObject.of(
                    "code_information",
                    view(code, coupon),
                    "coupon_information",
                    coupon.map(found -> CouponView.of(stock, found, clock.instant()))
                            .orElseGet(() -> CouponView.of(stock))));
        });
    }

    private static Optional<Coupon> coupon(Transaction transaction, Stock stock, UploadedCode code) {
        return code.state() == CodeState.DISPATCHED
                ? CouponStore.find(transaction, stock.stockId(), code.code())
                : Optional.empty();
    }

    private static JsonObject view(UploadedCode code, Optional<Coupon> coupon) {
        JsonObject.Builder view = JsonObject.builder()
                .put("code", code.code())
                .put("code_status", code.state().name())
                .put("upload_time", BeijingTime.format(code.uploadedAt()));
        Long dispatchedAt = code.dispatchedAt();
        if (dispatchedAt != null) {
            view.put("dispatched_time", BeijingTime.format(dispatchedAt));
        }
        coupon.ifPresent(found -> view.put("openid", found.receipt().openid()).put("coupon_code", found.code()));
        return view.build();
    }
}
