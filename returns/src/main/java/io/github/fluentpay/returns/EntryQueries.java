package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows of the ledger as they are now, as SQL; none of it changes anything. */
final class EntryQueries {

    private static final String COLUMNS = """
            id, mchid, kind, request_no, stock_id, coupon_code, details, state, attempts, due_at, created_at, changed_at,
            code, message, request_id, return_time
            """;

    private static final String BY_NUMBER = "SELECT " + COLUMNS + """
              FROM fluentpay_return
             WHERE mchid = ? AND kind = ? AND request_no = ?
            """;

    private static final String BY_STATE = "SELECT " + COLUMNS + """
              FROM fluentpay_return
             WHERE state = ? AND id > ?
             ORDER BY id
             LIMIT ?
            """;

    private static final String ALL = "SELECT " + COLUMNS + """
              FROM fluentpay_return
             WHERE id > ?
             ORDER BY id
             LIMIT ?
            """;

    private static final String SLOWEST = "SELECT " + COLUMNS + """
              FROM fluentpay_return
             WHERE state = 'RETURNED'
             ORDER BY changed_at - created_at DESC, id
             LIMIT ?
            """;

    private static final String COUNTS = """
            SELECT state, count(*)
              FROM fluentpay_return
             GROUP BY state
            """;

    /** Two questions, since each of the two indexes holds other rows. */
    private static final String OPEN =
            """
            SELECT mchid, count(*)
              FROM fluentpay_return
             WHERE state IN (%s)
             GROUP BY mchid
             UNION ALL
            SELECT mchid, count(*)
              FROM fluentpay_return
             WHERE state IN (%s)
             GROUP BY mchid
            """.formatted(ReturnTable.words(ReturnState.DUE), ReturnTable.words(ReturnState.LEASED));

    private static final String UNTOLD = "SELECT " + COLUMNS + """
              FROM fluentpay_return
             WHERE untold = 1 AND (changed_at < ? OR changed_at > ?)
             ORDER BY changed_at
             LIMIT ?
            """;

    private EntryQueries() {}

    static Optional<ReturnEntry> find(Connection connection, TaskKey key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_NUMBER)) {
            statement.setString(1, key.mchid());
            statement.setString(2, key.kind());
            statement.setString(3, key.requestNo());
            return entries(statement).stream().findFirst();
        }
    }

    /** The next rows after {@code afterId}, of one state or of all. */
    static List<ReturnEntry> list(Connection connection, @Nullable ReturnState state, long afterId, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(state == null ? ALL : BY_STATE)) {
            int next = 1;
            if (state != null) {
                statement.setString(next++, state.name());
            }
            statement.setLong(next++, afterId);
            statement.setInt(next, limit);
            return entries(statement);
        }
    }

    static List<ReturnEntry> slowest(Connection connection, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SLOWEST)) {
            statement.setInt(1, limit);
            return entries(statement);
        }
    }

    static Map<ReturnState, Long> counts(Connection connection) throws SQLException {
        Map<ReturnState, Long> counts = new EnumMap<>(ReturnState.class);
        for (ReturnState state : ReturnState.values()) {
            counts.put(state, 0L);
        }
        try (PreparedStatement statement = connection.prepareStatement(COUNTS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                counts.put(ReturnState.valueOf(row.getString(1)), row.getLong(2));
            }
        }
        return counts;
    }

    /** Rows that are not finished, of each merchant that has any. */
    static Map<String, Long> open(Connection connection) throws SQLException {
        Map<String, Long> open = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(OPEN);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                open.merge(row.getString(1), row.getLong(2), Long::sum);
            }
        }
        return open;
    }

    /** Rows that ended before then, or by a clock that was ahead, and of which nobody has told the listener since. */
    static List<ReturnEntry> untold(Connection connection, long before, long after, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(UNTOLD)) {
            statement.setLong(1, before);
            statement.setLong(2, after);
            statement.setInt(3, limit);
            return entries(statement);
        }
    }

    private static List<ReturnEntry> entries(PreparedStatement statement) throws SQLException {
        List<ReturnEntry> entries = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                entries.add(new ReturnEntry(
                        row.getLong("id"),
                        task(row),
                        ReturnState.valueOf(row.getString("state")),
                        row.getLong("attempts"),
                        Instant.ofEpochMilli(row.getLong("due_at")),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("changed_at")),
                        row.getString("code"),
                        row.getString("message"),
                        row.getString("request_id"),
                        row.getString("return_time")));
            }
        }
        return entries;
    }

    static ReturnTask task(ResultSet row) throws SQLException {
        return TaskText.read(
                text(row, "kind"),
                text(row, "mchid"),
                text(row, "stock_id"),
                text(row, "coupon_code"),
                text(row, "request_no"),
                text(row, "details"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
