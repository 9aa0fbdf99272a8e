package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.store.Columns;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The orders in the database. Each change of state is one conditional update whose row count is checked. */
final class OrderStore {

    private OrderStore() {}

    static void insert(Transaction transaction, Order order) {
        transaction.update(
                """
                INSERT INTO payment_orders
                  (mchid, out_trade_no, sub_mchid, trade_type, definition, total, state, created_at, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                order.mchid(),
                order.outTradeNo(),
                order.subMchid(),
                order.tradeType().name(),
                order.definition().toJson(),
                order.total(),
                order.stored().name(),
                order.createdAt(),
                order.expiresAt());
    }

    static Optional<Order> find(Transaction transaction, String mchid, String outTradeNo) {
        return transaction.first(
                "SELECT * FROM payment_orders WHERE mchid = ? AND out_trade_no = ?",
                OrderStore::read,
                mchid,
                outTradeNo);
    }

    static Optional<Order> withTransactionId(Transaction transaction, String mchid, String transactionId) {
        return transaction.first(
                "SELECT * FROM payment_orders WHERE mchid = ? AND transaction_id = ?",
                OrderStore::read,
                mchid,
                transactionId);
    }

    /** Those that were paid from {@code from} on and before {@code to}, the first first. */
    static List<Order> paid(Transaction transaction, String mchid, Instant from, Instant to) {
        return transaction.list("""
                SELECT * FROM payment_orders WHERE mchid = ? AND paid_at >= ? AND paid_at < ?
                ORDER BY paid_at, transaction_id
                """, OrderStore::read, mchid, from.getEpochSecond(), to.getEpochSecond());
    }

    /** Whether the order could go to SUCCESS and is there now. */
    static boolean pay(Transaction transaction, Order order, String transactionId, String openid, Instant now) {
        return order.state(now).next().contains(TradeState.SUCCESS)
                && 1
                        == transaction.update(
                                """
                                UPDATE payment_orders SET state = ?, transaction_id = ?, openid = ?, paid_at = ?
                                WHERE mchid = ? AND out_trade_no = ? AND state = ?
                                """,
                                TradeState.SUCCESS.name(),
                                transactionId,
                                openid,
                                now.getEpochSecond(),
                                order.mchid(),
                                order.outTradeNo(),
                                order.stored().name());
    }

    /** Whether the order could go to that state, which changes nothing else, and is there now. */
    static boolean move(Transaction transaction, Order order, TradeState to) {
        return order.stored().next().contains(to)
                && 1
                        == transaction.update(
                                """
                                UPDATE payment_orders SET state = ? WHERE mchid = ? AND out_trade_no = ? AND state = ?
                                """,
                                to.name(),
                                order.mchid(),
                                order.outTradeNo(),
                                order.stored().name());
    }

    static void addPrepay(Transaction transaction, Order order, String handle, Instant expires) {
        transaction.update("""
                INSERT INTO payment_prepays (handle, mchid, out_trade_no, expires_at) VALUES (?, ?, ?, ?)
                """, handle, order.mchid(), order.outTradeNo(), expires.getEpochSecond());
    }

    static Optional<Prepay> prepay(Transaction transaction, String handle) {
        return transaction.first(
                "SELECT mchid, out_trade_no, expires_at FROM payment_prepays WHERE handle = ?",
                row -> new Prepay(row.getString(1), row.getString(2), row.getLong(3)),
                handle);
    }

    private static Order read(ResultSet row) throws SQLException {
        return new Order(
                row.getString("mchid"),
                row.getString("sub_mchid"),
                row.getString("out_trade_no"),
                TradeType.valueOf(row.getString("trade_type")),
                JsonObject.parse(row.getString("definition")),
                row.getLong("total"),
                TradeState.valueOf(row.getString("state")),
                row.getLong("created_at"),
                row.getLong("expires_at"),
                row.getString("transaction_id"),
                row.getString("openid"),
                Columns.optionalLong(row, "paid_at"));
    }
}
