package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Transaction;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the order that a request names, or refuses as the platform's pages say. */
final class FoundOrder {

    private FoundOrder() {}

    static Order byOutTradeNo(Transaction transaction, String mchid, @Nullable String subMchid, String outTradeNo) {
        return of(OrderStore.find(transaction, mchid, outTradeNo), subMchid)
                .orElseThrow(() -> missing("There is no order with this out_trade_no of this merchant"));
    }

    static Order byTransactionId(
            Transaction transaction, String mchid, @Nullable String subMchid, String transactionId) {
        return of(OrderStore.withTransactionId(transaction, mchid, transactionId), subMchid)
                .orElseThrow(() -> missing("There is no paid order with this transaction_id of this merchant"));
    }

    private static Optional<Order> of(Optional<Order> found, @Nullable String subMchid) {
        return found.filter(order -> Objects.equals(order.subMchid(), subMchid));
    }

    private static RefusedException missing(String message) {
        return new RefusedException(ErrorCode.ORDER_NOT_EXIST, message);
    }
}
