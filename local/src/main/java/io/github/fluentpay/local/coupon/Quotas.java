package io.github.fluentpay.local.coupon;

import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.store.Transaction;
import java.time.Instant;

/**
 * How much is taken of the limits of stocks, in the database. A limit is kept by one conditional update. Immutable.
 *
 * @param table where it is kept
 */
public record Quotas(String table) {

    /** All coupons of a stock. */
    public static final String ALL = "all";

    /** The coupons of a day in Beijing. */
    public static String day(Instant time) {
        return "day " + BeijingTime.day(time).toEpochDay();
    }

    /** The coupons of a user. */
    public static String user(String openid) {
        return "user " + openid;
    }

    /** Takes one of {@code limit}, which is at least 1; whether one was left. */
    public boolean take(Transaction transaction, String stockId, String scope, long limit) {
        return 1
                == transaction.update(
                        "INSERT INTO " + table + " (stock_id, scope, taken) VALUES (?, ?, 1)"
                                + " ON CONFLICT (stock_id, scope) DO UPDATE SET taken = " + table + ".taken + 1"
                                + " WHERE " + table + ".taken < ?",
                        stockId,
                        scope,
                        limit);
    }

    /** How many are taken. */
    public long taken(Transaction transaction, String stockId, String scope) {
        return transaction
                .first(
                        "SELECT taken FROM " + table + " WHERE stock_id = ? AND scope = ?",
                        row -> row.getLong(1),
                        stockId,
                        scope)
                .orElse(0L);
    }
}
