package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The coupons that wait to be taken, in the database. Taking one is a conditional update whose row count is checked. */
final class PreSentStore {

    private PreSentStore() {}

    static void insert(Transaction transaction, PreSent preSent) {
        transaction.update(
                """
                INSERT INTO busifavor_pre_sent
                  (token, stock_id, sender_mchid, appid, openid, coupon_code, send_request_no)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                preSent.token(),
                preSent.stockId(),
                preSent.sender(),
                preSent.appid(),
                preSent.openid(),
                preSent.code(),
                preSent.requestNo());
    }

    static Optional<PreSent> find(Transaction transaction, String token) {
        return transaction.first("SELECT * FROM busifavor_pre_sent WHERE token = ?", PreSentStore::read, token);
    }

    /** Whether nobody had taken it, and that user has now. */
    static boolean claim(Transaction transaction, PreSent preSent, PreSent.Claim claim) {
        return 1 == transaction.update("""
                        UPDATE busifavor_pre_sent SET claimed_by = ?, claimed_code = ?
                        WHERE token = ? AND claimed_by IS NULL
                        """, claim.openid(), claim.code(), preSent.token());
    }

    private static PreSent read(ResultSet row) throws SQLException {
        String claimedBy = row.getString("claimed_by");
        return new PreSent(
                row.getString("token"),
                row.getString("stock_id"),
                row.getString("sender_mchid"),
                row.getString("appid"),
                row.getString("openid"),
                row.getString("coupon_code"),
                row.getString("send_request_no"),
                claimedBy == null ? null : new PreSent.Claim(claimedBy, row.getString("claimed_code")));
    }
}
