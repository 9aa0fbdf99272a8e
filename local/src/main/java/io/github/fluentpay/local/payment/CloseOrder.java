package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import org.jspecify.annotations.Nullable;

/** {@code POST …/transactions/out-trade-no/{out_trade_no}/close}; documentation page "close an order" (关闭订单). */
final class CloseOrder {

    private static final int NO_CONTENT = 204;

    private final Database database;
    private final Mode mode;

    CloseOrder(Database database, Mode mode) {
        this.database = database;
        this.mode = mode;
    }

    Reply answer(Call call) {
        @Nullable String subMchid = mode.check(call.body(), call.mchid());
        String outTradeNo = call.path().text("out_trade_no", 1, Limits.OUT_TRADE_NO);
        return database.transaction(transaction -> {
            close(transaction, FoundOrder.byOutTradeNo(transaction, call.mchid(), subMchid, outTradeNo));
            return Reply.empty(NO_CONTENT);
        });
    }

    private static void close(Transaction transaction, Order order) {
        if (order.stored() != TradeState.CLOSED && !OrderStore.move(transaction, order, TradeState.CLOSED)) {
            throw new RefusedException(
                    ErrorCode.ORDERPAID,
                    "Only an order that is not paid can be closed; this one is " + order.stored()
                            + ": refund it instead");
        }
    }
}
