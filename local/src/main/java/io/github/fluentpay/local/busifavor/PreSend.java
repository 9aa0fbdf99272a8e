package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import io.github.fluentpay.protocol.RequestSigner;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST …/product-coupons/pre-send}; documentation page "offer a coupon for a product to a user" (向用户预发放商品券). The
 * user has no coupon yet, and the stock's limits are untouched, until the token is redeemed in a mini-program.
 */
final class PreSend {

    private final Database database;
    private final Randomness random;

    PreSend(Database database, Randomness random) {
        this.database = database;
        this.random = random;
    }

    Reply answer(Call call) {
        Fields body = call.body();
        String stockId = body.text("stock_id", 1, Limits.STOCK_ID);
        @Nullable String code = Sending.chosenCode(body);
        String appid = body.text("appid", 1, Limits.APPID);
        @Nullable String openid = body.optionalText("openid", 1, Limits.OPENID);
        String requestNo = body.text("send_request_no", 1, Limits.REQUEST_NO);
        JsonObject parameters = JsonObject.builder()
                .put("stock_id", stockId)
                .putIfPresent("coupon_code", code)
                .put("appid", appid)
                .putIfPresent("openid", openid)
                .build();
        return database.transaction(transaction -> new RequestNumbers(call.mchid(), "pre-send", "")
                .once(transaction, "send_request_no", requestNo, parameters, () -> {
                    requireStock(transaction, call.mchid(), stockId, code, body);
                    String token = RequestSigner.nonce(random);
                    PreSentStore.insert(
                            transaction,
                            new PreSent(token, stockId, call.mchid(), appid, openid, code, requestNo, null));
                    return Reply.ok(JsonObject.of("token", token));
                }));
    }

    private static void requireStock(
            Transaction transaction, String mchid, String stockId, @Nullable String code, Fields body) {
        Stock stock = Found.sendableStock(transaction, mchid, stockId);
        ProductStocks.require(transaction, stock);
        Sending.requireCode(stock, code, body);
    }
}
