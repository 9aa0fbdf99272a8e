package io.github.fluentpay.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.local.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlTest {

    private static final String INSERT = "INSERT INTO merchants (mchid, certificate, apiv3_key) VALUES (?, 'c', 'k')"
            + " ON CONFLICT (mchid) DO NOTHING";

    @TempDir
    private static Path folder;

    private static TestPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = TestPostgres.in(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    @Test
    void keepsWhatWasCommittedAndUndoesWhatThrew() {
        try (Database database = Database.open(postgres.url())) {
            database.transaction(transaction -> transaction.update(INSERT, "1900000001"));
            assertThatThrownBy(() -> database.transaction(transaction -> {
                        transaction.update(INSERT, "1900000002");
                        throw new IllegalStateException("stop");
                    }))
                    .hasMessage("stop");
        }

        try (Database database = Database.open(postgres.url())) {
            assertThat(count(database, "WHERE mchid = '1900000001'")).isEqualTo(1);
            assertThat(count(database, "WHERE mchid = '1900000002'")).isZero();
        }
    }

    @Test
    void isOnTheDiskWhenACommitReturns() {
        try (Database database = Database.open(postgres.url())) {
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(database, "fsync")).isEqualTo("on");
        }
    }

    @Test
    void belongsToOneLocalPayAtATime() {
        try (Database first = Database.open(postgres.url())) {
            assertThat(count(first, "")).isNotNegative();
            assertThatThrownBy(() -> Database.open(postgres.url()))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The database cannot be opened: another LocalPay uses "
                            + Engine.withoutSettings(postgres.url())
                            + ": stop that one, or choose another database");
        }
    }

    @Test
    void goesOnAfterItsConnectionWasLost() throws Exception {
        try (Database database = Database.open(postgres.url())) {
            database.transaction(transaction -> transaction.update(INSERT, "1900000003"));
            endAllOtherConnections();

            assertThatThrownBy(() -> count(database, "")).isInstanceOf(StoreException.class);

            assertThat(count(database, "WHERE mchid = '1900000003'")).isEqualTo(1);
        }
    }

    @Test
    void takesUrlsOfTwoKindsAndShowsNoPassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Database.open("jdbc:mysql://me:secret@127.0.0.1/pay?password=secret"))
                .withMessage("\"jdbc:mysql://127.0.0.1/pay\" is no database that LocalPay knows: jdbc:sqlite:FILE and"
                        + " jdbc:postgresql://HOST:PORT/NAME are");
    }

    @Test
    void saysWhatIsWrongWithAServerThatIsNotThere() {
        assertThatThrownBy(() -> Database.open("jdbc:postgresql://127.0.0.1:1/pay?password=secret"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The database cannot be opened: ")
                .hasMessageContaining("127.0.0.1:1 refused")
                .hasMessageNotContaining("secret");
    }

    private static void endAllOtherConnections() throws Exception {
        try (Connection connection = DriverManager.getConnection(postgres.url());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        }
    }

    private static String setting(Database database, String name) {
        return database.transaction(transaction -> transaction
                .first("SELECT current_setting(?)", row -> row.getString(1), name)
                .orElseThrow());
    }

    private static long count(Database database, String where) {
        return database.transaction(transaction -> transaction.count("SELECT count(*) FROM merchants " + where));
    }
}
