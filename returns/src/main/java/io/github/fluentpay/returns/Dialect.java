package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;

/** The few places where the two databases differ. */
enum Dialect {
    SQLITE("INTEGER PRIMARY KEY AUTOINCREMENT", "INTEGER PRIMARY KEY", "") {
        /** All who write to the file are on one machine. */
        @Override
        long now(Connection connection, Clock clock) {
            return clock.millis();
        }
    },
    POSTGRESQL(
            "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            "BIGINT GENERATED ALWAYS AS IDENTITY",
            "FOR UPDATE SKIP LOCKED") {
        /** The server's: the clocks of many machines do not agree, and leases and pace are shared. */
        @Override
        long now(Connection connection, Clock clock) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    };

    private final String id;
    private final String no;
    private final String skipLocked;

    Dialect(String id, String no, String skipLocked) {
        this.id = id;
        this.no = no;
        this.skipLocked = skipLocked;
    }

    /** @throws LedgerException if it is neither of the two */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "SQLite" -> SQLITE;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new LedgerException("The ledger cannot be kept in " + product
                        + ": use SQLite on one machine, PostgreSQL (or what speaks its protocol) on several");
        };
    }

    /** Milliseconds since 1970. */
    abstract long now(Connection connection, Clock clock) throws SQLException;

    /** The column type of a number that the database gives. */
    String id() {
        return id;
    }

    /** The same of a number that is never asked for by itself, and has no index of its own where that costs one. */
    String no() {
        return no;
    }

    /** What keeps two workers from waiting for each other's rows; SQLite has one writer anyway. */
    String skipLocked() {
        return skipLocked;
    }
}
