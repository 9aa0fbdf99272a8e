package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The coupons in the database. Each change of state is one conditional update whose row count is checked. */
final class CouponStore {

    private CouponStore() {}

    static void insert(Transaction transaction, Coupon coupon) {
        transaction.update(
                """
                INSERT INTO busifavor_coupons
                  (stock_id, coupon_code, openid, appid, sender_mchid, state, received_at, available_from, expires_at,
                   send_request_no, use_request_no, used_at, return_request_no, returned_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                coupon.stockId(),
                coupon.code(),
                coupon.openid(),
                coupon.appid(),
                coupon.sender(),
                coupon.stored().name(),
                coupon.receivedAt(),
                coupon.availableFrom(),
                coupon.expiresAt(),
                coupon.sendRequestNo(),
                coupon.useRequestNo(),
                coupon.usedAt(),
                coupon.returnRequestNo(),
                coupon.returnedAt());
    }

    static Optional<Coupon> find(Transaction transaction, String stockId, String code) {
        return transaction.first(
                "SELECT * FROM busifavor_coupons WHERE stock_id = ? AND coupon_code = ?",
                CouponStore::read,
                stockId,
                code);
    }

    /** All coupons of that code: codes that merchants choose are unique in their stock only. */
    static List<Coupon> withCode(Transaction transaction, String code) {
        return transaction.list(
                "SELECT * FROM busifavor_coupons WHERE coupon_code = ? ORDER BY received_at DESC, stock_id",
                CouponStore::read,
                code);
    }

    static long countSent(Transaction transaction, String stockId) {
        return transaction.count("SELECT count(*) FROM busifavor_coupons WHERE stock_id = ?", stockId);
    }

    static long countSentSince(Transaction transaction, String stockId, Instant since) {
        return transaction.count(
                "SELECT count(*) FROM busifavor_coupons WHERE stock_id = ? AND received_at >= ?",
                stockId,
                since.getEpochSecond());
    }

    static long countSentTo(Transaction transaction, String stockId, String openid) {
        return transaction.count(
                "SELECT count(*) FROM busifavor_coupons WHERE stock_id = ? AND openid = ?", stockId, openid);
    }

    /** Whether the coupon could go to USED and is there now. */
    static boolean use(Transaction transaction, Coupon coupon, String requestNo, Instant now) {
        return move(transaction, coupon, CouponState.USED, """
                UPDATE busifavor_coupons SET state = ?, use_request_no = ?, used_at = ?
                WHERE stock_id = ? AND coupon_code = ? AND state = ?
                """, requestNo, now);
    }

    /** Whether the coupon could go back to SENDED and is there now. */
    static boolean giveBack(Transaction transaction, Coupon coupon, String requestNo, Instant now) {
        return move(transaction, coupon, CouponState.SENDED, """
                UPDATE busifavor_coupons SET state = ?, return_request_no = ?, returned_at = ?
                WHERE stock_id = ? AND coupon_code = ? AND state = ?
                """, requestNo, now);
    }

    /** Moves it from the state that was read, if that may be and if it is still the one in the row. */
    private static boolean move(
            Transaction transaction, Coupon coupon, CouponState to, String update, String requestNo, Instant now) {
        return coupon.stored().next().contains(to)
                && 1
                        == transaction.update(
                                update,
                                to.name(),
                                requestNo,
                                now.getEpochSecond(),
                                coupon.stockId(),
                                coupon.code(),
                                coupon.stored().name());
    }

    static Coupon read(ResultSet row) throws SQLException {
        return new Coupon(
                row.getString("stock_id"),
                row.getString("coupon_code"),
                row.getString("openid"),
                row.getString("appid"),
                row.getString("sender_mchid"),
                CouponState.valueOf(row.getString("state")),
                row.getLong("received_at"),
                row.getLong("available_from"),
                row.getLong("expires_at"),
                row.getString("send_request_no"),
                row.getString("use_request_no"),
                optionalLong(row, "used_at"),
                row.getString("return_request_no"),
                optionalLong(row, "returned_at"));
    }

    private static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
