package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.store.Columns;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Subsidies and their returns in the database. Each change of status is one conditional update whose row count is checked. */
final class SubsidyStore {

    private SubsidyStore() {}

    static void insert(Transaction transaction, Subsidy subsidy) {
        Subsidy.Terms terms = subsidy.terms();
        transaction.update(
                """
                INSERT INTO busifavor_subsidies
                  (subsidy_receipt_id, mchid, out_subsidy_no, stock_id, coupon_code, transaction_id, payer_merchant,
                   payee_merchant, amount, returned, description, status, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                subsidy.receiptId(),
                subsidy.mchid(),
                subsidy.outNo(),
                terms.stockId(),
                terms.couponCode(),
                terms.transactionId(),
                terms.payer(),
                terms.payee(),
                terms.amount(),
                subsidy.returned(),
                terms.description(),
                subsidy.status().name(),
                subsidy.createdAt());
    }

    static Optional<Subsidy> find(Transaction transaction, String receiptId) {
        return transaction.first(
                "SELECT * FROM busifavor_subsidies WHERE subsidy_receipt_id = ?", SubsidyStore::read, receiptId);
    }

    /** Those of a coupon, the first first. */
    static List<Subsidy> ofCoupon(Transaction transaction, String stockId, String couponCode) {
        return transaction.list("""
                SELECT * FROM busifavor_subsidies WHERE stock_id = ? AND coupon_code = ?
                ORDER BY created_at, subsidy_receipt_id
                """, SubsidyStore::read, stockId, couponCode);
    }

    /** Whether the subsidy could succeed and has. */
    static boolean succeed(Transaction transaction, Subsidy subsidy, Instant now) {
        return move(transaction, subsidy, SubsidyStatus.SUCCESS, null, now.getEpochSecond());
    }

    /** Whether the subsidy could fail and has. */
    static boolean fail(Transaction transaction, Subsidy subsidy, String reason) {
        return move(transaction, subsidy, SubsidyStatus.FAIL, reason, null);
    }

    private static boolean move(
            Transaction transaction,
            Subsidy subsidy,
            SubsidyStatus to,
            @Nullable String failReason,
            @Nullable Long succeededAt) {
        return subsidy.status().next().contains(to)
                && 1
                        == transaction.update(
                                """
                                UPDATE busifavor_subsidies SET status = ?, fail_reason = ?, succeeded_at = ?
                                WHERE subsidy_receipt_id = ? AND status = ?
                                """,
                                to.name(),
                                failReason,
                                succeededAt,
                                subsidy.receiptId(),
                                subsidy.status().name());
    }

    /** Whether a return of the subsidy could begin and has. */
    static boolean beginReturn(Transaction transaction, Subsidy subsidy) {
        return subsidy.status().next().contains(SubsidyStatus.RETURNING)
                && 1
                        == transaction.update(
                                """
                                UPDATE busifavor_subsidies SET status = ? WHERE subsidy_receipt_id = ? AND status = ?
                                """,
                                SubsidyStatus.RETURNING.name(),
                                subsidy.receiptId(),
                                subsidy.status().name());
    }

    /** Whether so much of a subsidy under return was left and is given back now. */
    static boolean endReturn(Transaction transaction, Subsidy returning, long amount) {
        SubsidyStatus to = amount == returning.left() ? SubsidyStatus.FULL_RETURN : SubsidyStatus.PARTIAL_RETURN;
        return returning.status().next().contains(to)
                && 1
                        == transaction.update(
                                """
                                UPDATE busifavor_subsidies SET status = ?, returned = returned + ?
                                WHERE subsidy_receipt_id = ? AND status = ? AND returned + ? <= amount
                                """,
                                to.name(),
                                amount,
                                returning.receiptId(),
                                returning.status().name(),
                                amount);
    }

    static void insertReturn(Transaction transaction, Subsidy subsidy, SubsidyReturn giveBack) {
        transaction.update(
                """
                INSERT INTO busifavor_subsidy_returns
                  (subsidy_return_receipt_id, subsidy_receipt_id, mchid, out_subsidy_return_no, refund_id, amount,
                   description, status, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                giveBack.receiptId(),
                subsidy.receiptId(),
                giveBack.mchid(),
                giveBack.outNo(),
                giveBack.refundId(),
                giveBack.amount(),
                giveBack.description(),
                giveBack.status().name(),
                giveBack.createdAt());
    }

    /** Whether the return could succeed and has. */
    static boolean succeed(Transaction transaction, SubsidyReturn giveBack, Instant now) {
        return giveBack.status().next().contains(SubsidyReturnStatus.SUCCESS)
                && 1
                        == transaction.update(
                                """
                                UPDATE busifavor_subsidy_returns SET status = ?, done_at = ?
                                WHERE subsidy_return_receipt_id = ? AND status = ?
                                """,
                                SubsidyReturnStatus.SUCCESS.name(),
                                now.getEpochSecond(),
                                giveBack.receiptId(),
                                giveBack.status().name());
    }

    static Optional<SubsidyReturn> findReturn(Transaction transaction, String receiptId) {
        return transaction.first(
                "SELECT * FROM busifavor_subsidy_returns WHERE subsidy_return_receipt_id = ?",
                row -> new SubsidyReturn(
                        row.getString("subsidy_return_receipt_id"),
                        row.getString("mchid"),
                        row.getString("out_subsidy_return_no"),
                        row.getString("refund_id"),
                        row.getLong("amount"),
                        row.getString("description"),
                        SubsidyReturnStatus.valueOf(row.getString("status")),
                        row.getLong("created_at"),
                        Columns.optionalLong(row, "done_at")),
                receiptId);
    }

    /** The subsidy that a return is of. */
    static Optional<Subsidy> ofReturn(Transaction transaction, String returnReceiptId) {
        return transaction.first("""
                SELECT s.* FROM busifavor_subsidies s
                  JOIN busifavor_subsidy_returns r ON r.subsidy_receipt_id = s.subsidy_receipt_id
                WHERE r.subsidy_return_receipt_id = ?
                """, SubsidyStore::read, returnReceiptId);
    }

    private static Subsidy read(ResultSet row) throws SQLException {
        return new Subsidy(
                row.getString("subsidy_receipt_id"),
                row.getString("mchid"),
                row.getString("out_subsidy_no"),
                new Subsidy.Terms(
                        row.getString("stock_id"),
                        row.getString("coupon_code"),
                        row.getString("transaction_id"),
                        row.getString("payer_merchant"),
                        row.getString("payee_merchant"),
                        row.getLong("amount"),
                        row.getString("description")),
                row.getLong("returned"),
                SubsidyStatus.valueOf(row.getString("status")),
                row.getString("fail_reason"),
                row.getLong("created_at"),
                Columns.optionalLong(row, "succeeded_at"));
    }
}
