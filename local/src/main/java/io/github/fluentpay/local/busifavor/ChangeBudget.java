package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.coupon.Quotas;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/**
 * {@code PATCH …/stocks/{stock_id}/budget}; documentation page "modify a stock's budget" (修改批次预算). The number that the
 * caller believes to be the present one guards the change.
 */
final class ChangeBudget {

    private final Database database;
    private final Clock clock;

    ChangeBudget(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The one limit to be changed: {@code max_coupons} or {@code max_coupons_by_day}. */
    private record Change(String limit, long target, long current) {}

    Reply answer(Call call) {
        String stockId = call.path().text("stock_id", 1, Limits.STOCK_ID);
        Fields body = call.body();
        String requestNo = body.text("modify_budget_request_no", 1, Limits.REQUEST_NO);
        Change change = change(body);
        JsonObject parameters = JsonObject.of(
                "stock_id", stockId, "limit", change.limit(), "target", change.target(), "current", change.current());
        return database.transaction(transaction -> new RequestNumbers(call.mchid(), "budget", "")
                .once(
                        transaction,
                        "modify_budget_request_no",
                        requestNo,
                        parameters,
                        () -> decide(transaction, call.mchid(), stockId, body, change)));
    }

    /** The documentation's own example gives both, and 0 for the one that stays. */
    private static Change change(Fields body) {
        long all = target(body, "target_max_coupons");
        long byDay = target(body, "target_max_coupons_by_day");
        if (all > 0 == byDay > 0) {
            throw body.invalid(
                    "target_max_coupons",
                    "and target_max_coupons_by_day exclude each other: exactly one of them must be above 0");
        }
        String limit = all > 0 ? "max_coupons" : "max_coupons_by_day";
        return new Change(limit, all > 0 ? all : byDay, body.integer("current_" + limit, 0, StockRules.MAX_COUPONS));
    }

    private static long target(Fields body, String name) {
        return Objects.requireNonNullElse(body.optionalInteger(name, 0, StockRules.MAX_COUPONS), 0L);
    }

    private Reply decide(Transaction transaction, String mchid, String stockId, Fields body, Change change) {
        Instant now = clock.instant();
        Stock stock = Found.createdStock(transaction, mchid, stockId);
        Found.requireOpen(stock, now);
        boolean byDay = change.limit().equals("max_coupons_by_day");
        if (byDay && "NORMAL".equals(stock.definition().string("stock_type"))) {
            throw body.invalid("target_max_coupons_by_day", StockRules.NOT_BY_DAY);
        }
        JsonObject rule = Objects.requireNonNull(stock.definition().object("stock_send_rule"));
        long present = Objects.requireNonNullElse(rule.integer(change.limit()), 0L);
        if (present != change.current()) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The stock's " + change.limit() + " is " + present + ", and current_" + change.limit() + " says "
                            + change.current() + "; query the stock and decide again");
        }
        long taken = Stock.QUOTAS.taken(transaction, stockId, byDay ? Quotas.day(now) : Quotas.ALL);
        if (change.target() < taken) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "target_" + change.limit() + " is " + change.target() + ", and " + taken
                            + " coupons are sent already");
        }
        JsonObject changed = rule.with(change.limit(), change.target());
        if (!StockStore.redefine(transaction, stock, stock.definition().with("stock_send_rule", changed))) {
            throw Found.changedMeanwhile();
        }
        return Reply.ok(JsonObject.builder()
                .putIfPresent("max_coupons", changed.get("max_coupons"))
                .putIfPresent("max_coupons_by_day", changed.get("max_coupons_by_day"))
                .build());
    }
}
