package io.github.fluentpay.notifications;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a file with a write-ahead log. A killed process loses none of its commits; for one that survives a power cut,
 * {@code synchronous} would have to be FULL, which takes these tests half a minute.
 */
class SqliteNotificationStoreTest extends JdbcNotificationStoreSuite {

    @TempDir
    Path folder;

    @Override
    String url() {
        return "jdbc:sqlite:" + folder.resolve("shop.db") + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=20000";
    }

    @Test
    void saysThatTheTableIsMissing() throws SQLException {
        execute("DROP TABLE " + table);

        assertThatThrownBy(() -> one().claim(ID, NOW, LEASE))
                .isInstanceOf(NotificationStoreException.class)
                .hasMessage(
                        "Notification EV-2018022511223320873 could not be claimed: [SQLITE_ERROR] SQL error or missing"
                                + " database (no such table: " + table
                                + "). Next: answer with a failure, and the platform delivers it again");
    }
}
