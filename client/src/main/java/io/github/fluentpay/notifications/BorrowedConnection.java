package io.github.fluentpay.notifications;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A connection on which each statement commits by itself; goes back with the autocommit mode it came with. */
final class BorrowedConnection implements AutoCloseable {

    private final Connection connection;
    private final boolean autoCommitBefore;

    private BorrowedConnection(Connection connection, boolean autoCommitBefore) {
        this.connection = connection;
        this.autoCommitBefore = autoCommitBefore;
    }

    static BorrowedConnection from(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            boolean autoCommitBefore = connection.getAutoCommit();
            if (!autoCommitBefore) {
                connection.setAutoCommit(true);
            }
            return new BorrowedConnection(connection, autoCommitBefore);
        } catch (SQLException | RuntimeException e) {
            try (connection) {
                throw e;
            }
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!autoCommitBefore) {
                connection.setAutoCommit(false);
            }
        }
    }
}
