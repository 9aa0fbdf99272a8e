package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.store.Transaction;
import java.time.Instant;

/** How much is taken of a stock's limits, in the database. A limit is kept by one conditional update. */
final class Quotas {

    /** All coupons of a stock. */
    static final String ALL = "all";

    private Quotas() {}

    /** The coupons of a day in Beijing. */
    static String day(Instant time) {
        return "day " + BeijingTime.day(time).toEpochDay();
    }

    /** The coupons of a user. */
    static String user(String openid) {
        return "user " + openid;
    }

    /** Takes one of {@code limit}, which is at least 1; whether one was left. */
    static boolean take(Transaction transaction, String stockId, String scope, long limit) {
        return 1 == transaction.update("""
                INSERT INTO product_coupon_quotas (stock_id, scope, taken) VALUES (?, ?, 1)
                ON CONFLICT (stock_id, scope) DO UPDATE SET taken = product_coupon_quotas.taken + 1
                WHERE product_coupon_quotas.taken < ?
                """, stockId, scope, limit);
    }

    static long taken(Transaction transaction, String stockId, String scope) {
        return transaction
                .first(
                        "SELECT taken FROM product_coupon_quotas WHERE stock_id = ? AND scope = ?",
                        row -> row.getLong(1),
                        stockId,
                        scope)
                .orElse(0L);
    }
}
