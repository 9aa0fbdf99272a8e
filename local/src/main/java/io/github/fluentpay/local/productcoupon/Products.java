package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;

/**
 * {@code …/product-coupons} and {@code …/product-coupons/{product_coupon_id}}; documentation pages "create a product coupon"
 * (创建商品券), "query a product coupon" (查询商品券) and "deactivate a product coupon" (失效商品券).
 */
final class Products {

    private static final int ID_DIGITS = 15;

    private final Database database;
    private final Clock clock;
    private final Randomness random;
    private final Stocks stocks;

    Products(Database database, Clock clock, Randomness random, Stocks stocks) {
        this.database = database;
        this.clock = clock;
        this.random = random;
        this.stocks = stocks;
    }

    Reply create(Call call) {
        Fields body = call.body();
        String brandId = body.text("brand_id", 1, Limits.ID);
        String requestNo = Limits.requestNo(body);
        Instant now = clock.instant();
        ProductRules.check(body);
        StockRules.check(body.object("stock"), body, now);
        JsonObject definition =
                body.object().without("out_request_no").without("brand_id").without("stock");
        return database.transaction(transaction -> Requests.of(call, brandId, "create")
                .once(transaction, requestNo, () -> {
                    if (NotifyAddresses.of(transaction, call.mchid()).isEmpty()) {
                        throw Found.invalid("Set a notify_url first: POST …/product-coupon/notify-configs");
                    }
                    Product product = new Product(
                            "1" + random.digits(ID_DIGITS), call.mchid(), brandId, ProductState.EFFECTIVE, definition);
                    ProductStore.insert(transaction, product);
                    Stock stock = stocks.insert(transaction, product, body.object("stock"));
                    // Of all replies with a stock this one is documented without the counts of codes.
                    JsonObject made = stock.view(transaction, brandId, now).without("coupon_code_count_info");
                    return Reply.ok(product.view().with("stock", made));
                }));
    }

    Reply get(Call call) {
        String brandId = call.query().text("brand_id", 1, Limits.ID);
        String id = call.path().text("product_coupon_id", 1, Limits.ID);
        return database.transaction(transaction ->
                Reply.ok(Found.product(transaction, call.mchid(), brandId, id).view()));
    }

    Reply deactivate(Call call) {
        Fields body = call.body();
        String brandId = body.text("brand_id", 1, Limits.ID);
        String requestNo = Limits.requestNo(body);
        String reason = body.text("deactivate_reason", 1, Limits.REASON);
        String id = call.path().text("product_coupon_id", 1, Limits.ID);
        Instant now = clock.instant();
        return database.transaction(transaction -> Requests.of(call, brandId, "deactivate product")
                .once(transaction, requestNo, () -> {
                    Product product = Found.product(transaction, call.mchid(), brandId, id);
                    JsonObject definition = deactivated(product.definition(), requestNo, reason, now);
                    if (!ProductStore.move(transaction, product, ProductState.DEACTIVATED, definition)) {
                        throw Trouble.ILLEGAL_STATE.refusal(
                                "The product coupon is " + product.state() + " and cannot be deactivated");
                    }
                    deactivateStocks(transaction, product, requestNo, reason, now);
                    return Reply.ok(Found.product(transaction, call.mchid(), brandId, id)
                            .view());
                }));
    }

    /** "Deactivating a product coupon deactivates all its stocks"; what users have of it stays as it is. */
    private static void deactivateStocks(
            Transaction transaction, Product product, String requestNo, String reason, Instant now) {
        for (Stock stock : StockStore.ofProduct(transaction, product.id())) {
            StockStore.move(
                    transaction,
                    stock,
                    StockState.DEACTIVATED,
                    deactivated(stock.definition(), requestNo, reason, now));
        }
    }

    static JsonObject deactivated(JsonObject definition, String requestNo, String reason, Instant now) {
        return definition
                .with("deactivate_request_no", requestNo)
                .with("deactivate_time", BeijingTime.format(now))
                .with("deactivate_reason", reason);
    }
}
