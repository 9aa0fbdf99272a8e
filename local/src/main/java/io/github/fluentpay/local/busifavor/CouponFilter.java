package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.store.Transaction;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which coupons of a user a list asks for; a null filter lets everything through.
 *
 * @param caller sees what it created, owns or sent
 */
record CouponFilter(
        String openid,
        String appid,
        String caller,
        @Nullable String stockId,
        @Nullable String creator,
        @Nullable String belong,
        @Nullable String sender,
        @Nullable String state) {

    private static final String MATCHING = """
            FROM busifavor_coupons c JOIN busifavor_stocks s ON s.stock_id = c.stock_id
            WHERE c.openid = ?1 AND c.appid = ?2
              AND (s.creator_mchid = ?3 OR s.belong_mchid = ?3 OR c.sender_mchid = ?3)
              AND (?4 IS NULL OR c.stock_id = ?4)
              AND (?5 IS NULL OR s.creator_mchid = ?5)
              AND (?6 IS NULL OR s.belong_mchid = ?6)
              AND (?7 IS NULL OR c.sender_mchid = ?7)
              AND (?8 IS NULL OR ?8 = CASE WHEN c.state = 'SENDED' AND ?9 > c.expires_at THEN 'EXPIRED' ELSE c.state END)
            """;

    long count(Transaction transaction, Instant now) {
        return transaction.count("SELECT count(*) " + MATCHING, values(now));
    }

    /** A page of them, the newest first. */
    List<Coupon> list(Transaction transaction, Instant now, long offset, long limit) {
        return transaction.list(
                "SELECT c.* " + MATCHING
                        + "ORDER BY c.received_at DESC, c.stock_id, c.coupon_code LIMIT ?10 OFFSET ?11",
                CouponStore::read,
                values(now, limit, offset));
    }

    private @Nullable Object[] values(Instant now, Object... more) {
        @Nullable
        Object[] filters = {openid, appid, caller, stockId, creator, belong, sender, state, now.getEpochSecond()};
        @Nullable Object[] all = Arrays.copyOf(filters, filters.length + more.length);
        System.arraycopy(more, 0, all, filters.length, more.length);
        return all;
    }
}
