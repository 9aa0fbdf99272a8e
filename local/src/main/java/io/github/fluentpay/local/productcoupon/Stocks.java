package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code …/product-coupons/{product_coupon_id}/stocks} and what stands below it; documentation pages "add a stock"
 * (添加商品券批次), "query a stock" (查询商品券指定批次), "deactivate a stock" (失效商品券批次) and "upload codes" (预上传券Code).
 */
final class Stocks {

    private static final int ID_DIGITS = 18;
    private static final int MAX_CODES = 200;

    private final Database database;
    private final Clock clock;
    private final Randomness random;

    Stocks(Database database, Clock clock, Randomness random) {
        this.database = database;
        this.clock = clock;
        this.random = random;
    }

    Reply add(Call call) {
        Fields body = call.body();
        String brandId = body.text("brand_id", 1, Limits.ID);
        String requestNo = Limits.requestNo(body);
        Fields fields = body.object("stock");
        Instant now = clock.instant();
        return database.transaction(transaction -> Requests.of(call, brandId, "add stock")
                .once(transaction, requestNo, () -> {
                    Product product = product(transaction, call, brandId);
                    if (product.state() != ProductState.EFFECTIVE) {
                        throw Trouble.ILLEGAL_STATE.refusal("The product coupon is " + product.state()
                                + "; only an EFFECTIVE one gets more stocks");
                    }
                    StockRules.check(fields, new Fields(product.definition(), Fields.Place.BODY), now);
                    return Reply.ok(insert(transaction, product, fields).view(transaction, brandId, now));
                }));
    }

    /** Writes a stock whose fields were checked. */
    Stock insert(Transaction transaction, Product product, Fields fields) {
        Stock stock = new Stock("1" + random.digits(ID_DIGITS), product.id(), StockState.SENDING, fields.object());
        StockStore.insert(transaction, stock);
        return stock;
    }

    Reply get(Call call) {
        String brandId = call.query().text("brand_id", 1, Limits.ID);
        return database.transaction(
                transaction -> Reply.ok(stock(transaction, call, brandId).view(transaction, brandId, clock.instant())));
    }

    Reply deactivate(Call call) {
        Fields body = call.body();
        String brandId = body.text("brand_id", 1, Limits.ID);
        String requestNo = Limits.requestNo(body);
        String reason = body.text("deactivate_reason", 1, Limits.REASON);
        Instant now = clock.instant();
        return database.transaction(transaction -> Requests.of(call, brandId, "deactivate stock")
                .once(transaction, requestNo, () -> {
                    Stock stock = stock(transaction, call, brandId);
                    JsonObject definition = Products.deactivated(stock.definition(), requestNo, reason, now);
                    if (!StockStore.move(transaction, stock, StockState.DEACTIVATED, definition)) {
                        throw Trouble.ILLEGAL_STATE.refusal(
                                "The stock is " + stock.state() + " and cannot be deactivated");
                    }
                    return Reply.ok(stock(transaction, call, brandId).view(transaction, brandId, now));
                }));
    }

    Reply uploadCodes(Call call) {
        Fields body = call.body();
        String brandId = body.text("brand_id", 1, Limits.ID);
        String requestNo = Limits.requestNo(body);
        List<String> codes = codes(body);
        return database.transaction(transaction -> Requests.of(call, brandId, "upload codes")
                .once(transaction, requestNo, () -> upload(transaction, stock(transaction, call, brandId), codes)));
    }

    private static List<String> codes(Fields body) {
        JsonArray list = body.optionalArray("code_list");
        if (list == null || list.size() == 0 || list.size() > MAX_CODES) {
            throw body.invalid("code_list", "must have 1 to " + MAX_CODES + " codes");
        }
        List<String> codes = new ArrayList<>();
        for (JsonValue code : list) {
            if (!(code instanceof JsonString text)) {
                throw body.invalid("code_list", "must hold strings, and has " + code.kind());
            }
            codes.add(text.value());
        }
        return codes;
    }

    private Reply upload(Transaction transaction, Stock stock, List<String> codes) {
        if (stock.codeMode() != CodeMode.UPLOAD) {
            throw Found.invalid(
                    "The stock's coupon_code_mode is " + stock.codeMode() + "; only an UPLOAD stock takes codes");
        }
        if (stock.state() == StockState.DEACTIVATED
                || clock.instant().isAfter(stock.period().end())) {
            throw Trouble.ILLEGAL_STATE.refusal("The stock is deactivated, or its available_end_time has passed");
        }
        Set<String> distinct = new LinkedHashSet<>();
        Set<String> duplicates = new LinkedHashSet<>();
        codes.forEach(code -> (distinct.contains(code) ? duplicates : distinct).add(code));
        List<String> added = new ArrayList<>();
        List<String> existing = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        long place = CodeStore.count(transaction, stock.id());
        for (String code : distinct) {
            if (code.isEmpty()
                    || code.length() > Limits.COUPON_CODE
                    || !Limits.WORD.matcher(code).matches()) {
                failed.add(code);
            } else if (CodeStore.insert(transaction, stock.id(), code, place)) {
                added.add(code);
                place++;
            } else {
                existing.add(code);
            }
        }
        return Reply.ok(JsonObject.of(
                "total_count", distinct.size(),
                "success_code_list", added,
                "failed_code_list", failed,
                "already_exist_code_list", existing,
                "duplicate_code_list", List.copyOf(duplicates)));
    }

    private static Product product(Transaction transaction, Call call, String brandId) {
        return Found.product(transaction, call.mchid(), brandId, call.path().text("product_coupon_id", 1, Limits.ID));
    }

    private static Stock stock(Transaction transaction, Call call, String brandId) {
        return Found.stock(
                transaction, product(transaction, call, brandId), call.path().text("stock_id", 1, Limits.ID));
    }
}
