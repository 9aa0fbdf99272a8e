package io.github.fluentpay.local.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;

/** SQLite, in memory or in a file. */
record SqliteEngine(String url) implements Engine {

    static final String IN_MEMORY = SQLITE + ":memory:";

    @Override
    public Connection connect() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        if (!url.equals(IN_MEMORY)) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        return config.createConnection(url);
    }

    /** One in a file would, but its connection does not end by itself. */
    @Override
    public boolean outlivesItsConnection() {
        return false;
    }

    @Override
    public void complete(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            connection.setAutoCommit(false);
        }
    }
}
