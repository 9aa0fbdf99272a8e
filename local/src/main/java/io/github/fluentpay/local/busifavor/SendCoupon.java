package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
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
        Sending.Order order = Sending.order(SendChannel.API, call);
        return database.transaction(transaction -> sending.once(
                transaction,
                "send",
                order,
                JsonObject.empty(),
                call.body(),
                // The page shows these fields at the top, the official Java SDK reads them one level down.
                result -> result.with("send_coupon_result", result)));
    }
}
