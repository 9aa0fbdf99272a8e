package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.local.store.Transaction;
import java.util.Optional;

/** The codes that merchants uploaded, in the database. */
final class CodeStore {

    private CodeStore() {}

    /** Whether the code is new to the stock, and is there now. */
    static boolean insert(Transaction transaction, String stockId, String code, long place) {
        return 1 == transaction.update("""
                INSERT INTO product_coupon_codes (stock_id, coupon_code, place, dispatched) VALUES (?, ?, ?, 0)
                ON CONFLICT (stock_id, coupon_code) DO NOTHING
                """, stockId, code, place);
    }

    /** The next code to be handed out; it counts as handed out from now on. */
    static Optional<String> dispatch(Transaction transaction, String stockId) {
        return transaction.first("""
                UPDATE product_coupon_codes SET dispatched = 1 WHERE stock_id = ? AND coupon_code =
                  (SELECT coupon_code FROM product_coupon_codes WHERE stock_id = ? AND dispatched = 0
                   ORDER BY place LIMIT 1)
                RETURNING coupon_code
                """, row -> row.getString(1), stockId, stockId);
    }

    static long count(Transaction transaction, String stockId) {
        return transaction.count("SELECT count(*) FROM product_coupon_codes WHERE stock_id = ?", stockId);
    }

    static long countAvailable(Transaction transaction, String stockId) {
        return transaction.count(
                "SELECT count(*) FROM product_coupon_codes WHERE stock_id = ? AND dispatched = 0", stockId);
    }
}
