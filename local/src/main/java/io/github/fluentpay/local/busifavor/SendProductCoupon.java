package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@code POST …/product-coupons/send}; documentation page "send a coupon for a product to a user" (向用户发放商品券). */
final class SendProductCoupon {

    private static final List<String> TYPES = List.of("NORMAL", "MEMBER");

    private final Database database;
    private final Sending sending;

    SendProductCoupon(Database database, Sending sending) {
        this.database = database;
        this.sending = sending;
    }

    Reply answer(Call call) {
        Fields body = call.body();
        Sending.Order order = Sending.order(SendChannel.API, call);
        JsonObject kind = JsonObject.builder()
                .put("coupon_type", body.word("coupon_type", TYPES))
                .putIfPresent("member_card_id", body.optionalText("member_card_id", 1, 128))
                .build();
        return database.transaction(transaction -> {
            ProductStocks.require(transaction, Found.sendableStock(transaction, call.mchid(), order.stockId()));
            return sending.once(transaction, "send for a product", order, kind, body, UnaryOperator.identity());
        });
    }
}
