package io.github.fluentpay.notifications;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All SQL of {@link JdbcNotificationStore}: one table, a row per notification that is claimed or done. Each method is one
 * statement, which PostgreSQL, SQLite, MySQL and H2 understand alike.
 */
final class NotificationTable {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}(\\.[A-Za-z_][A-Za-z0-9_]{0,62})?");

    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS %s (
                id          VARCHAR(64) NOT NULL PRIMARY KEY,
                token       VARCHAR(36) NOT NULL,
                lease_until BIGINT      NOT NULL,
                done_at     BIGINT
            )""";

    private static final String READ = """
            SELECT token, lease_until, done_at
              FROM %s
             WHERE id = ?
            """;

    private static final String INSERT = """
            INSERT INTO %s (token, lease_until, id)
            VALUES (?, ?, ?)
            """;

    private static final String TAKE_OVER = """
            UPDATE %s
               SET token = ?, lease_until = ?
             WHERE id = ? AND token = ? AND done_at IS NULL
            """;

    private static final String MARK_DONE = """
            UPDATE %s
               SET done_at = ?
             WHERE id = ? AND token = ? AND done_at IS NULL
            """;

    private static final String RELEASE = """
            DELETE FROM %s
             WHERE id = ? AND token = ? AND done_at IS NULL
            """;

    private static final String FORGET = """
            DELETE FROM %s
             WHERE done_at < ?
            """;

    private final String name;

    /** @param name with or without a schema before it; not quoted, so the database's rules on letter case hold */
    NotificationTable(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The table cannot be named \"" + name
                    + "\"; a name is 1 to 63 of the letters A to Z, digits and underscores, not a digit first, perhaps"
                    + " after a schema's name and a full stop");
        }
        this.name = name;
    }

    String name() {
        return name;
    }

    String createStatement() {
        return CREATE.formatted(name);
    }

    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(createStatement());
        }
    }

    /** The row of that id as it is now; null if there is none. */
    @Nullable
    Row read(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ.formatted(name))) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Row.from(rows) : null;
            }
        }
    }

    /** @throws SQLException also if there is a row of that id */
    void insert(Connection connection, Lease lease) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT.formatted(name))) {
            set(statement, lease);
            statement.executeUpdate();
        }
    }

    /** Whether the row was still as read, and is the lease's now. */
    boolean takeOver(Connection connection, Row asRead, Lease lease) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE_OVER.formatted(name))) {
            set(statement, lease);
            statement.setString(4, asRead.token());
            return statement.executeUpdate() == 1;
        }
    }

    private static void set(PreparedStatement statement, Lease lease) throws SQLException {
        statement.setString(1, lease.token());
        statement.setLong(2, millis(lease.until()));
        statement.setString(3, lease.id());
    }

    /** Whether that token held it, and it is done now. */
    boolean markDone(Connection connection, String id, String token, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MARK_DONE.formatted(name))) {
            statement.setLong(1, millis(now));
            statement.setString(2, id);
            statement.setString(3, token);
            return statement.executeUpdate() == 1;
        }
    }

    /** Whether that token held it, and the row is gone now. */
    boolean release(Connection connection, String id, String token) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(RELEASE.formatted(name))) {
            statement.setString(1, id);
            statement.setString(2, token);
            return statement.executeUpdate() == 1;
        }
    }

    /** How many rows it was. */
    int forget(Connection connection, Instant doneBefore) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FORGET.formatted(name))) {
            statement.setLong(1, millis(doneBefore));
            return statement.executeUpdate();
        }
    }

    /** The far ends of {@link Instant} do not fit into milliseconds. */
    private static long millis(Instant instant) {
        try {
            return instant.toEpochMilli();
        } catch (ArithmeticException farEnd) {
            return instant.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /** One row: whose it is, until when, and whether it is done. */
    record Row(String token, long leaseUntil, boolean isDone) {

        private static Row from(ResultSet row) throws SQLException {
            String token = row.getString(1);
            long leaseUntil = row.getLong(2);
            row.getLong(3);
            return new Row(token, leaseUntil, !row.wasNull());
        }

        boolean isOver(Instant now) {
            return leaseUntil <= millis(now);
        }

        boolean isDoneBy(String other) {
            return isDone && token.equals(other);
        }
    }
}
