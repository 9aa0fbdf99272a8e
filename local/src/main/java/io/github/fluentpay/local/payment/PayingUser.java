package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.callback.Callback;
import io.github.fluentpay.local.callback.Outbox;
import io.github.fluentpay.local.callback.RetrySchedule;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Plays the user with the phone. What is paid, and the notification of it, are kept together or not at all. */
public final class PayingUser {

    /** The user of the documentation's examples, where neither order nor caller says who pays. */
    private static final String ANYBODY = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

    private static final String REDIRECT = "&redirect_url=";

    private final Database database;
    private final Clock clock;
    private final Numbers numbers;
    private final Outbox outbox;

    PayingUser(Database database, Clock clock, Numbers numbers, Outbox outbox) {
        this.database = database;
        this.clock = clock;
        this.numbers = numbers;
        this.outbox = outbox;
    }

    /**
     * Pays an order.
     *
     * @param openid who pays; null for the one that the order names, or anybody
     * @return the transaction id
     * @throws RefusedException if there is no such order, or it cannot be paid
     */
    public String pay(String mchid, String outTradeNo, @Nullable String openid) {
        return database.transaction(transaction -> pay(transaction, order(transaction, mchid, outTradeNo), openid));
    }

    /** The same with what the merchant's server got: a {@code prepay_id}, {@code code_url} or {@code h5_url}. */
    public String payWith(String handle, @Nullable String openid) {
        return database.transaction(transaction -> pay(transaction, order(transaction, handle), openid));
    }

    /** Turns away from an order: it could be paid, and is not. */
    public void refuse(String mchid, String outTradeNo) {
        database.transaction(transaction -> payable(order(transaction, mchid, outTradeNo), clock.instant()));
    }

    /** The same with what the merchant's server got. */
    public void refuseWith(String handle) {
        database.transaction(transaction -> payable(order(transaction, handle), clock.instant()));
    }

    private static Order order(Transaction transaction, String mchid, String outTradeNo) {
        return OrderStore.find(transaction, mchid, outTradeNo)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.ORDER_NOT_EXIST, "Merchant " + mchid + " has no order " + outTradeNo));
    }

    private Order order(Transaction transaction, String handle) {
        int redirect = handle.indexOf(REDIRECT);
        Prepay prepay = OrderStore.prepay(transaction, redirect < 0 ? handle : handle.substring(0, redirect))
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.ORDER_NOT_EXIST,
                        "There is no order with this prepay_id, code_url or h5_url: " + handle));
        if (clock.instant().getEpochSecond() >= prepay.expiresAt()) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "This prepay_id, code_url or h5_url ended at " + BeijingTime.format(prepay.expiresAt())
                            + ": order again with the same parameters to get a new one");
        }
        return order(transaction, prepay.mchid(), prepay.outTradeNo());
    }

    private String pay(Transaction transaction, Order order, @Nullable String openid) {
        Instant now = clock.instant();
        payable(order, now);
        String transactionId = numbers.transactionId(now);
        if (!OrderStore.pay(transaction, order, transactionId, payer(order, openid), now)) {
            throw new IllegalStateException("order " + order.outTradeNo() + " changed within its transaction");
        }
        Order paid = FoundOrder.byTransactionId(transaction, order.mchid(), order.subMchid(), transactionId);
        outbox.add(
                transaction,
                new Callback(
                        order.mchid(),
                        order.notifyUrl(),
                        "TRANSACTION.SUCCESS",
                        "transaction",
                        "支付成功",
                        OrderView.notified(paid, now),
                        RetrySchedule.PAYMENT));
        return transactionId;
    }

    private static Order payable(Order order, Instant now) {
        switch (order.state(now)) {
            case NOTPAY -> {
                return order;
            }
            case SUCCESS, REFUND ->
                throw new RefusedException(
                        ErrorCode.ORDERPAID,
                        "Order " + order.outTradeNo() + " is paid already, with transaction_id "
                                + order.transactionId());
            case CLOSED ->
                throw new RefusedException(
                        ErrorCode.ORDER_CLOSED,
                        order.stored() == TradeState.CLOSED
                                ? "The merchant has closed order " + order.outTradeNo()
                                : "Order " + order.outTradeNo() + " could be paid until "
                                        + BeijingTime.format(order.expiresAt()));
        }
        throw new IllegalStateException("unknown state of order " + order.outTradeNo());
    }

    /** "JSAPI order": who ordered inside WeChat is who pays. */
    private static String payer(Order order, @Nullable String openid) {
        @Nullable String named = named(order);
        if (named == null) {
            return openid == null ? ANYBODY : openid;
        }
        if (openid != null && !openid.equals(named)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "Order " + order.outTradeNo() + " is for the user " + named + ", and cannot be paid by " + openid);
        }
        return named;
    }

    private static @Nullable String named(Order order) {
        JsonObject payer = order.definition().object("payer");
        if (order.tradeType() != TradeType.JSAPI || payer == null) {
            return null;
        }
        @Nullable String named = payer.string(order.mode().openid());
        return named == null ? payer.string("sub_openid") : named;
    }
}
