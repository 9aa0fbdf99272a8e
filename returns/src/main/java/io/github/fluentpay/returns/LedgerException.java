package io.github.fluentpay.returns;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The ledger's database fails, or is not one that this version can use. The message says which, and what to do. */
public final class LedgerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** SQLState of PostgreSQL: disk_full. */
    private static final String DISK_FULL = "53100";

    LedgerException(String message) {
        this(message, null);
    }

    LedgerException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Tells whether the database has no room left on its disk: the same will succeed once there is. */
    public boolean isForLackOfSpace() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException e
                    && (DISK_FULL.equals(e.getSQLState()) || isFullSqlite(String.valueOf(e.getMessage())))) {
                return true;
            }
        }
        return false;
    }

    /** The driver gives the extended code in its message alone. With no room, SQLite cannot make the file of its index. */
    private static boolean isFullSqlite(String message) {
        return message.contains("[SQLITE_FULL]") || message.contains("[SQLITE_IOERR_SHMSIZE]");
    }
}
