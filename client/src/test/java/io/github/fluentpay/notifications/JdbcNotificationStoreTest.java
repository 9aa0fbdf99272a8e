package io.github.fluentpay.notifications;

import static io.github.fluentpay.notifications.NotificationStoreSuite.LEASE;
import static io.github.fluentpay.notifications.NotificationStoreSuite.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.notifications.NotificationStoreException.Operation;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is settled before a database is asked. */
class JdbcNotificationStoreTest {

    private static final DataSource UNUSED = TestPool.dataSource(() -> {
        throw new AssertionError("The database was asked");
    });

    @Test
    void refusesAnIdBeforeItAsksTheDatabase() {
        NotificationStore store = new JdbcNotificationStore(UNUSED);

        assertThatThrownBy(() -> store.claim("EV-'1", NOW, LEASE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.claim("EV-1", NOW, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.done("EV-😀", "token", NOW)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.release("EV-".repeat(22), "token")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notification", "_n1", "pay.notification", "Pay.Notification"})
    void takesTheNameOfATable(String table) {
        assertThat(new JdbcNotificationStore(UNUSED, table).schema()).isEqualTo("""
                        CREATE TABLE IF NOT EXISTS %s (
                            id          VARCHAR(64) NOT NULL PRIMARY KEY,
                            token       VARCHAR(36) NOT NULL,
                            lease_until BIGINT      NOT NULL,
                            done_at     BIGINT
                        )""".formatted(table));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1n", "n; DROP TABLE n", "\"n\"", "a.b.c", ".n", "n.", "通知", "n%s"})
    void refusesWhatIsNotTheNameOfATable(String table) {
        assertThatThrownBy(() -> new JdbcNotificationStore(UNUSED, table))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The table cannot be named \"" + table + "\"; a name is 1 to 63 of the letters A to Z, digits"
                                + " and underscores, not a digit first, perhaps after a schema's name and a full stop");
    }

    @Test
    void keepsOperationIdAndCause() {
        SQLException cause = new SQLException("ERROR: disk full\n  Hint: buy one.\n");
        NotificationStore broken = new JdbcNotificationStore(TestPool.dataSource(() -> {
            throw cause;
        }));

        assertThatThrownBy(() -> broken.done("EV-1", "token", NOW))
                .isInstanceOfSatisfying(NotificationStoreException.class, e -> {
                    assertThat(e.operation()).isEqualTo(Operation.DONE);
                    assertThat(e.id()).hasValue("EV-1");
                    assertThat(e).hasCause(cause);
                    assertThat(e)
                            .hasMessage("Notification EV-1 could not be marked done: ERROR: disk full Hint: buy one."
                                    + " Next: mark it again, else its handler runs again when the lease is over");
                });
        assertThatThrownBy(() -> broken.forget(NOW))
                .isInstanceOfSatisfying(
                        NotificationStoreException.class,
                        e -> assertThat(e.id()).isEmpty());
    }
}
