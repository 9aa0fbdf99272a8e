package io.github.fluentpay.local.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** PostgreSQL; its driver is the application's. */
record PostgresqlEngine(String url) implements Engine {

    /** "LocalPay" in ASCII: what nobody else in that database locks. */
    private static final long LOCK = 0x4C6F_6361_6C50_6179L;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** SQLSTATE of PostgreSQL's documentation, appendix A. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @Override
    public Connection connect() throws SQLException {
        Connection connection = open();
        try (Statement statement = connection.createStatement()) {
            lock(statement);
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

    /** Two of them would each believe that what they decide in a transaction is decided alone. */
    private void lock(Statement statement) throws SQLException {
        // The server takes a moment to notice that the one before is gone.
        statement.execute("SET lock_timeout = '" + PATIENCE.toMillis() + "ms'");
        try {
            statement.execute("SELECT pg_advisory_lock(" + LOCK + ")");
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                throw new SQLException(
                        "another LocalPay uses " + Engine.withoutSettings(url)
                                + ": stop that one, or choose another database",
                        e);
            }
            throw e;
        }
        statement.execute("SET lock_timeout = 0");
    }

    @Override
    public Connection replace(Connection doubtful) throws SQLException {
        LiveConnection.closeQuietly(doubtful);
        return connect();
    }

    @Override
    public @Nullable String transactionName(Connection connection) throws SQLException {
        return text(connection, "SELECT txid_current_if_assigned()::text");
    }

    /** The lock of {@link #connect} is free once the lost session has ended: its transaction is not in progress then. */
    @Override
    public boolean isCommitted(Connection connection, String transactionName) throws SQLException {
        return "committed".equals(text(connection, "SELECT txid_status(" + transactionName + ")"));
    }

    private static @Nullable String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    @Override
    public void complete(Connection connection) {
        // There is no file.
    }
}
