package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The request numbers that took effect, and what they were answered. A number is written in the transaction of its effect,
 * so the two exist together or not at all.
 *
 * @param operation what was asked for; numbers count for each partner, brand and operation apart
 * @param parameters all that was asked, the number included
 */
record Requests(String mchid, String brandId, String operation, JsonObject parameters) {

    private record Answered(JsonObject parameters, String reply) {}

    static Requests of(Call call, String brandId, String operation) {
        JsonObject parameters =
                JsonObject.of("path", call.path().object(), "body", call.body().object());
        return new Requests(call.mchid(), brandId, operation, parameters);
    }

    /**
     * Answers a number as it was answered the first time, byte for byte; one that is new takes effect.
     *
     * @param effect makes the reply; if it refuses, the number is not spent
     */
    Reply once(Transaction transaction, String requestNo, Supplier<Reply> effect) {
        return replay(transaction, requestNo).orElseGet(() -> {
            Reply reply = effect.get();
            keep(transaction, requestNo, reply);
            return reply;
        });
    }

    private Optional<Reply> replay(Transaction transaction, String requestNo) {
        return transaction
                .first(
                        """
                        SELECT parameters, reply FROM product_coupon_requests
                        WHERE mchid = ? AND brand_id = ? AND operation = ? AND request_no = ?
                        """,
                        row -> new Answered(JsonObject.parse(row.getString(1)), row.getString(2)),
                        mchid,
                        brandId,
                        operation,
                        requestNo)
                .map(answered -> {
                    if (!answered.parameters().equals(parameters)) {
                        throw Trouble.OTHER_DATA.refusal("This request number was used before with other parameters; a"
                                + " repeat must be identical, and a new request needs a new number");
                    }
                    return Reply.repeating(answered.reply());
                });
    }

    private void keep(Transaction transaction, String requestNo, Reply reply) {
        transaction.update(
                """
                INSERT INTO product_coupon_requests (mchid, brand_id, operation, request_no, parameters, reply)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                mchid,
                brandId,
                operation,
                requestNo,
                parameters.toJson(),
                new String(reply.body(), StandardCharsets.UTF_8));
    }
}
