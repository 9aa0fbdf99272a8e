package io.github.fluentpay.local.payment;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.store.Columns;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The refunds in the database. Each change of status is one conditional update whose row count is checked. */
final class RefundStore {

    private RefundStore() {}

    static void insert(Transaction transaction, Refund refund) {
        transaction.update(
                """
                INSERT INTO payment_refunds
                  (refund_id, mchid, out_refund_no, out_trade_no, definition, refund, status, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                refund.refundId(),
                refund.mchid(),
                refund.outRefundNo(),
                refund.outTradeNo(),
                refund.definition().toJson(),
                refund.refund(),
                refund.status().name(),
                refund.createdAt());
    }

    static Optional<Refund> find(Transaction transaction, String mchid, String outRefundNo) {
        return transaction.first(
                "SELECT * FROM payment_refunds WHERE mchid = ? AND out_refund_no = ?",
                RefundStore::read,
                mchid,
                outRefundNo);
    }

    static long count(Transaction transaction, Order order) {
        return transaction.count(
                "SELECT count(*) FROM payment_refunds WHERE mchid = ? AND out_trade_no = ?",
                order.mchid(),
                order.outTradeNo());
    }

    /** What was given back or is about to be, in fen. */
    static long refunded(Transaction transaction, Order order) {
        return transaction.count("""
                SELECT coalesce(sum(refund), 0) FROM payment_refunds
                WHERE mchid = ? AND out_trade_no = ? AND status <> ?
                """, order.mchid(), order.outTradeNo(), RefundStatus.CLOSED.name());
    }

    /** Those that were accepted from {@code from} on and before {@code to}, the first first. */
    static List<Refund> accepted(Transaction transaction, String mchid, Instant from, Instant to) {
        return transaction.list("""
                SELECT * FROM payment_refunds WHERE mchid = ? AND created_at >= ? AND created_at < ?
                ORDER BY created_at, refund_id
                """, RefundStore::read, mchid, from.getEpochSecond(), to.getEpochSecond());
    }

    /** Whether the refund could go from {@code from} to the status that {@code to} has, and is there now. */
    static boolean move(Transaction transaction, Refund from, Refund to) {
        return from.status().next().contains(to.status())
                && 1
                        == transaction.update(
                                """
                                UPDATE payment_refunds SET status = ?, succeeded_at = ? WHERE refund_id = ? AND status = ?
                                """,
                                to.status().name(),
                                to.succeededAt(),
                                from.refundId(),
                                from.status().name());
    }

    private static Refund read(ResultSet row) throws SQLException {
        return new Refund(
                row.getString("refund_id"),
                row.getString("mchid"),
                row.getString("out_refund_no"),
                row.getString("out_trade_no"),
                JsonObject.parse(row.getString("definition")),
                row.getLong("refund"),
                RefundStatus.valueOf(row.getString("status")),
                row.getLong("created_at"),
                Columns.optionalLong(row, "succeeded_at"));
    }
}
