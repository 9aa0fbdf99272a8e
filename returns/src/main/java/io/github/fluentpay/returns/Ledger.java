package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of a ledger: its transactions, and its time. Safe for many threads. */
final class Ledger {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnDesk.class);

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
    private final Contention contention;
    private final Clock clock;
    /** What the pool's transactions are by themselves; the ledger's need no more than READ COMMITTED, and ask for no less. */
    private final int isolation;

    private Ledger(DataSource dataSource, Dialect dialect, Clock clock, int isolation) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.contention = new Contention(dialect);
        this.clock = clock;
        this.isolation = isolation;
    }

    /** @throws LedgerException if the database cannot be reached or used */
    static Ledger open(DataSource dataSource, Clock clock) {
        Dialect dialect;
        int isolation;
        try (Connection connection = dataSource.getConnection()) {
            dialect = Dialect.of(connection);
            isolation = connection.getTransactionIsolation();
            Schema.migrate(connection, dialect);
        } catch (SQLException e) {
            throw new LedgerException("The ledger's database cannot be opened: " + e.getMessage(), e);
        }
        return new Ledger(dataSource, dialect, clock, isolation);
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Does the work on a connection of its own, and commits.
     *
     * @param work is done again, in another transaction, if the database has ended the first in favour of another
     * @throws LedgerException if the database fails: nothing of it has happened then, unless it failed in the commit
     *     itself, where all of it may have
     */
    <T> T transaction(Work<T> work) {
        return contention.retrying(() -> {
            Connection connection = dataSource.getConnection();
            try {
                return committed(connection, work);
            } finally {
                close(connection);
            }
        });
    }

    private <T> T committed(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        boolean isolates = dialect == Dialect.POSTGRESQL && isolation != Connection.TRANSACTION_READ_COMMITTED;
        try {
            connection.setAutoCommit(false);
            if (isolates) {
                // Stricter ones refuse what another worker has just changed, where waiting for it is enough.
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
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
            restore(connection, autoCommit, isolates);
        }
    }

    /** A connection that cannot be restored is broken, and its pool sees to it; what was committed stays so. */
    private void restore(Connection connection, boolean autoCommit, boolean isolates) {
        try {
            if (isolates) {
                connection.setTransactionIsolation(isolation);
            }
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            LOG.debug("A connection of the ledger is broken", e);
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection of the ledger does not close", e);
        }
    }

    /** Reads only; other connections may write meanwhile. */
    <T> T read(Work<T> work) {
        return contention.retrying(() -> {
            try (Connection connection = dataSource.getConnection()) {
                try {
                    return work.on(connection, now(connection));
                } finally {
                    if (!connection.getAutoCommit()) {
                        // An open transaction would keep old rows alive for as long as the pool keeps the connection.
                        connection.rollback();
                    }
                }
            }
        });
    }

    /** Milliseconds since 1970, on the clock that all workers share. */
    long now(Connection connection) throws SQLException {
        return dialect.now(connection, clock);
    }

    /** Of a failure in a transaction of the caller's, which only the caller can retry. */
    LedgerException failedForCaller(SQLException e) {
        return contention.isCauseOf(e)
                ? new LedgerException(
                        "The ledger's database has ended this transaction in favour of another: " + e.getMessage()
                                + ". Roll it back and do all of it again",
                        e)
                : new LedgerException("The ledger's database fails: " + e.getMessage(), e);
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
