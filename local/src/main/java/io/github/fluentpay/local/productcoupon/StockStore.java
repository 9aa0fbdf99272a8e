package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The stocks in the database. A change of state is one conditional update whose row count is checked. */
final class StockStore {

    private StockStore() {}

    static void insert(Transaction transaction, Stock stock) {
        transaction.update(
                """
                INSERT INTO product_coupon_stocks (stock_id, product_coupon_id, state, definition)
                VALUES (?, ?, ?, ?)
                """,
                stock.id(),
                stock.productCouponId(),
                stock.state().name(),
                stock.definition().toJson());
    }

    static Optional<Stock> find(Transaction transaction, String stockId) {
        return transaction.first("SELECT * FROM product_coupon_stocks WHERE stock_id = ?", StockStore::read, stockId);
    }

    static List<Stock> ofProduct(Transaction transaction, String productCouponId) {
        return transaction.list(
                "SELECT * FROM product_coupon_stocks WHERE product_coupon_id = ? ORDER BY stock_id",
                StockStore::read,
                productCouponId);
    }

    /** Whether it could go to that state and is there now, with that definition. */
    static boolean move(Transaction transaction, Stock stock, StockState to, JsonObject definition) {
        return stock.state().next().contains(to)
                && 1
                        == transaction.update(
                                """
                                UPDATE product_coupon_stocks SET state = ?, definition = ?
                                WHERE stock_id = ? AND state = ?
                                """,
                                to.name(),
                                definition.toJson(),
                                stock.id(),
                                stock.state().name());
    }

    private static Stock read(ResultSet row) throws SQLException {
        return new Stock(
                row.getString("stock_id"),
                row.getString("product_coupon_id"),
                StockState.valueOf(row.getString("state")),
                JsonObject.parse(row.getString("definition")));
    }
}
