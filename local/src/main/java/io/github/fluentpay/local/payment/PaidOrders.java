package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.store.Transaction;
import java.util.Optional;

/** What subsidies of coupons ask of orders and refunds. */
public final class PaidOrders {

    private PaidOrders() {}

    /**
     * An order that was paid, refunded since or not.
     *
     * @param total in fen
     * @param sharesProfit whether it was marked for profit sharing (分账) when it was made
     */
    public record Paid(long total, boolean sharesProfit) {}

    /** The paid order with that number, whoever's it is. */
    public static Optional<Paid> find(Transaction transaction, String transactionId) {
        return transaction.first(
                "SELECT total, definition FROM payment_orders WHERE transaction_id = ?",
                row -> new Paid(row.getLong(1), sharesProfit(JsonObject.parse(row.getString(2)))),
                transactionId);
    }

    private static boolean sharesProfit(JsonObject definition) {
        return definition.at("/settle_info/profit_sharing") instanceof JsonBoolean flag && flag.value();
    }

    /** Whether that order has that refund, and it did not come to nothing. */
    public static boolean hasRefund(Transaction transaction, String transactionId, String refundId) {
        return 0 < transaction.count("""
                        SELECT count(*) FROM payment_refunds r
                          JOIN payment_orders o ON o.mchid = r.mchid AND o.out_trade_no = r.out_trade_no
                        WHERE o.transaction_id = ? AND r.refund_id = ? AND r.status <> ?
                        """, transactionId, refundId, RefundStatus.CLOSED.name());
    }
}
