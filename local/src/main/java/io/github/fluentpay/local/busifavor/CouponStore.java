package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.coupon.Period;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The coupons in the database. Each change of state is one conditional update whose row count is checked. */
final class CouponStore {

    private static final String WITH_STOCKS = """
            FROM busifavor_coupons c JOIN busifavor_stocks s ON s.stock_id = c.stock_id
            """;

    private CouponStore() {}

    /** Writes one that a user just got. */
    static void insert(Transaction transaction, Coupon coupon) {
        transaction.update(
                """
                INSERT INTO busifavor_coupons
                  (stock_id, coupon_code, openid, appid, sender_mchid, state, received_at, available_from, expires_at,
                   send_request_no)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                coupon.stockId(),
                coupon.code(),
                coupon.receipt().openid(),
                coupon.receipt().appid(),
                coupon.receipt().sender(),
                coupon.stored().name(),
                coupon.receipt().at().getEpochSecond(),
                coupon.window().from().getEpochSecond(),
                coupon.window().until().getEpochSecond(),
                coupon.receipt().requestNo());
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

    /** Those that fulfil the conditions on coupons {@code c} and their stocks {@code s}, the newest first. */
    static List<Coupon> list(Transaction transaction, Conditions conditions, Page page) {
        return transaction.list(
                "SELECT c.* " + WITH_STOCKS + conditions.where()
                        + "ORDER BY c.received_at DESC, c.stock_id, c.coupon_code LIMIT ? OFFSET ?",
                CouponStore::read,
                conditions.values(page.limit(), page.offset()));
    }

    static long count(Transaction transaction, Conditions conditions) {
        return transaction.count("SELECT count(*) " + WITH_STOCKS + conditions.where(), conditions.values());
    }

    /** The condition that a coupon {@code c} is in that state. */
    static void addState(Conditions conditions, String state, Instant now) {
        conditions.and(
                "? = CASE WHEN c.state = 'SENDED' AND ? > c.expires_at THEN 'EXPIRED' ELSE c.state END",
                state,
                now.getEpochSecond());
    }

    /** Whether the coupon could go to USED and is there now. */
    static boolean use(Transaction transaction, Coupon coupon, String requestNo, Instant now) {
        return move(transaction, coupon, CouponState.USED, "use_request_no = ?, used_at = ?", requestNo, seconds(now));
    }

    /** Whether the coupon could go back to SENDED and is there now. */
    static boolean giveBack(Transaction transaction, Coupon coupon, String requestNo, Instant now) {
        return move(
                transaction,
                coupon,
                CouponState.SENDED,
                "return_request_no = ?, returned_at = ?",
                requestNo,
                seconds(now));
    }

    /** Whether the coupon could go to DEACTIVATED and is there now. */
    static boolean deactivate(
            Transaction transaction, Coupon coupon, String requestNo, @Nullable String reason, Instant now) {
        return move(
                transaction,
                coupon,
                CouponState.DEACTIVATED,
                "deactivate_request_no = ?, deactivate_reason = ?, deactivated_at = ?",
                requestNo,
                reason,
                seconds(now));
    }

    /** Whether the coupon could go to DELETED and is there now. */
    static boolean delete(Transaction transaction, Coupon coupon, Instant now) {
        return move(transaction, coupon, CouponState.DELETED, "deleted_at = ?", seconds(now));
    }

    /** Moves it from the state that was read, if that may be and if it is still the one in the row. */
    private static boolean move(
            Transaction transaction, Coupon coupon, CouponState to, String columns, @Nullable Object... values) {
        if (!coupon.stored().next().contains(to)) {
            return false;
        }
        List<@Nullable Object> all = new ArrayList<>();
        all.add(to.name());
        for (Object value : values) {
            all.add(value);
        }
        all.add(coupon.stockId());
        all.add(coupon.code());
        all.add(coupon.stored().name());
        return 1
                == transaction.update(
                        "UPDATE busifavor_coupons SET state = ?, " + columns
                                + " WHERE stock_id = ? AND coupon_code = ? AND state = ?",
                        all.toArray());
    }

    /** Whether the coupon was as it was read, and is associated with that order now; null for none. */
    static boolean associate(Transaction transaction, Coupon coupon, @Nullable String outTradeNo) {
        return 1
                == transaction.update(
                        """
                        UPDATE busifavor_coupons SET associate_out_trade_no = ?
                        WHERE stock_id = ? AND coupon_code = ? AND state = ?
                        """,
                        outTradeNo,
                        coupon.stockId(),
                        coupon.code(),
                        coupon.stored().name());
    }

    private static long seconds(Instant time) {
        return time.getEpochSecond();
    }

    private static Coupon read(ResultSet row) throws SQLException {
        Coupon.Step deactivated = step(row, "deactivate_request_no", "deactivated_at");
        return new Coupon(
                row.getString("stock_id"),
                row.getString("coupon_code"),
                new Coupon.Receipt(
                        row.getString("openid"),
                        row.getString("appid"),
                        row.getString("sender_mchid"),
                        row.getString("send_request_no"),
                        time(row, "received_at")),
                new Period.Window(time(row, "available_from"), time(row, "expires_at")),
                CouponState.valueOf(row.getString("state")),
                row.getString("associate_out_trade_no"),
                step(row, "use_request_no", "used_at"),
                step(row, "return_request_no", "returned_at"),
                deactivated == null ? null : new Coupon.Deactivation(deactivated, row.getString("deactivate_reason")));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochSecond(row.getLong(column));
    }

    private static Coupon.@Nullable Step step(ResultSet row, String number, String time) throws SQLException {
        String requestNo = row.getString(number);
        return requestNo == null ? null : new Coupon.Step(requestNo, time(row, time));
    }
}
