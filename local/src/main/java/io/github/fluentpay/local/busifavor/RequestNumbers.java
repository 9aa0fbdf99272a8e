package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Transaction;
import java.util.Optional;

/**
 * The request numbers that took effect, and what they were answered. A number is written in the transaction of its
 * effect, so the two exist together or not at all.
 *
 * @param operation {@code send}, {@code use} or {@code return}
 * @param scope what the number is unique in, besides the merchant; empty for all of it
 */
record RequestNumbers(String mchid, String operation, String scope) {

    private record Answered(String parameters, String reply) {}

    /**
     * The first answer to that number, byte for byte; empty if it is new.
     *
     * @throws RefusedException if it came with other parameters
     */
    Optional<Reply> replay(Transaction transaction, String field, String requestNo, JsonObject parameters) {
        return transaction
                .first("""
                        SELECT parameters, reply FROM busifavor_requests
                        WHERE mchid = ? AND operation = ? AND scope = ? AND request_no = ?
                        """, row -> new Answered(row.getString(1), row.getString(2)), mchid, operation, scope, requestNo)
                .map(answered -> {
                    if (!answered.parameters().equals(parameters.toJson())) {
                        throw new RefusedException(
                                ErrorCode.INVALID_REQUEST,
                                "The number " + field + " was used before with other parameters; a repeat must be"
                                        + " identical, and a new request needs a new number");
                    }
                    return Reply.okText(answered.reply());
                });
    }

    /** Keeps the answer to a number that is new. */
    void keep(Transaction transaction, String requestNo, JsonObject parameters, JsonObject reply) {
        transaction.update("""
                INSERT INTO busifavor_requests (mchid, operation, scope, request_no, parameters, reply)
                VALUES (?, ?, ?, ?, ?, ?)
                """, mchid, operation, scope, requestNo, parameters.toJson(), reply.toJson());
    }
}
