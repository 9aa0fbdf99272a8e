package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** {@code GET …/transactions/id/{transaction_id}} and {@code GET …/transactions/out-trade-no/{out_trade_no}} (查询订单). */
final class OrderQueries {

    private final Database database;
    private final Clock clock;
    private final Mode mode;

    OrderQueries(Database database, Clock clock, Mode mode) {
        this.database = database;
        this.clock = clock;
        this.mode = mode;
    }

    Reply byOutTradeNo(Call call) {
        @Nullable String subMchid = mode.check(call.query(), call.mchid());
        String outTradeNo = call.path().text("out_trade_no", 1, Limits.OUT_TRADE_NO);
        return database.transaction(
                transaction -> show(FoundOrder.byOutTradeNo(transaction, call.mchid(), subMchid, outTradeNo)));
    }

    Reply byTransactionId(Call call) {
        @Nullable String subMchid = mode.check(call.query(), call.mchid());
        String transactionId = call.path().text("transaction_id", 1, Limits.TRANSACTION_ID);
        return database.transaction(
                transaction -> show(FoundOrder.byTransactionId(transaction, call.mchid(), subMchid, transactionId)));
    }

    private Reply show(Order order) {
        return Reply.ok(OrderView.queried(order, clock.instant()));
    }
}
