package io.github.fluentpay.local.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database: one connection, whose transactions follow one another under a lock. SQLite has one writer anyway, and
 * a transaction here lasts well under a millisecond, less than the signature of its reply. Safe for many threads.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Engine engine;
    private Connection connection; // guarded by lock
    private boolean broken; // guarded by lock

    private Database(Engine engine, Connection connection) {
        this.engine = engine;
        this.connection = connection;
    }

    /** A database that lives as long as this object. */
    public static Database inMemory() {
        return open(SqliteEngine.IN_MEMORY);
    }

    /**
     * A SQLite database in a file, made if it is not there. A commit is on the disk when it returns (write-ahead log,
     * {@code synchronous=FULL}).
     *
     * @throws StoreException if the file is not a database or cannot be written
     */
    public static Database inFile(Path file) {
        return open(Engine.SQLITE + file);
    }

    /**
     * Returns the URL if it is one that {@link #open} takes.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    public static String checkedUrl(String url) {
        Engine.of(url);
        return url;
    }

    /**
     * The database of a JDBC URL, brought to the newest version: SQLite or PostgreSQL. A commit is on the disk when it
     * returns.
     *
     * @throws IllegalArgumentException if the URL is of another kind
     * @throws StoreException if it cannot be opened, or another LocalPay uses it
     */
    public static Database open(String url) {
        Engine engine = Engine.of(url);
        try {
            Connection connection = engine.connect();
            try {
                Migrations.run(connection);
                connection.setAutoCommit(false);
                return new Database(engine, connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("The database cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Does {@code work} in one transaction, alone; if it throws, nothing of it has happened.
     *
     * @throws StoreException if the database fails
     * @throws IllegalStateException if this thread is in a transaction already, half of which would be committed
     */
    public <T> T transaction(Function<Transaction, T> work) {
        List<Runnable> afterCommit = new ArrayList<>();
        T result = alone(afterCommit, work);
        afterCommit.forEach(Runnable::run);
        return result;
    }

    private <T> T alone(List<Runnable> afterCommit, Function<Transaction, T> work) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("A transaction cannot begin within another: pass that one on");
        }
        lock.lock();
        try {
            reconnectIfBroken();
            T result = work.apply(new Transaction(connection, afterCommit));
            connection.commit();
            return result;
        } catch (SQLException e) {
            rollback(e);
            throw new StoreException("The transaction could not be committed: " + e.getMessage(), e);
        } catch (RuntimeException | Error e) {
            rollback(e);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** A database server may have been away for a moment. */
    private void reconnectIfBroken() throws SQLException {
        if (broken && engine.outlivesItsConnection()) {
            closeQuietly();
            connection = engine.connect();
            connection.setAutoCommit(false);
            broken = false;
            LOG.warn("The connection to the database was lost; there is a new one");
        }
    }

    private void rollback(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            broken = true;
            cause.addSuppressed(e);
        }
    }

    private void closeQuietly() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("The lost connection could not be closed", e);
        }
    }

    /**
     * Brings everything from the log beside the file into the file itself, so that the file alone can be moved. Closing
     * does the same, and does not say when it could not, for example on a full disk.
     *
     * @throws StoreException if it cannot be written
     */
    public void complete() {
        lock.lock();
        try {
            engine.complete(connection);
        } catch (SQLException e) {
            throw new StoreException("The database cannot be written: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the running transaction and closes the connection. */
    @Override
    public void close() {
        lock.lock();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("The database could not be closed: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }
}
