package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.coupon.Quotas;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code POST …/stocks} and {@code GET …/stocks/{stock_id}}; documentation pages "create a merchant coupon" (创建商家券)
 * and "query a merchant coupon" (查询商家券详情).
 */
final class Stocks {

    private static final int STOCK_ID_DIGITS = 16;

    private final Database database;
    private final Clock clock;
    private final Randomness random;

    Stocks(Database database, Clock clock, Randomness random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    Reply create(Call call) {
        Fields body = call.body();
        Instant now = clock.instant();
        StockRules.check(body, now);
        Stock stock = new Stock(
                // Never a leading zero: a spreadsheet would eat it.
                "1" + random.digits(STOCK_ID_DIGITS - 1),
                call.mchid(),
                body.text("belong_merchant", 8, 15),
                body.text("out_request_no", 1, Limits.REQUEST_NO),
                StockState.RUNNING,
                StockRules.definition(body),
                now.getEpochSecond());
        return database.transaction(transaction -> {
            if (StockStore.hasRequestNo(transaction, stock.creator(), stock.outRequestNo())) {
                throw new RefusedException(
                        ErrorCode.RESOURCE_ALREADY_EXISTS, "A stock was created with this out_request_no already");
            }
            StockStore.insert(transaction, stock);
            return Reply.ok(JsonObject.of("stock_id", stock.stockId(), "create_time", BeijingTime.format(now)));
        });
    }

    Reply get(Call call) {
        String stockId = call.path().text("stock_id", 1, Limits.STOCK_ID);
        return database.transaction(transaction -> {
            Stock stock = Found.stock(transaction, call.mchid(), stockId);
            JsonObject.Builder view = stock.definition().toBuilder()
                    .put("stock_send_rule", sendRule(stock))
                    .put("stock_state", stock.state().name())
                    .put("stock_id", stockId)
                    .put("send_count_information", sendCounts(transaction, stock));
            if (stock.codeMode() == CodeMode.MERCHANT_UPLOAD) {
                view.put(
                        "coupon_code_count",
                        JsonObject.of(
                                "total_count",
                                CodeStore.count(transaction, stockId),
                                "available_count",
                                CodeStore.countAvailable(transaction, stockId)));
            }
            return Reply.ok(view.build());
        });
    }

    /** The page requires max_amount of the reply, and no request needs it: what all coupons together take off, in fen. */
    private static JsonObject sendRule(Stock stock) {
        JsonObject rule = Objects.requireNonNull(stock.definition().object("stock_send_rule"));
        return rule.has("max_amount")
                ? rule
                : rule.with(
                        "max_amount", stock.sendRule().max() * discount(stock).orElse(0L));
    }

    /** What a coupon takes off, in fen; none where that depends on the order. */
    private static Optional<Long> discount(Stock stock) {
        return stock.definition().at("/coupon_use_rule/fixed_normal_coupon/discount_amount")
                        instanceof JsonNumber amount
                ? Optional.of(amount.longValue())
                : Optional.empty();
    }

    private JsonObject sendCounts(Transaction transaction, Stock stock) {
        long sent = Stock.QUOTAS.taken(transaction, stock.stockId(), Quotas.ALL);
        JsonObject.Builder counts = JsonObject.builder().put("total_send_num", sent);
        discount(stock).ifPresent(amount -> counts.put("total_send_amount", sent * amount));
        if (stock.sendRule().maxByDay() != null) {
            counts.put("today_send_num", Stock.QUOTAS.taken(transaction, stock.stockId(), Quotas.day(clock.instant())));
        }
        return counts.build();
    }
}
