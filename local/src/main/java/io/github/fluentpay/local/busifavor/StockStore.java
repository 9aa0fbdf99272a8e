package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The stocks in the database. Each change is one conditional update whose row count is checked. */
final class StockStore {

    private static final String SELECT = """
            SELECT stock_id, creator_mchid, belong_mchid, out_request_no, state, definition, created_at
            FROM busifavor_stocks
            """;

    private StockStore() {}

    static void insert(Transaction transaction, Stock stock) {
        transaction.update(
                """
                INSERT INTO busifavor_stocks
                  (stock_id, creator_mchid, belong_mchid, out_request_no, state, definition, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                stock.stockId(),
                stock.creator(),
                stock.belong(),
                stock.outRequestNo(),
                stock.state().name(),
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

    /** Whether the stock could go there and is there now. */
    static boolean move(Transaction transaction, Stock stock, StockState to) {
        return stock.state().next().contains(to)
                && 1
                        == transaction.update(
                                "UPDATE busifavor_stocks SET state = ? WHERE stock_id = ? AND state = ?",
                                to.name(),
                                stock.stockId(),
                                stock.state().name());
    }

    /** Whether the definition was still the one that was read, and is the new one now. */
    static boolean redefine(Transaction transaction, Stock stock, JsonObject definition) {
        return 1
                == transaction.update(
                        "UPDATE busifavor_stocks SET definition = ? WHERE stock_id = ? AND definition = ?",
                        definition.toJson(),
                        stock.stockId(),
                        stock.definition().toJson());
    }

    private static Stock read(ResultSet row) throws SQLException {
        return new Stock(
                row.getString("stock_id"),
                row.getString("creator_mchid"),
                row.getString("belong_mchid"),
                row.getString("out_request_no"),
                StockState.valueOf(row.getString("state")),
                JsonObject.parse(row.getString("definition")),
                row.getLong("created_at"));
    }
}
