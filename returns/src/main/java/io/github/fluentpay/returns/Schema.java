package io.github.fluentpay.returns;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jspecify.annotations.Nullable;

/** Brings the ledger's tables to this version; others in the same database are left alone. */
final class Schema {

    private static final String LOCATION = "classpath:io/github/fluentpay/returns/migrations";
    private static final MigrationVersion NEWEST = MigrationVersion.fromVersion("1");
    private static final String VERSIONS = "SELECT version, success FROM fluentpay_return_schema";

    /**
     * SQLStates of PostgreSQL, whose messages may be in any language: duplicate_table, duplicate_object, unique_violation (of
     * its own catalogue), serialization_failure, deadlock_detected.
     */
    private static final Set<String> MADE_BY_ANOTHER = Set.of("42P07", "42710", "23505", "40001", "40P01");

    private static final int ATTEMPTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private Schema() {}

    /**
     * Does so on that connection alone: a pool may have no second one.
     *
     * @throws LedgerException if that cannot be done, or a newer version was there before
     */
    static void migrate(Connection connection, Dialect dialect) throws SQLException {
        MigrationVersion current = version(connection);
        if (current != null && current.compareTo(NEWEST) > 0) {
            throw new LedgerException("The ledger was made by a newer version of FluentPay: its tables have version "
                    + current + ", this one knows up to " + NEWEST + ". Nothing was changed; use the newer one");
        }
        if (NEWEST.equals(current)) {
            return;
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try {
            make(connection, dialect);
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    private static void make(Connection connection, Dialect dialect) throws SQLException {
        for (int attempt = 1; true; attempt++) {
            try {
                flyway(connection, dialect).migrate();
                return;
            } catch (FlywayException e) {
                if (NEWEST.equals(version(connection))) {
                    return;
                }
                if (attempt == ATTEMPTS || !isForestalled(e)) {
                    throw new LedgerException("The ledger's tables cannot be made: " + e.getMessage(), e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * Flyway locks no SQLite file, and no PostgreSQL before its own table exists: of several that make the tables at the same
     * time all but one may fail, and look again.
     */
    private static boolean isForestalled(FlywayException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (message.contains("SQLITE_BUSY") || message.contains("already exists")) {
                return true;
            }
            if (cause instanceof SQLException e && MADE_BY_ANOTHER.contains(String.valueOf(e.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Null if there is none, or none that was made without a failure. */
    private static @Nullable MigrationVersion version(Connection connection) throws SQLException {
        MigrationVersion newest = null;
        try (PreparedStatement statement = connection.prepareStatement(VERSIONS);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (!row.getBoolean(2)) {
                    return null;
                }
                MigrationVersion version = MigrationVersion.fromVersion(row.getString(1));
                newest = newest == null || version.compareTo(newest) > 0 ? version : newest;
            }
        } catch (SQLException notThere) {
            newest = null;
        }
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
        return newest;
    }

    private static Flyway flyway(Connection connection, Dialect dialect) {
        FluentConfiguration configuration = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(only(connection))
                .locations(LOCATION)
                .table("fluentpay_return_schema")
                .placeholders(Map.of("id", dialect.id(), "no", dialect.no()))
                // The application's own tables are there already.
                .baselineOnMigrate(true)
                .baselineVersion("0");
        if (dialect == Dialect.POSTGRESQL) {
            // A lock of the transaction would end with the first migration, as there is one connection.
            configuration
                    .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                    .setTransactionalLock(false);
        }
        return configuration.load();
    }

    /** Gives that connection to whoever asks for one, and does not let it be closed. */
    private static DataSource only(Connection connection) {
        Connection open = proxy(Connection.class, connection);
        return (DataSource) Proxy.newProxyInstance(
                Schema.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    // Flyway asks a data source for nothing else; if a later one does, it hears which method is
                    // missing.
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return open;
                });
    }

    private static <T> T proxy(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                Schema.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
