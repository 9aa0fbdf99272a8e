package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.store.Columns;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The uploaded codes in the database. Each move is one conditional update whose row count is checked. */
final class CodeStore {

    private CodeStore() {}

    /** Whether the code is new in its stock, and there now. */
    static boolean insert(Transaction transaction, String stockId, String code, long lot, Instant now) {
        return 1 == transaction.update("""
                        INSERT INTO busifavor_codes (stock_id, coupon_code, state, lot, uploaded_at)
                        VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (stock_id, coupon_code) DO NOTHING
                        """, stockId, code, CodeState.AVAILABLE.name(), lot, now.getEpochSecond());
    }

    static Optional<UploadedCode> find(Transaction transaction, String stockId, String code) {
        return transaction.first(
                "SELECT * FROM busifavor_codes WHERE stock_id = ? AND coupon_code = ?", CodeStore::read, stockId, code);
    }

    /** The next code to hand out. */
    static Optional<UploadedCode> next(Transaction transaction, String stockId) {
        return transaction.first("""
                SELECT * FROM busifavor_codes WHERE stock_id = ? AND state = 'AVAILABLE'
                ORDER BY lot, coupon_code LIMIT 1
                """, CodeStore::read, stockId);
    }

    static long count(Transaction transaction, String stockId) {
        return transaction.count("SELECT count(*) FROM busifavor_codes WHERE stock_id = ?", stockId);
    }

    static long countAvailable(Transaction transaction, String stockId) {
        return transaction.count(
                "SELECT count(*) FROM busifavor_codes WHERE stock_id = ? AND state = 'AVAILABLE'", stockId);
    }

    /** Those that fulfil the conditions on codes {@code k} and their coupons {@code c}, the first uploaded first. */
    static List<UploadedCode> list(Transaction transaction, Conditions conditions, Page page) {
        return transaction.list(
                "SELECT k.* " + WITH_COUPONS + conditions.where()
                        + "ORDER BY k.uploaded_at, k.coupon_code LIMIT ? OFFSET ?",
                CodeStore::read,
                conditions.values(page.limit(), page.offset()));
    }

    static long count(Transaction transaction, Conditions conditions) {
        return transaction.count("SELECT count(*) " + WITH_COUPONS + conditions.where(), conditions.values());
    }

    private static final String WITH_COUPONS = """
            FROM busifavor_codes k
            LEFT JOIN busifavor_coupons c ON c.stock_id = k.stock_id AND c.coupon_code = k.coupon_code
            """;

    /** Whether the code could be handed out, and is now. */
    static boolean dispatch(Transaction transaction, UploadedCode code, Instant now) {
        return code.state().next().contains(CodeState.DISPATCHED)
                && 1
                        == transaction.update(
                                """
                                UPDATE busifavor_codes SET state = ?, dispatched_at = ?
                                WHERE stock_id = ? AND coupon_code = ? AND state = ?
                                """,
                                CodeState.DISPATCHED.name(),
                                now.getEpochSecond(),
                                code.stockId(),
                                code.code(),
                                code.state().name());
    }

    /** Whether the code could go away, and is gone now. */
    static boolean delete(Transaction transaction, UploadedCode code) {
        return code.state().isDeletable()
                && 1
                        == transaction.update(
                                "DELETE FROM busifavor_codes WHERE stock_id = ? AND coupon_code = ? AND state = ?",
                                code.stockId(),
                                code.code(),
                                code.state().name());
    }

    private static UploadedCode read(ResultSet row) throws SQLException {
        return new UploadedCode(
                row.getString("stock_id"),
                row.getString("coupon_code"),
                CodeState.valueOf(row.getString("state")),
                row.getLong("uploaded_at"),
                Columns.optionalLong(row, "dispatched_at"));
    }
}
