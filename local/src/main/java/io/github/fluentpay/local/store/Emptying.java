package io.github.fluentpay.local.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Deletes all rows of all tables but some, those first that refer to others. */
final class Emptying {

    private Emptying() {}

    static void run(Connection connection, Set<String> kept) throws SQLException {
        Map<String, Set<String>> references = references(connection, kept);
        while (!references.isEmpty()) {
            String next = references.keySet().stream()
                    .filter(table -> references.entrySet().stream()
                            .noneMatch(other -> !other.getKey().equals(table)
                                    && other.getValue().contains(table)))
                    .findFirst()
                    .orElseThrow(() -> new SQLException("The tables " + references.keySet() + " refer to one another"));
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM " + next);
            }
            references.remove(next);
        }
    }

    /** Each table of ours, and those that it refers to. */
    private static Map<String, Set<String>> references(Connection connection, Set<String> kept) throws SQLException {
        DatabaseMetaData schema = connection.getMetaData();
        Map<String, Set<String>> references = new LinkedHashMap<>();
        try (ResultSet tables =
                schema.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
                if (!kept.contains(table) && !table.startsWith("flyway_") && !table.startsWith("sqlite_")) {
                    references.put(table, new HashSet<>());
                }
            }
        }
        for (Map.Entry<String, Set<String>> table : references.entrySet()) {
            try (ResultSet keys =
                    schema.getImportedKeys(connection.getCatalog(), connection.getSchema(), table.getKey())) {
                while (keys.next()) {
                    table.getValue().add(keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return references;
    }
}
