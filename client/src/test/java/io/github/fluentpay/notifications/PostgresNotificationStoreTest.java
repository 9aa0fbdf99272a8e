package io.github.fluentpay.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a PostgreSQL server of its own, each commit on the disk. */
class PostgresNotificationStoreTest extends JdbcNotificationStoreSuite {

    @TempDir
    private static Path folder;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofSeconds(60))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    String url() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    @Test
    void commitsToTheDisk() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT current_setting('fsync'), current_setting('synchronous_commit'), version()")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("on");
            assertThat(rows.getString(2)).isEqualTo("on");
            assertThat(rows.getString(3)).startsWith("PostgreSQL 18.");
        }
    }

    @Test
    void worksOnConnectionsOfTheStrictestIsolation() throws Exception {
        TestPool strict = new TestPool(url() + "&options=-c%20default_transaction_isolation=serializable", true);
        JdbcNotificationStore store = new JdbcNotificationStore(strict.dataSource(), table);
        for (int round = 0; round < 20; round++) {
            String id = "EV-" + round;
            claimed(one().claim(id, NOW, LEASE));

            var claims = inParallel(8, i -> store.claim(id, AFTER_LEASE, LEASE));

            assertThat(claims).filteredOn(Claim.Claimed.class::isInstance).hasSize(1);
            assertThat(claims).filteredOn(new Claim.InProgress()::equals).hasSize(7);
        }
        strict.close();
    }

    @Test
    void waitsForTheTransactionThatMarksIt() throws Exception {
        String late = claimed(one().claim(ID, NOW, LEASE));
        try (Connection connection = DriverManager.getConnection(url())) {
            connection.setAutoCommit(false);
            one().done(connection, ID, late, NOW);

            CompletableFuture<Claim> claim = CompletableFuture.supplyAsync(() -> other().claim(ID, AFTER_LEASE, LEASE));
            awaitOneWaitingForALock();
            assertThat(claim).isNotDone();
            connection.commit();

            assertThat(claim).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(new Claim.Done());
        }
    }

    private void awaitOneWaitingForALock() throws SQLException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            while (true) {
                try (var rows = statement.executeQuery("SELECT 1 FROM pg_locks WHERE NOT granted")) {
                    if (rows.next()) {
                        return;
                    }
                }
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
        }
    }

    @Test
    void saysThatTheDatabaseIsGone() throws IOException {
        int nobodyListens;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobodyListens = socket.getLocalPort();
        }
        String url = "jdbc:postgresql://localhost:" + nobodyListens + "/postgres?user=postgres";
        NotificationStore gone = new JdbcNotificationStore(new TestPool(url, true).dataSource());
        String reason = "Connection to localhost:" + nobodyListens + " refused. Check that the hostname and port are"
                + " correct and that the postmaster is accepting TCP/IP connections. Next: ";

        assertThatThrownBy(() -> gone.claim(ID, NOW, LEASE))
                .isInstanceOf(NotificationStoreException.class)
                .hasMessage("Notification EV-2018022511223320873 could not be claimed: " + reason
                        + "answer with a failure, and the platform delivers it again")
                .hasCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> gone.done(ID, "token", NOW))
                .isInstanceOf(NotificationStoreException.class)
                .hasMessage("Notification EV-2018022511223320873 could not be marked done: " + reason
                        + "mark it again, else its handler runs again when the lease is over");
        assertThatThrownBy(() -> gone.release(ID, "token"))
                .isInstanceOf(NotificationStoreException.class)
                .hasMessage("Notification EV-2018022511223320873 could not be released: " + reason
                        + "nothing, it can be claimed when the lease is over");
        assertThatThrownBy(() -> gone.forget(NOW))
                .isInstanceOf(NotificationStoreException.class)
                .hasMessage("The notification store could not forget what is done: " + reason
                        + "try again later, until then it only grows");
    }

    @Test
    void saysThatTheDatabaseWentAwayInTheMiddle() throws SQLException {
        claimed(one().claim(ID, NOW, LEASE));
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");

        assertThatThrownBy(() -> one().claim("EV-2", NOW, LEASE))
                .isInstanceOf(NotificationStoreException.class)
                .hasMessage("Notification EV-2 could not be claimed: FATAL: terminating connection due to administrator"
                        + " command. Next: answer with a failure, and the platform delivers it again");
        assertThat(one().claim("EV-2", NOW, LEASE)).isInstanceOf(Claim.Claimed.class);
    }

    /** With the reason that the database gave, not with what became of its connection. */
    @Test
    void saysWhyAWriteFails() throws SQLException {
        execute("ALTER TABLE " + table + " ADD CONSTRAINT " + table + "_full CHECK (id <> '" + ID + "')");

        assertThatThrownBy(() -> one().claim(ID, NOW, LEASE))
                .isInstanceOf(NotificationStoreException.class)
                .hasMessageContaining("violates check constraint \"" + table + "_full\"");
    }
}
