package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;

/** The database of a ledger: its transactions, and its time. Safe for many threads. */
final class Ledger {

    /** Work inside of one transaction. */
    @FunctionalInterface
    interface Work<T> {

        /** @param now the ledger's time, milliseconds since 1970 */
        T on(Connection connection, long now) throws SQLException;
    }

    /** SQLite locks the file at the first write: a transaction that begins with a read may find it changed by then. */
    private static final String LOCK = "UPDATE fluentpay_return_pace SET next_at_us = 0 WHERE mchid = ''";

    private final DataSource dataSource;
    private final Dialect dialect;
    private final Clock clock;

    private Ledger(DataSource dataSource, Dialect dialect, Clock clock) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.clock = clock;
    }

    /** @throws LedgerException if the database cannot be reached or used */
    static Ledger open(DataSource dataSource, Clock clock) {
        Dialect dialect;
        try (Connection connection = dataSource.getConnection()) {
            dialect = Dialect.of(connection);
        } catch (SQLException e) {
            throw new LedgerException("The ledger's database cannot be opened: " + e.getMessage(), e);
        }
        Schema.migrate(dataSource, dialect);
        return new Ledger(dataSource, dialect, clock);
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Does the work on a connection of its own, and commits.
     *
     * @throws LedgerException if the database fails: nothing of it has happened then, unless it failed in the commit
     *     itself, where all of it may have
     */
    <T> T transaction(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                if (dialect == Dialect.SQLITE) {
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate(LOCK);
                    }
                }
                T result = work.on(connection, now(connection));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Reads only; other connections may write meanwhile. */
    <T> T read(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection, now(connection));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Milliseconds since 1970, on the clock that all workers share. */
    long now(Connection connection) throws SQLException {
        return dialect.now(connection, clock);
    }

    static LedgerException failed(SQLException e) {
        return new LedgerException("The ledger's database fails: " + e.getMessage(), e);
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
