package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history of each row, as SQL. */
final class HistoryTable {

    /** Tells whether an attempt at a row may have been performed at some time. */
    static final String DOUBT = """
            SELECT 1
              FROM fluentpay_return_history
             WHERE return_id = %s AND state = 'UNKNOWN'
            """;

    static final String FORGET = """
            DELETE FROM fluentpay_return_history
             WHERE return_id = ?
            """;

    static final String REMEMBER = """
            INSERT INTO fluentpay_return_history (return_id, at, state, worker, note)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final String HISTORY = """
            SELECT at, state, worker, note
              FROM fluentpay_return_history
             WHERE return_id = ?
             ORDER BY no
            """;

    private HistoryTable() {}

    /** Tells whether an attempt at it may have been performed at some time. */
    static boolean wasInDoubt(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DOUBT.formatted("?"))) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The history of a row, the oldest entry first. */
    static List<HistoryEntry> of(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HISTORY)) {
            statement.setLong(1, id);
            List<HistoryEntry> history = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    history.add(new HistoryEntry(
                            Instant.ofEpochMilli(row.getLong(1)),
                            ReturnState.valueOf(row.getString(2)),
                            row.getString(3),
                            row.getString(4)));
                }
            }
            return history;
        }
    }

    static void add(
            PreparedStatement statement,
            long id,
            long now,
            ReturnState state,
            @Nullable String worker,
            @Nullable String note)
            throws SQLException {
        statement.setLong(1, id);
        statement.setLong(2, now);
        statement.setString(3, state.name());
        statement.setString(4, worker);
        statement.setString(5, note);
        statement.addBatch();
    }
}
