package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The request numbers that took effect, and what they were answered. A number is written in the transaction of its
 * effect, so the two exist together or not at all.
 *
 * @param operation what was asked for: {@code send}, {@code use}, {@code return}, …
 * @param scope what the number is unique in, besides the merchant; empty for all of it
 */
record RequestNumbers(String mchid, String operation, String scope) {

    private record Answered(JsonObject parameters, int status, String reply) {}

    /**
     * Answers a number as it was answered the first time, byte for byte; one that is new takes effect.
     *
     * @param effect makes the reply; if it refuses, the number is not spent
     * @throws RefusedException if the number came with other parameters before
     */
    Reply once(Transaction transaction, String field, String requestNo, JsonObject parameters, Supplier<Reply> effect) {
        return replay(transaction, field, requestNo, parameters).orElseGet(() -> {
            Reply reply = effect.get();
            keep(transaction, requestNo, parameters, reply);
            return reply;
        });
    }

    private Optional<Reply> replay(Transaction transaction, String field, String requestNo, JsonObject parameters) {
        return transaction
                .first(
                        """
                        SELECT parameters, status, reply FROM busifavor_requests
                        WHERE mchid = ? AND operation = ? AND scope = ? AND request_no = ?
                        """,
                        row -> new Answered(JsonObject.parse(row.getString(1)), row.getInt(2), row.getString(3)),
                        mchid,
                        operation,
                        scope,
                        requestNo)
                .map(answered -> {
                    if (!answered.parameters().equals(parameters)) {
                        throw new RefusedException(
                                ErrorCode.INVALID_REQUEST,
                                "The number " + field + " was used before with other parameters; a repeat must be"
                                        + " identical, and a new request needs a new number");
                    }
                    return Reply.repeating(answered.status(), answered.reply());
                });
    }

    private void keep(Transaction transaction, String requestNo, JsonObject parameters, Reply reply) {
        transaction.update(
                """
                INSERT INTO busifavor_requests (mchid, operation, scope, request_no, parameters, status, reply)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                mchid,
                operation,
                scope,
                requestNo,
                parameters.toJson(),
                reply.status(),
                new String(reply.body(), StandardCharsets.UTF_8));
    }
}
