package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.store.Transaction;

/** Which stocks are linked to a product (商品券), in the database. */
final class ProductStocks {

    private ProductStocks() {}

    static void add(Transaction transaction, String stockId) {
        transaction.update(
                "INSERT INTO busifavor_product_stocks (stock_id) VALUES (?) ON CONFLICT (stock_id) DO NOTHING",
                stockId);
    }

    static void require(Transaction transaction, Stock stock) {
        if (0
                == transaction.count(
                        "SELECT count(*) FROM busifavor_product_stocks WHERE stock_id = ?", stock.stockId())) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    "The stock is not linked to a product; LocalPay links it by Coupons.linkProduct, or POST"
                            + " /localpay/busifavor/stocks/{stock_id}/product");
        }
    }
}
