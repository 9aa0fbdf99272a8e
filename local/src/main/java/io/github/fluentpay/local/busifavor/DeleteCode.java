package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;

/**
 * {@code DELETE …/stocks/{stock_id}/couponcodes/{coupon_code}} (删除预存code): no page that we know describes it, the
 * official Java SDK has it.
 */
final class DeleteCode {

    private final Database database;
    private final Clock clock;

    DeleteCode(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Reply answer(Call call) {
        String stockId = call.path().text("stock_id", 1, Limits.STOCK_ID);
        String code = call.path().text("coupon_code", 1, Limits.COUPON_CODE);
        String requestNo = call.query().text("delete_request_no", 1, Limits.REQUEST_NO);
        JsonObject parameters = JsonObject.of("stock_id", stockId, "coupon_code", code);
        return database.transaction(transaction -> new RequestNumbers(call.mchid(), "delete code", "")
                .once(transaction, "delete_request_no", requestNo, parameters, () -> {
                    delete(transaction, Found.createdStock(transaction, call.mchid(), stockId), code);
                    return Reply.ok(
                            JsonObject.of("stock_id", stockId, "delete_time", BeijingTime.format(clock.instant())));
                }));
    }

    private static void delete(Transaction transaction, Stock stock, String text) {
        UploadedCode code = Found.code(transaction, stock, text);
        if (!CodeStore.delete(transaction, code)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "Only a code in the state AVAILABLE can be deleted; this one is " + code.state());
        }
    }
}
