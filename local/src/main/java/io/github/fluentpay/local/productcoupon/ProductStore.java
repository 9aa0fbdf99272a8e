package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.store.Transaction;
import java.util.Optional;

/** The product coupons in the database. A change of state is one conditional update whose row count is checked. */
final class ProductStore {

    private ProductStore() {}

    static void insert(Transaction transaction, Product product) {
        transaction.update(
                """
                INSERT INTO product_coupons (product_coupon_id, mchid, brand_id, state, definition)
                VALUES (?, ?, ?, ?, ?)
                """,
                product.id(),
                product.mchid(),
                product.brandId(),
                product.state().name(),
                product.definition().toJson());
    }

    static Optional<Product> find(Transaction transaction, String id) {
        return transaction.first(
                "SELECT * FROM product_coupons WHERE product_coupon_id = ?",
                row -> new Product(
                        row.getString("product_coupon_id"),
                        row.getString("mchid"),
                        row.getString("brand_id"),
                        ProductState.valueOf(row.getString("state")),
                        JsonObject.parse(row.getString("definition"))),
                id);
    }

    /** Whether it could go to that state and is there now, with that definition. */
    static boolean move(Transaction transaction, Product product, ProductState to, JsonObject definition) {
        return product.state().next().contains(to)
                && 1
                        == transaction.update(
                                """
                                UPDATE product_coupons SET state = ?, definition = ?
                                WHERE product_coupon_id = ? AND state = ?
                                """,
                                to.name(),
                                definition.toJson(),
                                product.id(),
                                product.state().name());
    }
}
