package io.github.fluentpay.local.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection to a database, which is replaced as soon as its state is doubtful. A failed statement may have ended
 * the transaction (SQLite does so on a full disk); what follows would then be committed statement by statement. Used by
 * one thread at a time.
 */
final class LiveConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveConnection.class);

    private final Engine engine;
    private Connection connection;
    private boolean doubtful;

    /** Takes over an open connection; its transactions begin by themselves from now on. */
    LiveConnection(Engine engine, Connection connection) throws SQLException {
        this.engine = engine;
        this.connection = connection;
        connection.setAutoCommit(false);
    }

    /** A connection in a new transaction. */
    Connection usable() throws SQLException {
        if (doubtful) {
            connection = engine.replace(connection);
            connection.setAutoCommit(false);
            doubtful = false;
            LOG.warn("The database failed; its connection was replaced");
        }
        return connection;
    }

    /**
     * Commits.
     *
     * @throws StoreException if nothing of the transaction was kept; if that cannot be found out, the message says so
     */
    void commit(Transaction transaction) {
        String name = null;
        try {
            transaction.requireIntact();
            name = transaction.hasChanged() ? engine.transactionName(connection) : null;
            connection.commit();
        } catch (SQLException e) {
            undo(e);
            if (name == null || !isCommitted(name, e)) {
                throw new StoreException("The transaction could not be committed: " + e.getMessage(), e);
            }
            LOG.warn("The answer to a commit was lost; the database has kept the transaction", e);
        } catch (RuntimeException | Error e) {
            undo(e);
            throw e;
        }
    }

    /** Asks on a new connection: only the answer to the commit may have been lost. */
    private boolean isCommitted(String name, SQLException failure) {
        try {
            return engine.isCommitted(usable(), name);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            throw new StoreException(
                    "The answer to a commit was lost, and the database cannot be asked whether it kept the transaction: "
                            + e.getMessage(),
                    failure);
        }
    }

    /** Ends a transaction in which the database failed, or which was never begun. */
    void undo(Throwable cause) {
        doubtful = true;
        rollback(cause);
    }

    /** Ends a transaction, keeping nothing. */
    void rollback(Throwable cause) {
        boolean before = doubtful;
        // Stays so if the driver throws anything at all.
        doubtful = true;
        try {
            connection.rollback();
            doubtful = before;
        } catch (SQLException e) {
            if (e != cause) {
                cause.addSuppressed(e);
            }
        }
    }

    /** See {@link Database#complete}. */
    void complete() throws SQLException {
        Connection present = usable();
        // Ends its own transaction, and may not begin the next one.
        doubtful = true;
        engine.complete(present);
        doubtful = false;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Closes a connection of which nothing is wanted any more. */
    static void closeQuietly(@Nullable Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed", e);
        }
    }
}
