package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The stocks in the database. */
final class StockStore {

    private static final String SELECT = """
            SELECT stock_id, creator_mchid, belong_mchid, out_request_no, definition, created_at FROM busifavor_stocks
            """;

    private StockStore() {}

    static void insert(Transaction transaction, Stock stock) {
        transaction.update(
                """
                INSERT INTO busifavor_stocks
                  (stock_id, creator_mchid, belong_mchid, out_request_no, definition, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                stock.stockId(),
                stock.creator(),
                stock.belong(),
                stock.outRequestNo(),
                stock.definition().toJson(),
                stock.createdAt());
    }

    static Optional<Stock> find(Transaction transaction, String stockId) {
        return transaction.first(SELECT + "WHERE stock_id = ?", StockStore::read, stockId);
    }

    static boolean hasRequestNo(Transaction transaction, String creator, String outRequestNo) {
        return transaction
                .first(
                        SELECT + "WHERE creator_mchid = ? AND out_request_no = ?",
                        StockStore::read,
                        creator,
                        outRequestNo)
                .isPresent();
    }

    private static Stock read(ResultSet row) throws SQLException {
        return new Stock(
                row.getString("stock_id"),
                row.getString("creator_mchid"),
                row.getString("belong_mchid"),
                row.getString("out_request_no"),
                JsonObject.parse(row.getString("definition")),
                row.getLong("created_at"));
    }
}
