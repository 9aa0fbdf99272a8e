package io.github.fluentpay.local.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reads columns that JDBC alone reads awkwardly. */
public final class Columns {

    private Columns() {}

    /** The number in a column, or null. */
    public static @Nullable Long optionalLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
