package io.github.fluentpay.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.local.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** The connection is cut after the server has committed, or before it was asked to. */
    @ParameterizedTest
    @EnumSource(CuttingProxy.Lost.class)
    void findsOutWhetherACommitWithoutAnAnswerWasKept(CuttingProxy.Lost lost) throws Exception {
        String mchid = "lost-" + lost;
        try (CuttingProxy proxy = new CuttingProxy(port());
                Database database = Database.open(urlThrough(proxy))) {
            proxy.cutAt("COMMIT", lost);

            boolean acknowledged = true;
            try {
                database.transaction(transaction -> transaction.update(INSERT, mchid));
            } catch (StoreException refused) {
                acknowledged = false;
            }

            assertThat(proxy.hasCut()).isTrue();
            assertThat(acknowledged).isEqualTo(lost == CuttingProxy.Lost.ANSWER);
            assertThat(count(database, "WHERE mchid = '" + mchid + "'")).isEqualTo(acknowledged ? 1 : 0);
            database.transaction(transaction -> transaction.update(INSERT, mchid + "-next"));
            assertThat(count(database, "WHERE mchid = '" + mchid + "-next'")).isEqualTo(1);
        }
    }

    @Test
    void saysThatItIsNotKnownWhetherACommitWasKeptIfTheServerCannotBeAsked() throws Exception {
        try (CuttingProxy proxy = new CuttingProxy(port());
                Database database = Database.open(urlThrough(proxy))) {
            proxy.cutAt("COMMIT", CuttingProxy.Lost.ANSWER);

            assertThatThrownBy(() -> database.transaction(transaction -> {
                        transaction.update(INSERT, "unknown");
                        proxy.acceptNoMore();
                        return true;
                    }))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith(
                            "The answer to a commit was lost, and the database cannot be asked whether it"
                                    + " kept the transaction: ");
            assertThatThrownBy(() -> count(database, ""))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The database cannot be reached: ");
        }
    }

    @Test
    void keepsNothingOfATransactionWhoseConnectionWasLostWithinIt() throws Exception {
        try (Database database = Database.open(postgres.url())) {
            assertThatThrownBy(() -> database.transaction(transaction -> {
                        transaction.update(INSERT, "within-1");
                        endAllOtherConnections();
                        return transaction.update(INSERT, "within-2");
                    }))
                    .isInstanceOf(StoreException.class);

            assertThat(count(database, "WHERE mchid LIKE 'within-%'")).isZero();
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

    private static int port() {
        Matcher port = Pattern.compile(":([0-9]+)/").matcher(postgres.url());
        assertThat(port.find()).isTrue();
        return Integer.parseInt(port.group(1));
    }

    /** The driver writes COMMIT out each time, rather than the name of a prepared statement. */
    private static String urlThrough(CuttingProxy proxy) {
        return postgres.url().replace(":" + port() + "/", ":" + proxy.port() + "/") + "&prepareThreshold=0";
    }

    private static void endAllOtherConnections() {
        try (Connection connection = DriverManager.getConnection(postgres.url());
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        } catch (SQLException e) {
            throw new AssertionError(e);
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
