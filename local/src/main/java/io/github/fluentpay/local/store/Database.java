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
    private final LiveConnection connection; // guarded by lock

    private Database(LiveConnection connection) {
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
                return new Database(new LiveConnection(engine, connection));
            } catch (SQLException | RuntimeException e) {
                LiveConnection.closeQuietly(connection);
                throw e;
            }
        } catch (SQLException e) {
            throw new StoreException("The database cannot be opened: " + e.getMessage(), e);
        }
    }

    /**
     * Does {@code work} in one transaction, alone; if it throws, nothing of it has happened.
     *
     * @throws StoreException if the database fails: nothing of it has happened then either, unless the message says that
     *     this is not known
     * @throws IllegalStateException if this thread is in a transaction already, half of which would be committed
     */
    public <T> T transaction(Function<Transaction, T> work) {
        List<Runnable> afterCommit = new ArrayList<>();
        T result = alone(afterCommit, work);
        afterCommit.forEach(Database::runCommitted);
        return result;
    }

    private <T> T alone(List<Runnable> afterCommit, Function<Transaction, T> work) {
        if (lock.isHeldByCurrentThread()) {
            throw new IllegalStateException("A transaction cannot begin within another: pass that one on");
        }
        lock.lock();
        try {
            Transaction transaction = new Transaction(usableConnection(), afterCommit);
            T result = done(transaction, work);
            connection.commit(transaction);
            return result;
        } finally {
            lock.unlock();
        }
    }

    private Connection usableConnection() {
        try {
            return connection.usable();
        } catch (SQLException e) {
            throw new StoreException("The database cannot be reached: " + e.getMessage(), e);
        }
    }

    private <T> T done(Transaction transaction, Function<Transaction, T> work) {
        try {
            return work.apply(transaction);
        } catch (RuntimeException | Error e) {
            if (transaction.hasFailed()) {
                connection.undo(e);
            } else {
                connection.rollback(e);
            }
            throw e;
        }
    }

    /** The transaction is kept: a failure of what follows must not look like a failure of the transaction. */
    private static void runCommitted(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException e) {
            LOG.error("What follows a transaction failed; the transaction was kept", e);
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
            connection.complete();
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
