package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;

/** {@code POST …/coupons/send}; documentation page "send a coupon to a user" (向用户发券). */
final class SendCoupon {

    private final Database database;
    private final Sending sending;

    SendCoupon(Database database, Sending sending) {
        this.database = database;
        this.sending = sending;
    }

    Reply answer(Call call) {
        Fields body = call.body();
        String stockId = body.text("stock_id", 1, Limits.STOCK_ID);
        Sending.Order order = new Sending.Order(
                call.mchid(),
                body.text("appid", 1, Limits.APPID),
                body.text("openid", 1, Limits.OPENID),
                body.text("out_request_no", 1, Limits.REQUEST_NO, Limits.NUMBER, Limits.NUMBER_WORDS),
                Sending.chosenCode(body));
        JsonObject parameters = JsonObject.builder()
                .put("appid", order.appid())
                .putIfPresent("coupon_code", order.code())
                .build();
        // The page says that the number is unique in a stock and a user.
        RequestNumbers numbers = new RequestNumbers(call.mchid(), "send", stockId + " " + order.openid());
        return database.transaction(transaction ->
                numbers.once(transaction, "out_request_no", order.requestNo(), parameters, () -> {
                    Stock stock = Found.sendableStock(transaction, call.mchid(), stockId);
                    Coupon coupon = sending.send(transaction, stock, order, body);
                    JsonObject result = JsonObject.of(
                            "stock_id", stockId, "out_request_no", order.requestNo(), "coupon_code", coupon.code());
                    // The page shows these fields at the top, the official Java SDK reads them one level down.
                    return Reply.ok(result.with("send_coupon_result", result));
                }));
    }
}
