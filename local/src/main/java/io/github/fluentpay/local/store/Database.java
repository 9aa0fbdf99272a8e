package io.github.fluentpay.local.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;

/**
 * The database: one connection, whose transactions follow one another under a lock. SQLite has one writer anyway, and
 * a transaction here lasts well under a millisecond. Safe for many threads.
 */
public final class Database implements AutoCloseable {

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Connection connection; // guarded by lock

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** A database that lives as long as this object. */
    public static Database inMemory() {
        return open("jdbc:sqlite::memory:", new SQLiteConfig());
    }

    /**
     * A database in a file, made if it is not there. A commit is on the disk when it returns (write-ahead log,
     * {@code synchronous=FULL}).
     *
     * @throws StoreException if the file is not a database or cannot be written
     */
    public static Database inFile(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return open("jdbc:sqlite:" + file, config);
    }

    private static Database open(String url, SQLiteConfig config) {
        config.enforceForeignKeys(true);
        try {
            Connection connection = config.createConnection(url);
            try {
                Migrations.run(connection);
                connection.setAutoCommit(false);
                return new Database(connection);
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
     */
    public <T> T transaction(Function<Transaction, T> work) {
        lock.lock();
        try {
            T result = work.apply(new Transaction(connection));
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

    private void rollback(Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
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
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            connection.setAutoCommit(false);
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
