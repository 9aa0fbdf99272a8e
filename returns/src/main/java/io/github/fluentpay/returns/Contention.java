package io.github.fluentpay.returns;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Retries a transaction that the database has ended in favour of another one: to solve a deadlock, to keep transactions
 * apart, or because a SQLite file was locked. Nothing of such a transaction has happened.
 */
final class Contention {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnDesk.class);

    /** SQLStates of PostgreSQL: serialization_failure and deadlock_detected. */
    private static final Set<String> ENDED_FOR_ANOTHER = Set.of("40001", "40P01");

    /** SQLITE_BUSY, and by its lower byte SQLITE_BUSY_SNAPSHOT and SQLITE_BUSY_RECOVERY. */
    private static final int SQLITE_BUSY = 5;

    private static final int MOST_ATTEMPTS = 10;

    /** The database may have waited for long before each failure. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

    /** A transaction, or several reads. */
    @FunctionalInterface
    interface Attempt<T> {

        T run() throws SQLException;
    }

    private final Dialect dialect;

    Contention(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Runs it until it succeeds, or fails for another reason, or was ended ten times or for half a minute.
     *
     * @throws LedgerException if the last attempt failed
     */
    <T> T retrying(Attempt<T> transaction) {
        long begin = System.nanoTime();
        for (int attempt = 1; true; attempt++) {
            try {
                return transaction.run();
            } catch (SQLException e) {
                boolean isLast = attempt == MOST_ATTEMPTS
                        || System.nanoTime() - begin > LONGEST.toNanos()
                        || Thread.currentThread().isInterrupted();
                if (isLast || !isCauseOf(e)) {
                    String tries = attempt == 1 ? "" : " (tried " + attempt + " times)";
                    throw new LedgerException("The ledger's database fails: " + e.getMessage() + tries, e);
                }
                LOG.debug("A transaction of the ledger was ended in favour of another and is retried", e);
                LockSupport.parkNanos(pause(attempt));
            }
        }
    }

    /** A random time, so that the same two transactions do not meet again. */
    private static long pause(int attempt) {
        long longest = FIRST_PAUSE.toNanos() << Math.min(attempt, 6);
        return ThreadLocalRandom.current().nextLong(TimeUnit.MILLISECONDS.toNanos(1), longest);
    }

    /** Tells whether the database has ended the transaction in favour of another, so that it may be done again. */
    boolean isCauseOf(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            // A batch that fails has the reason behind it.
            if (cause instanceof SQLException e
                    && (isOne(e) || (e.getNextException() != null && isOne(e.getNextException())))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOne(SQLException failure) {
        return dialect == Dialect.SQLITE
                ? (failure.getErrorCode() & 0xff) == SQLITE_BUSY
                : ENDED_FOR_ANOTHER.contains(String.valueOf(failure.getSQLState()));
    }
}
