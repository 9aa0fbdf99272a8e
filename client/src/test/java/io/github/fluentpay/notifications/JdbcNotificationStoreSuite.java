package io.github.fluentpay.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a store promises on a real database. One machine's connections come with autocommit on, the other's with
 * autocommit off.
 */
abstract class JdbcNotificationStoreSuite extends NotificationStoreSuite {

    private static final AtomicInteger TABLES = new AtomicInteger();

    final String table = "notification_" + TABLES.incrementAndGet();

    private TestPool onePool;
    private TestPool otherPool;
    private JdbcNotificationStore one;
    private JdbcNotificationStore other;

    abstract String url();

    @BeforeEach
    void createTables() throws SQLException {
        onePool = new TestPool(url(), true);
        otherPool = new TestPool(url(), false);
        one = new JdbcNotificationStore(onePool.dataSource(), table);
        other = new JdbcNotificationStore(otherPool.dataSource(), table);
        one.createTable();
        execute("CREATE TABLE " + table + "_effect (id VARCHAR(64))");
    }

    @AfterEach
    void closePools() throws SQLException {
        onePool.close();
        otherPool.close();
    }

    @Override
    JdbcNotificationStore one() {
        return one;
    }

    @Override
    JdbcNotificationStore other() {
        return other;
    }

    @Test
    void createsTheTableOnceHoweverManyTry() throws Exception {
        String manyTry = table + "_many";

        inParallel(8, i -> {
            TestPool pool = i % 2 == 0 ? onePool : otherPool;
            new JdbcNotificationStore(pool.dataSource(), manyTry).createTable();
            return null;
        });

        assertThat(new JdbcNotificationStore(onePool.dataSource(), manyTry).claim(ID, NOW, LEASE))
                .isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void takesATableThatAMigrationMade() throws SQLException {
        JdbcNotificationStore migrated = new JdbcNotificationStore(onePool.dataSource());

        execute(migrated.schema());

        assertThat(migrated.claim(ID, NOW, LEASE)).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void doesNotTakeAnotherTableForItsOwn() {
        JdbcNotificationStore wrong = new JdbcNotificationStore(onePool.dataSource(), table + "_effect");

        assertThatThrownBy(wrong::createTable)
                .isInstanceOf(NotificationStoreException.class)
                .hasMessageStartingWith("The notification store could not be created: ")
                .hasMessageContaining("token")
                .hasMessageEndingWith(". Next: create it by hand, as its documentation shows")
                .hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void commitsMarkAndEffectTogether() throws SQLException {
        String token = claimed(one.claim(ID, NOW, LEASE));

        try (Connection connection = otherPool.open()) {
            writeEffect(connection, table, ID);
            assertThat(one.done(connection, ID, token, NOW)).isTrue();
            connection.commit();
        }

        assertThat(effects()).isEqualTo(1);
        assertThat(other.claim(ID, AFTER_LEASE, LEASE)).isEqualTo(new Claim.Done());
        assertThat(one.done(ID, token, NOW)).isTrue();
        assertThat(one.release(ID, token)).isFalse();
    }

    @Test
    void isNotDoneAfterARollback() throws SQLException {
        String token = claimed(one.claim(ID, NOW, LEASE));

        try (Connection connection = otherPool.open()) {
            writeEffect(connection, table, ID);
            assertThat(one.done(connection, ID, token, NOW)).isTrue();
            connection.rollback();
        }

        assertThat(effects()).isZero();
        assertThat(other.claim(ID, NOW, LEASE)).isEqualTo(new Claim.InProgress());
        assertThat(other.claim(ID, AFTER_LEASE, LEASE)).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void tellsATransactionThatItWasTakenOver() throws SQLException {
        String late = claimed(one.claim(ID, NOW, LEASE));
        String taken = claimed(other.claim(ID, AFTER_LEASE, LEASE));

        try (Connection connection = otherPool.open()) {
            assertThat(one.done(connection, ID, late, AFTER_LEASE)).isFalse();
            connection.rollback();
        }

        assertThat(other.done(ID, taken, AFTER_LEASE)).isTrue();
    }

    @Test
    void refusesToMarkOutsideATransaction() throws SQLException {
        String token = claimed(one.claim(ID, NOW, LEASE));

        try (Connection connection = onePool.open()) {
            assertThatThrownBy(() -> one.done(connection, ID, token, NOW))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "The connection is in autocommit mode: notification EV-2018022511223320873 would be done"
                                    + " before the work is; call setAutoCommit(false) before both");
        }

        assertThat(other.claim(ID, NOW, LEASE)).isEqualTo(new Claim.InProgress());
    }

    /** Workers crash before the commit, or are so slow that they are taken over; time goes by at every step. */
    @Test
    void hasEveryEffectExactlyOnce() throws Exception {
        int ids = 200;
        AtomicReference<Instant> clock = new AtomicReference<>(NOW);

        inParallel(6, worker -> {
            Random random = new Random(worker);
            JdbcNotificationStore store = worker % 2 == 0 ? one : other;
            try (Connection connection = otherPool.open()) {
                for (int done = 0; done < ids; ) {
                    String id = "EV-" + done;
                    Claim claim = store.claim(id, clock.get(), LEASE);
                    if (claim instanceof Claim.Done) {
                        done++;
                    } else if (claim instanceof Claim.Claimed claimed) {
                        workOn(connection, store, id, claimed.token(), clock, random);
                    } else {
                        clock.updateAndGet(time -> time.plusSeconds(1));
                    }
                }
            }
            return null;
        });

        assertThat(number("SELECT COUNT(DISTINCT id) FROM " + table + "_effect"))
                .isEqualTo(ids);
        assertThat(effects()).isEqualTo(ids);
    }

    private void workOn(
            Connection connection,
            JdbcNotificationStore store,
            String id,
            String token,
            AtomicReference<Instant> clock,
            Random random)
            throws SQLException {
        if (random.nextInt(3) == 0) {
            clock.updateAndGet(time -> time.plus(LEASE));
        }
        writeEffect(connection, table, id);
        boolean mine = store.done(connection, id, token, clock.get());
        boolean crashes = random.nextInt(3) == 0;
        if (mine && !crashes) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    @Test
    void isTakenOverFromAProcessThatWasKilledAfterItsClaim() throws Exception {
        String lost;
        try (ClaimingProcess process = ClaimingProcess.start(url(), table, ClaimingProcess.Progress.CLAIMED)) {
            lost = process.token();
            assertThat(one.claim(ID, NOW, LEASE)).isEqualTo(new Claim.InProgress());
            process.kill();
        }

        assertThat(one.claim(ID, AFTER_LEASE.minusMillis(1), LEASE)).isEqualTo(new Claim.InProgress());
        String taken = claimed(other.claim(ID, AFTER_LEASE, LEASE));

        assertThat(one.done(ID, lost, AFTER_LEASE)).isFalse();
        assertThat(other.done(ID, taken, AFTER_LEASE)).isTrue();
    }

    @Test
    void theHandlerRunsOnAnotherMachineAfterAProcessWasKilled() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (ClaimingProcess process = ClaimingProcess.start(url(), table, ClaimingProcess.Progress.CLAIMED)) {
            process.kill();
        }

        assertThat(machine(other)
                        .handle(delivery(ID), notification -> runs.incrementAndGet())
                        .status())
                .isEqualTo(503);
        now = AFTER_LEASE;
        assertThat(machine(other)
                        .handle(delivery(ID), notification -> runs.incrementAndGet())
                        .status())
                .isEqualTo(200);

        assertThat(runs).hasValue(1);
    }

    @Test
    void keepsNothingOfAProcessThatWasKilledBeforeItsCommit() throws Exception {
        try (ClaimingProcess process = ClaimingProcess.start(url(), table, ClaimingProcess.Progress.MARKED)) {
            assertThat(one.claim(ID, NOW, LEASE)).isEqualTo(new Claim.InProgress());
            process.kill();
        }

        assertThat(one.claim(ID, AFTER_LEASE, LEASE)).isInstanceOf(Claim.Claimed.class);
        assertThat(effects()).isZero();
    }

    @Test
    void keepsEverythingOfAProcessThatWasKilledAfterItsCommit() throws Exception {
        try (ClaimingProcess process = ClaimingProcess.start(url(), table, ClaimingProcess.Progress.COMMITTED)) {
            process.kill();
        }

        assertThat(one.claim(ID, AFTER_LEASE, LEASE)).isEqualTo(new Claim.Done());
        assertThat(effects()).isEqualTo(1);
    }

    static void writeEffect(Connection connection, String table, String id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + table + "_effect (id) VALUES (?)")) {
            statement.setString(1, id);
            statement.executeUpdate();
        }
    }

    private int effects() throws SQLException {
        return number("SELECT COUNT(*) FROM " + table + "_effect");
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = onePool.open();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = onePool.open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
