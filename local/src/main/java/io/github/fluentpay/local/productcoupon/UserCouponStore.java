package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.coupon.Period;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Users' product coupons in the database. A change of state is one conditional update whose row count is checked. */
final class UserCouponStore {

    private UserCouponStore() {}

    /** Whether the code is new to the stock, and the coupon is there now. */
    static boolean insert(Transaction transaction, UserCoupon coupon) {
        return 1
                == transaction.update(
                        """
                        INSERT INTO product_coupons_of_users
                          (stock_id, coupon_code, openid, appid, state, received_at, valid_from, valid_until, history)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (stock_id, coupon_code) DO NOTHING
                        """,
                        coupon.stockId(),
                        coupon.code(),
                        coupon.openid(),
                        coupon.appid(),
                        coupon.stored().name(),
                        coupon.receivedAt().getEpochSecond(),
                        coupon.window().from().getEpochSecond(),
                        coupon.window().until().getEpochSecond(),
                        coupon.history().toJson());
    }

    static Optional<UserCoupon> find(Transaction transaction, String stockId, String code) {
        return transaction.first(
                "SELECT * FROM product_coupons_of_users WHERE stock_id = ? AND coupon_code = ?",
                UserCouponStore::read,
                stockId,
                code);
    }

    /** Those of a user that one partner sent for one brand, the newest first. */
    static List<UserCoupon> ofUser(Transaction transaction, String openid, String appid, String mchid, String brandId) {
        return transaction.list("""
                SELECT c.* FROM product_coupons_of_users c
                  JOIN product_coupon_stocks s ON s.stock_id = c.stock_id
                  JOIN product_coupons p ON p.product_coupon_id = s.product_coupon_id
                WHERE c.openid = ? AND c.appid = ? AND p.mchid = ? AND p.brand_id = ?
                ORDER BY c.received_at DESC, c.stock_id, c.coupon_code
                """, UserCouponStore::read, openid, appid, mchid, brandId);
    }

    /** Whether the coupon could go to that state and is there now, with that history. */
    static boolean move(
            Transaction transaction, UserCoupon coupon, UserCouponState to, JsonObject history, Instant now) {
        return coupon.state(now).next().contains(to)
                && 1
                        == transaction.update(
                                """
                                UPDATE product_coupons_of_users SET state = ?, history = ?
                                WHERE stock_id = ? AND coupon_code = ? AND state = ?
                                """,
                                to.name(),
                                history.toJson(),
                                coupon.stockId(),
                                coupon.code(),
                                coupon.stored().name());
    }

    private static UserCoupon read(ResultSet row) throws SQLException {
        return new UserCoupon(
                row.getString("stock_id"),
                row.getString("coupon_code"),
                row.getString("openid"),
                row.getString("appid"),
                UserCouponState.valueOf(row.getString("state")),
                Instant.ofEpochSecond(row.getLong("received_at")),
                new Period.Window(
                        Instant.ofEpochSecond(row.getLong("valid_from")),
                        Instant.ofEpochSecond(row.getLong("valid_until"))),
                JsonObject.parse(row.getString("history")));
    }
}
