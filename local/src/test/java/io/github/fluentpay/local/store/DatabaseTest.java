package io.github.fluentpay.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final String INSERT = "INSERT INTO merchants (mchid, certificate, apiv3_key) VALUES (?, 'c', 'k')";

    @TempDir
    Path folder;

    @Test
    void undoesATransactionThatThrows() {
        try (Database database = Database.inMemory()) {
            assertThatThrownBy(() -> database.transaction(transaction -> {
                        transaction.update(INSERT, "1900000001");
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");

            assertThat(count(database)).isZero();
        }
    }

    @Test
    void refusesATransactionWithinAnotherAndUndoesBoth() {
        try (Database database = Database.inMemory()) {
            assertThatThrownBy(() -> database.transaction(transaction -> {
                        transaction.update(INSERT, "1900000001");
                        return database.transaction(inner -> inner.update(INSERT, "1900000002"));
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("A transaction cannot begin within another: pass that one on");

            assertThat(count(database)).isZero();
        }
    }

    @Test
    void keepsWhatWasCommittedInItsFile() {
        Path file = folder.resolve("localpay.db");
        try (Database database = Database.inFile(file)) {
            database.transaction(transaction -> transaction.update(INSERT, "1900000001"));
        }

        try (Database database = Database.inFile(file)) {
            assertThat(count(database)).isEqualTo(1);
        }
    }

    @Test
    void isOnTheDiskWhenACommitReturns() {
        try (Database database = Database.inFile(folder.resolve("localpay.db"))) {
            String journal = database.transaction(transaction -> transaction
                    .first("PRAGMA journal_mode", row -> row.getString(1))
                    .orElseThrow());
            long synchronous = database.transaction(transaction -> transaction.count("PRAGMA synchronous"));

            assertThat(journal).isEqualTo("wal");
            assertThat(synchronous).as("2 is FULL").isEqualTo(2);
        }
    }

    private static long count(Database database) {
        return database.transaction(transaction -> transaction.count("SELECT count(*) FROM merchants"));
    }

    @Test
    void isWholeInItsFileOnceItIsComplete(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("localpay.db");
        Path alone = folder.resolve("alone.db");
        try (Database database = Database.inFile(file)) {
            assertThat(file.resolveSibling("localpay.db-wal")).isNotEmptyFile();

            database.complete();

            assertThat(file.resolveSibling("localpay.db-wal")).isEmptyFile();
            Files.copy(file, alone);
        }
        Database.inFile(alone).close();
    }
}
