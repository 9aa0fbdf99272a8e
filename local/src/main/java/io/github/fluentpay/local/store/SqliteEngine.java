package io.github.fluentpay.local.store;

import io.github.fluentpay.protocol.internal.SqliteLibrary;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** SQLite, in memory or in a file. */
record SqliteEngine(String url) implements Engine {

    static final String IN_MEMORY = SQLITE + ":memory:";

    @Override
    public Connection connect() throws SQLException {
        return connect(new SQLiteConfig());
    }

    private Connection connect(SQLiteConfig config) throws SQLException {
        SqliteLibrary.prepare();
        config.enforceForeignKeys(true);
        if (!url.equals(IN_MEMORY)) {
            config.setJournalMode(SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        }
        return config.createConnection(url);
    }

    @Override
    public Connection replace(Connection doubtful) throws SQLException {
        if (url.equals(IN_MEMORY)) {
            return begunAgain(doubtful);
        }
        // A file that is gone must not become an empty database.
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // The new one is opened before the old one is closed: the first to open the file would read the log from its
        // beginning, and could find a commit there that was written and then reported as failed. So the old one also
        // stays
        // open if there is no new one yet.
        Connection replacement = connect(config);
        LiveConnection.closeQuietly(doubtful);
        return replacement;
    }

    /** The data would be gone with its connection. */
    private static Connection begunAgain(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try {
                statement.execute("ROLLBACK");
            } catch (SQLException ended) {
                // SQLite has ended the transaction itself; if it has not, BEGIN fails.
            }
            statement.execute("BEGIN");
        }
        return connection;
    }

    /** Nobody stands between SQLite and its caller: the result of a commit cannot be lost. */
    @Override
    public @Nullable String transactionName(Connection connection) {
        return null;
    }

    @Override
    public boolean isCommitted(Connection connection, String transactionName) {
        throw new IllegalStateException("SQLite's transactions have no names");
    }

    @Override
    public void complete(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
            if (result.next() && result.getInt("busy") != 0) {
                throw new SQLException("another program reads the database, so its log cannot be emptied");
            }
        }
        connection.setAutoCommit(false);
    }
}
