package io.github.fluentpay.local.payment;

import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Reply;
import io.github.fluentpay.local.store.Database;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /v3/refund/domestic/refunds} and {@code GET …/{out_refund_no}}; documentation pages "apply for a refund"
 * (申请退款) and "query one refund" (查询单笔退款).
 */
final class Refunding {

    private static final int MOST_REFUNDS = 50;
    private static final Duration REFUNDABLE = Duration.ofDays(365);

    private final Database database;
    private final Clock clock;
    private final Numbers numbers;
    private final RefundDesk desk;

    Refunding(Database database, Clock clock, Numbers numbers, RefundDesk desk) {
        this.database = database;
        this.clock = clock;
        this.numbers = numbers;
        this.desk = desk;
    }

    Reply query(Call call) {
        String outRefundNo = call.path().text("out_refund_no", 1, Limits.OUT_REFUND_NO);
        @Nullable String subMchid = call.query().optionalText("sub_mchid", 1, Limits.MCHID);
        return database.transaction(transaction -> {
            Refund refund =
                    RefundStore.find(transaction, call.mchid(), outRefundNo).orElseThrow(Refunding::noRefund);
            Order order = OrderStore.find(transaction, call.mchid(), refund.outTradeNo())
                    .orElseThrow();
            if (!Objects.equals(order.subMchid(), subMchid)) {
                throw noRefund();
            }
            return Reply.ok(RefundView.queried(order, refund));
        });
    }

    private static RefusedException noRefund() {
        return missing("There is no refund with this out_refund_no of this merchant");
    }

    Reply create(Call call) {
        Fields body = call.body();
        RefundRules.check(body);
        String outRefundNo = body.text("out_refund_no", 1, Limits.OUT_REFUND_NO);
        return database.transaction(transaction -> {
            Order order = order(transaction, call.mchid(), body);
            return RefundStore.find(transaction, call.mchid(), outRefundNo)
                    .map(before -> repeat(order, before, body))
                    .orElseGet(() -> accept(transaction, order, outRefundNo, body, clock.instant()));
        });
    }

    /** The order that was asked for by one of its numbers, or by both. */
    private static Order order(Transaction transaction, String mchid, Fields body) {
        @Nullable String transactionId = body.optionalText("transaction_id", 1, Limits.TRANSACTION_ID);
        @Nullable String outTradeNo = body.optionalText("out_trade_no", 1, Limits.OUT_TRADE_NO);
        Optional<Order> found = transactionId != null
                ? OrderStore.withTransactionId(transaction, mchid, transactionId)
                : OrderStore.find(transaction, mchid, Objects.requireNonNull(outTradeNo));
        Order order = found.orElseThrow(() -> missing("There is no order with this "
                + (transactionId == null ? "out_trade_no" : "transaction_id") + " of this merchant"));
        if (!order.isPaid()) {
            throw missing("The order exists and is not paid, so there is nothing to refund");
        }
        if (!Objects.equals(order.subMchid(), body.optionalText("sub_mchid", 1, Limits.MCHID))) {
            throw missing("The order has "
                    + (order.subMchid() == null
                            ? "no sub_mchid: leave it out"
                            : "another sub_mchid than this request"));
        }
        if (outTradeNo != null && !outTradeNo.equals(order.outTradeNo())) {
            throw refused("out_trade_no and transaction_id are not of one order");
        }
        return order;
    }

    private static Reply repeat(Order order, Refund before, Fields body) {
        if (!before.definition().equals(body.object())) {
            throw refused("The number out_refund_no was used before with other parameters; a repeat must be identical,"
                    + " and a new refund needs a new number");
        }
        return Reply.repeating(RefundView.queried(order, before).toJson());
    }

    private Reply accept(Transaction transaction, Order order, String outRefundNo, Fields body, Instant now) {
        Fields amount = body.object("amount");
        long asked = amount.integer("refund", 1, Limits.AMOUNT);
        long total = amount.integer("total", 1, Limits.AMOUNT);
        if (total != order.total()) {
            throw refused("amount.total is " + total + ", and the order's is " + order.total());
        }
        requireRefundable(transaction, order, asked, now);
        Refund refund = new Refund(
                numbers.refundId(now),
                order.mchid(),
                outRefundNo,
                order.outTradeNo(),
                body.object(),
                asked,
                RefundStatus.PROCESSING,
                now.getEpochSecond(),
                null);
        RefundStore.insert(transaction, refund);
        if (order.stored() == TradeState.SUCCESS && !OrderStore.move(transaction, order, TradeState.REFUND)) {
            throw new IllegalStateException("order " + order.outTradeNo() + " changed within its transaction");
        }
        desk.accepted(transaction, order, refund, now);
        return Reply.ok(RefundView.queried(order, refund));
    }

    private static void requireRefundable(Transaction transaction, Order order, long asked, Instant now) {
        Instant paid = Instant.ofEpochSecond(Objects.requireNonNull(order.paidAt()));
        if (now.isAfter(paid.plus(REFUNDABLE))) {
            throw new RefusedException(
                    ErrorCode.TRADE_OVERDUE, "An order can be refunded for 365 days after it was paid");
        }
        if (RefundStore.count(transaction, order) >= MOST_REFUNDS) {
            throw refused("The order has " + MOST_REFUNDS + " refunds already, which is the most it can have");
        }
        long left = order.total() - RefundStore.refunded(transaction, order);
        if (asked > left) {
            throw refused("amount.refund is " + asked + ", and " + left + " of the order can still be refunded");
        }
    }

    private static RefusedException refused(String message) {
        return new RefusedException(ErrorCode.INVALID_REQUEST, message);
    }

    private static RefusedException missing(String message) {
        return new RefusedException(ErrorCode.RESOURCE_NOT_EXISTS, message);
    }
}
