package io.github.fluentpay.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite itself refuses to write, and later allows it again. */
class FullDatabaseTest {

    private static final String INSERT = "INSERT INTO merchants (mchid, certificate, apiv3_key) VALUES (?, ?, 'k')";

    /** A little more than the tables take. */
    private static final int PAGES = 130;

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("localpay.db");
    }

    private Database limited() {
        Database.inFile(file()).close();
        return Database.open(Engine.SQLITE + file() + "?max_page_count=" + (pages() + 10));
    }

    private long pages() {
        return Long.parseLong(elsewhere("PRAGMA page_count").get(0));
    }

    /** The first column, as another program sees the file. */
    private List<String> elsewhere(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(Engine.SQLITE + file());
                Statement statement = connection.createStatement()) {
            if (statement.execute(sql)) {
                ResultSet rows = statement.getResultSet();
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Two rows in one transaction, the second one large or small. */
    private static void putPair(Database database, int number, int size) {
        database.transaction(transaction -> {
            transaction.update(INSERT, "first-" + number, "c");
            return transaction.update(INSERT, "second-" + number, "x".repeat(size));
        });
    }

    /** Puts pairs until the last ten were refused. */
    private static Set<String> fill(Database database, int from) {
        Set<String> acknowledged = new HashSet<>();
        int refused = 0;
        for (int i = from; refused < 10; i++) {
            try {
                putPair(database, i, refused > 0 && i % 2 == 0 ? 10 : 9_000);
                acknowledged.add("first-" + i);
                acknowledged.add("second-" + i);
            } catch (StoreException full) {
                refused++;
            }
        }
        return acknowledged;
    }

    @Test
    void keepsWhatItAcknowledgedAndNothingThatItRefusedWhileTheFileCannotGrow() {
        try (Database database = limited()) {
            Set<String> acknowledged = fill(database, 0);

            assertThat(elsewhere("SELECT mchid FROM merchants")).containsExactlyInAnyOrderElementsOf(acknowledged);
            assertThat(mchids(database)).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    @Test
    void acceptsChangesAgainOnceThereIsRoom() {
        try (Database database = limited()) {
            fill(database, 0);
            elsewhere("DELETE FROM merchants");

            Set<String> acknowledged = fill(database, 1_000);

            assertThat(acknowledged).isNotEmpty();
            assertThat(mchids(database)).containsExactlyInAnyOrderElementsOf(acknowledged);
        }
    }

    @Test
    void acceptsChangesAgainInMemory() {
        try (Database database = Database.inMemory()) {
            database.transaction(
                    transaction -> transaction.first("PRAGMA max_page_count = " + PAGES, row -> row.getLong(1)));
            Set<String> acknowledged = fill(database, 0);
            assertThat(mchids(database)).containsExactlyInAnyOrderElementsOf(acknowledged);

            database.transaction(
                    transaction -> transaction.first("PRAGMA max_page_count = 10000", row -> row.getLong(1)));
            putPair(database, 1_000, 9_000);

            assertThat(mchids(database)).containsAll(acknowledged).contains("first-1000", "second-1000");
        }
    }

    private static List<String> mchids(Database database) {
        return database.transaction(
                transaction -> transaction.list("SELECT mchid FROM merchants", row -> row.getString(1)));
    }

    @Test
    void keepsNothingOfATransactionThatContinuedAfterARefusedStatement() {
        try (Database database = limited()) {
            fill(database, 0);
            List<String> before = mchids(database);

            assertThatThrownBy(() -> database.transaction(transaction -> {
                        try {
                            transaction.update(INSERT, "large", "x".repeat(100_000));
                        } catch (StoreException ignored) {
                            // What follows must not be committed by itself.
                        }
                        return transaction.update("DELETE FROM merchants");
                    }))
                    .isInstanceOf(StoreException.class);

            assertThat(mchids(database)).isEqualTo(before);
            assertThat(elsewhere("SELECT mchid FROM merchants")).hasSameSizeAs(before);
        }
    }

    @Test
    void acceptsChangesAgainAfterTheFileWasReadOnly() {
        try (Database database = Database.inFile(file())) {
            database.transaction(transaction -> transaction.update("PRAGMA query_only = 1"));
            assertThatThrownBy(() -> putPair(database, 1, 10))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("SQLITE_READONLY");
            assertThat(mchids(database)).isEmpty();

            putPair(database, 2, 10);

            assertThat(mchids(database)).containsExactly("first-2", "second-2");
        }
    }

    /** A file that was deleted while it was open must not become an empty one. */
    @Test
    void makesNoNewFileInPlaceOfOneThatIsGone() throws Exception {
        try (Database database = Database.inFile(file())) {
            putPair(database, 1, 10);
            for (String name : List.of("localpay.db", "localpay.db-wal", "localpay.db-shm")) {
                Files.delete(folder.resolve(name));
            }

            // Without an error the files that nobody sees any more would be used until the end.
            assertThatThrownBy(() -> database.transaction(transaction -> transaction.update("no SQL")))
                    .isInstanceOf(StoreException.class);

            assertThatThrownBy(() -> putPair(database, 2, 10))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The database cannot be reached: ");

            assertThat(file()).doesNotExist();
        }
    }

    /** The last connection that closes ends the log, and the next one to open the file reads it from its beginning. */
    @Test
    void keepsTheOldConnectionOpenUntilThereIsANewOne() throws Exception {
        Database.inFile(file()).close();
        SqliteEngine engine = new SqliteEngine(Engine.SQLITE + file());
        Path away = folder.resolve("away.db");
        try (Connection old = engine.connect()) {
            elsewhere("PRAGMA user_version = 1");
            Files.move(file(), away);
            Files.createDirectory(file());
            assertThatThrownBy(() -> engine.replace(old)).isInstanceOf(SQLException.class);
            assertThat(old.isClosed()).isFalse();
            assertThatThrownBy(() -> engine.replace(old)).isInstanceOf(SQLException.class);

            Files.delete(file());
            Files.move(away, file());
            try (Connection replacement = engine.replace(old)) {
                assertThat(replacement).isNotSameAs(old);
                assertThat(old.isClosed()).isTrue();
            }
        }
    }

    /** A write lock that the old connection still holds does not keep the new one from being opened, and ends with it. */
    @Test
    void replacesAConnectionThatHoldsTheLock() throws Exception {
        Database.inFile(file()).close();
        SqliteEngine engine = new SqliteEngine(Engine.SQLITE + file());
        try (Connection old = engine.connect();
                Statement statement = old.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");

            try (Connection replacement = engine.replace(old);
                    Statement write = replacement.createStatement()) {
                write.execute("PRAGMA user_version = 2");
            }
        }
        assertThat(elsewhere("PRAGMA user_version")).containsExactly("2");
    }

    @Test
    void commitsTransactionsAsAWholeAfterTheLogCouldNotBeMoved() {
        try (Database database = Database.inFile(file())) {
            database.transaction(transaction -> transaction.update(INSERT, "one", "c"));
            assertThatThrownBy(() -> completeWhileItIsRead(database)).isInstanceOf(StoreException.class);

            assertThatThrownBy(() -> database.transaction(transaction -> {
                        transaction.update(INSERT, "two", "c");
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");

            assertThat(mchids(database)).containsExactly("one");
        }
    }

    /** A reader elsewhere keeps the log from being emptied. */
    private void completeWhileItIsRead(Database database) throws SQLException {
        try (Connection reader = DriverManager.getConnection(Engine.SQLITE + file());
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            try (ResultSet rows = statement.executeQuery("SELECT mchid FROM merchants")) {
                rows.next();
                database.complete();
            }
        }
    }
}
