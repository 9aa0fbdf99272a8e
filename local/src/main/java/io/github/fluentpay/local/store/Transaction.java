package io.github.fluentpay.local.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Statements of one transaction; a value for each question mark. Used by one thread, while the transaction lasts. */
public final class Transaction {

    /** Makes a value of the row that the cursor stands on. */
    @FunctionalInterface
    public interface RowReader<T> {
        /** Reads the current row, and does not move the cursor. */
        T read(ResultSet row) throws SQLException;
    }

    private final Connection connection;
    private final List<Runnable> afterCommit;
    private boolean changed;
    private @Nullable SQLException failure;

    Transaction(Connection connection, List<Runnable> afterCommit) {
        this.connection = connection;
        this.afterCommit = afterCommit;
    }

    /** Tells whether it may have changed anything. */
    boolean hasChanged() {
        return changed;
    }

    /** Tells whether the database refused one of its statements. */
    boolean hasFailed() {
        return failure != null;
    }

    /**
     * Refuses to continue after a failure: the database may have ended the transaction, so that each further statement
     * would be committed by itself.
     */
    void requireIntact() throws SQLException {
        if (failure != null) {
            throw new SQLException("an earlier statement failed: " + failure.getMessage(), failure);
        }
    }

    /** Runs a statement that changes rows; answers how many it changed. */
    public int update(String sql, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** All rows of a query. */
    public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values) {
        try (PreparedStatement statement = prepare(sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The first row of a query, if there is one. */
    public <T> Optional<T> first(String sql, RowReader<T> reader, @Nullable Object... values) {
        return list(sql, reader, values).stream().findFirst();
    }

    /** The number that a query counts. */
    public long count(String sql, @Nullable Object... values) {
        return list(sql, row -> row.getLong(1), values).get(0);
    }

    /** Deletes all rows of all tables but these. */
    public void deleteAllBut(Set<String> tables) {
        try {
            requireIntact();
            changed = true;
            Emptying.run(connection, tables);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs this once all is kept, outside of the transaction; never if it is not. */
    public void afterCommit(Runnable next) {
        afterCommit.add(next);
    }

    private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
        requireIntact();
        changed |= !sql.startsWith("SELECT");
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private StoreException failed(SQLException e) {
        failure = failure == null ? e : failure;
        return new StoreException("The database refused a statement: " + e.getMessage(), e);
    }
}
