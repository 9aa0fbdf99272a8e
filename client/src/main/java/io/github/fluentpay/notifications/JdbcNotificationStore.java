package io.github.fluentpay.notifications;

import io.github.fluentpay.notifications.NotificationStoreException.Operation;
import io.github.fluentpay.notifications.NotificationTable.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store in one table of a database that all machines share: PostgreSQL, SQLite, MySQL or H2, and whatever else knows
 * their common SQL. Safe for many threads and many processes. It is as durable as a commit of that database.
 *
 * <p>The table is made by {@link #createTable}, or by your own migration with the text of {@link #schema}:
 *
 * <pre>{@code
 * CREATE TABLE IF NOT EXISTS fluentpay_notification (
 *     id          VARCHAR(64) NOT NULL PRIMARY KEY,
 *     token       VARCHAR(36) NOT NULL,
 *     lease_until BIGINT      NOT NULL,
 *     done_at     BIGINT
 * )
 * }</pre>
 *
 * <p>Times are milliseconds since 1970. A row whose {@code done_at} is null and whose {@code lease_until} is long over is
 * a notification that was begun and never finished: rows of that kind are worth an alarm.
 *
 * <p>Each method borrows one connection, blocks for as long as the pool and the database do, and gives the connection
 * back. It commits by itself: the data source has to hand out connections of its own, not the one of a transaction that
 * the calling thread is in, as transaction-aware proxies do. A connection that comes with autocommit off is switched on
 * and back. To mark it done in a transaction of yours, there is {@link #done(Connection, String, String, Instant)}.
 *
 * <p>MySQL takes ids that differ in letter case only for the same, unless the column {@code id} has a binary collation;
 * the platform's do not differ in that way.
 */
public final class JdbcNotificationStore implements NotificationStore {

    private static final String DEFAULT_TABLE = "fluentpay_notification";

    /** How often to try while others are faster. More would not help the platform, which waits 5 seconds. */
    private static final int ROUNDS = 3;

    private final DataSource dataSource;
    private final NotificationTable table;

    /** In the table {@code fluentpay_notification}. */
    public JdbcNotificationStore(DataSource dataSource) {
        this(dataSource, DEFAULT_TABLE);
    }

    /**
     * In another table.
     *
     * @param table {@code name} or {@code schema.name}; letters A to Z, digits and underscores
     * @throws IllegalArgumentException if it is not such a name
     */
    public JdbcNotificationStore(DataSource dataSource, String table) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
        this.table = new NotificationTable(table);
    }

    /** The statement that makes the table, without a semicolon. */
    public String schema() {
        return table.createStatement();
    }

    /**
     * Makes the table if it is not there, and tries to read it. Several machines may do that at once.
     *
     * @throws NotificationStoreException if it cannot be made, or there is another one of that name
     */
    public void createTable() {
        onConnection(Operation.CREATE, null, connection -> {
            SQLException failure = null;
            try {
                table.create(connection);
            } catch (SQLException e) {
                // PostgreSQL says so to one of two who make it at once, and to those who may use it but not make it.
                failure = e;
            }
            readAfter(failure, connection, "");
            return true;
        });
    }

    @Override
    public Claim claim(String id, Instant now, Duration lease) {
        Lease mine = Lease.from(id, now, lease);
        return onConnection(Operation.CLAIM, id, connection -> claim(connection, mine, now));
    }

    /**
     * Reads, then writes on condition that it is still as read, else looks again. Of two who write at once the database
     * lets one through: of two inserts by the primary key, of two updates by the token that they replace. The other
     * sees a row count of 0, or a failure of which no two databases agree how it is named; what is in the row then tells
     * it from one that lasts.
     */
    private Claim claim(Connection connection, Lease mine, Instant now) throws SQLException {
        SQLException failure = null;
        for (int round = 0; round < ROUNDS; round++) {
            Row row = readAfter(failure, connection, mine.id());
            if (row != null && row.isDone()) {
                return new Claim.Done();
            }
            if (row != null && !row.isOver(now)) {
                return new Claim.InProgress();
            }
            failure = null;
            try {
                if (write(mine, row, connection)) {
                    return new Claim.Claimed(mine.token());
                }
            } catch (SQLException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return new Claim.InProgress();
    }

    private boolean write(Lease mine, @Nullable Row asRead, Connection connection) throws SQLException {
        if (asRead != null) {
            return table.takeOver(connection, asRead, mine);
        }
        table.insert(connection, mine);
        return true;
    }

    /** If reading fails too, it is the first failure that says why. */
    private @Nullable Row readAfter(@Nullable SQLException failure, Connection connection, String id)
            throws SQLException {
        try {
            return table.read(connection, id);
        } catch (SQLException e) {
            if (failure == null) {
                throw e;
            }
            failure.addSuppressed(e);
            throw failure;
        }
    }

    @Override
    public boolean done(String id, String token, Instant now) {
        check(id, token);
        Objects.requireNonNull(now, "now");
        return onConnection(Operation.DONE, id, connection -> done(id, token, now, connection));
    }

    /**
     * Marks it done inside a transaction of yours, so that the mark and what the handler writes are committed together or
     * not at all: the effect on that database happens exactly once, whatever crashes.
     *
     * <pre>{@code
     * try (Connection connection = dataSource.getConnection()) {
     *     connection.setAutoCommit(false);
     *     try {
     *         addToBalance(connection, notification);
     *         if (!store.done(connection, notification.id(), claimed.token(), clock.instant())) {
     *             throw new IllegalStateException("another machine has taken " + notification.id() + " over");
     *         }
     *         connection.commit();
     *     } catch (SQLException | RuntimeException e) {
     *         connection.rollback();
     *         throw e;
     *     }
     * }
     * }</pre>
     *
     * <p>Before the commit, and after a rollback or a crash: the claim, which others can take over when its lease is over.
     * After the commit: done. Who claims it while the transaction is open, after the lease, waits for its end. The
     * other {@link #done(String, String, Instant)} after the commit is true and changes nothing, and so is
     * {@link #release}, false.
     *
     * <p>It neither commits, rolls back nor closes. On false, roll back: somebody else holds the id, and does the same
     * work.
     *
     * @param connection to the database that the table is in
     * @throws IllegalStateException if the connection is in autocommit mode, where there is nothing to commit together
     *     with
     * @throws NotificationStoreException if the database fails: roll back
     */
    public boolean done(Connection connection, String id, String token, Instant now) {
        check(id, token);
        Objects.requireNonNull(now, "now");
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException("The connection is in autocommit mode: notification " + id
                        + " would be done before the work is; call setAutoCommit(false) before both");
            }
            return done(id, token, now, connection);
        } catch (SQLException e) {
            throw new NotificationStoreException(Operation.DONE, id, e);
        }
    }

    private boolean done(String id, String token, Instant now, Connection connection) throws SQLException {
        if (table.markDone(connection, id, token, now)) {
            return true;
        }
        Row row = table.read(connection, id);
        return row != null && row.isDoneBy(token);
    }

    @Override
    public boolean release(String id, String token) {
        check(id, token);
        return onConnection(Operation.RELEASE, id, connection -> table.release(connection, id, token));
    }

    @Override
    public int forget(Instant doneBefore) {
        Objects.requireNonNull(doneBefore, "doneBefore");
        return onConnection(Operation.FORGET, null, connection -> table.forget(connection, doneBefore));
    }

    private static void check(String id, String token) {
        NotificationId.check(id);
        Objects.requireNonNull(token, "token");
    }

    private <T> T onConnection(Operation operation, @Nullable String id, Statements<T> statements) {
        try (BorrowedConnection borrowed = BorrowedConnection.from(dataSource)) {
            return statements.on(borrowed.connection());
        } catch (SQLException e) {
            throw new NotificationStoreException(operation, id, e);
        }
    }

    @Override
    public String toString() {
        return "JdbcNotificationStore[" + table.name() + "]";
    }

    /** One or a few statements, each committed by itself. */
    @FunctionalInterface
    private interface Statements<T> {

        T on(Connection connection) throws SQLException;
    }
}
