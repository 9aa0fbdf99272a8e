package io.github.fluentpay.local.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL; its driver is the application's. */
record PostgresqlEngine(String url) implements Engine {

    /** "LocalPay" in ASCII: what nobody else in that database locks. */
    private static final long LOCK = 0x4C6F_6361_6C50_6179L;

    @Override
    public Connection connect() throws SQLException {
        Connection connection = open();
        try (Statement statement = connection.createStatement()) {
            // Two of them would each believe that what they decide in a transaction is decided alone.
            if (!isTrue(statement, "SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                throw new SQLException("another LocalPay uses " + Engine.withoutSettings(url)
                        + ": stop that one, or choose another database");
            }
            // The server may be set up to answer before the disk has it.
            statement.execute("SET synchronous_commit = on");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection open() throws SQLException {
        try {
            return DriverManager.getConnection(url);
        } catch (SQLException e) {
            if ("08001".equals(e.getSQLState())
                    && String.valueOf(e.getMessage()).startsWith("No suitable driver")) {
                throw new SQLException(
                        "PostgreSQL's driver is not on the class path: add org.postgresql:postgresql and"
                                + " org.flywaydb:flyway-database-postgresql",
                        e);
            }
            throw e;
        }
    }

    private static boolean isTrue(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    @Override
    public boolean outlivesItsConnection() {
        return true;
    }

    @Override
    public void complete(Connection connection) {
        // There is no file.
    }
}
