package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.returns.WatchedDataSource.Step;
import io.github.fluentpay.returns.WatchedDataSource.Watch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Transactions that want the same rows at the same time. */
@ExtendWith(Shared.class)
class ContentionTest {

    private static final String MCHID = "1900000001";
    private static final Duration IN_TIME = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private LedgerDatabase database;
    private String url;

    @BeforeEach
    void open() {
        url = TestDatabase.POSTGRESQL.freshUrl(folder);
        database = LedgerDatabase.open(url);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        database.close();
    }

    private static CouponReturn coupon(int number) {
        return CouponReturn.of("1234567891", "code-" + number, "return-%04d".formatted(number))
                .ofMerchant(MCHID);
    }

    private static List<CouponReturn> coupons(int count) {
        return IntStream.range(0, count).mapToObj(ContentionTest::coupon).toList();
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }

    /** Both importers are stopped in the middle of the same batch, which is where their orders cross. */
    @Test
    void importsInOppositeOrdersWaitForEachOtherInOneOrder() throws Exception {
        AtomicInteger transactions = new AtomicInteger();
        ReturnLedger ledger = ReturnLedger.open(WatchedDataSource.of(database.dataSource(), counting(transactions)));
        transactions.set(0);
        List<CouponReturn> forwards = coupons(200);
        Future<SubmittedBatch> one;
        Future<SubmittedBatch> other;
        try (Connection middle = database.dataSource().getConnection()) {
            middle.setAutoCommit(false);
            ledger.submit(middle, coupon(100));
            one = threads.submit(() -> ledger.submitAll(forwards));
            await("one waits", () -> waiting() == 1);
            other = threads.submit(() -> ledger.submitAll(reversed(forwards)));
            await("both wait", () -> waiting() == 2);
            middle.rollback();
            middle.setAutoCommit(true);
        }

        assertThat(get(one).added() + get(other).added()).isEqualTo(200);
        assertThat(get(one).conflicts()).isEmpty();
        assertThat(transactions).as("neither gave way").hasValue(2);
        assertThat(ledger.counts()).containsEntry(ReturnState.PENDING, 200L);
    }

    @Test
    void manyImportsInOppositeOrdersAddEachRowOnce() throws Exception {
        int importers = 4;
        int rounds = 5;
        ReturnLedger ledger = ReturnLedger.open(database.dataSource());
        CyclicBarrier together = new CyclicBarrier(importers);
        List<Future<Long>> all = new ArrayList<>();
        for (int i = 0; i < importers; i++) {
            boolean isReversed = i % 2 == 1;
            all.add(threads.submit(() -> {
                long added = 0;
                for (int round = 0; round < rounds; round++) {
                    int first = round * 1000;
                    List<CouponReturn> rows = IntStream.range(first, first + 600)
                            .mapToObj(ContentionTest::coupon)
                            .toList();
                    together.await(IN_TIME.toSeconds(), TimeUnit.SECONDS);
                    added +=
                            ledger.submitAll(isReversed ? reversed(rows) : rows).added();
                }
                return added;
            }));
        }

        long added = 0;
        for (Future<Long> one : all) {
            added += get(one);
        }
        assertThat(added).isEqualTo(rounds * 600L);
        assertThat(ledger.counts()).containsEntry(ReturnState.PENDING, rounds * 600L);
    }

    /** Rows are written in the order of their keys; what people see is in the order in which they were submitted. */
    @Test
    void keepsTheOrderOfSubmission() {
        ReturnLedger ledger = ReturnLedger.open(database.dataSource());
        List<CouponReturn> backwards = reversed(coupons(450));
        ledger.submitAll(backwards.subList(100, 150));

        SubmittedBatch batch = ledger.submitAll(backwards);

        assertThat(batch.added()).isEqualTo(400);
        assertThat(batch.known()).isEqualTo(50);
        assertThat(ledger.list(null, 0, 1000).subList(50, 450).stream()
                        .map(ReturnEntry::task)
                        .toList())
                .isEqualTo(IntStream.range(0, 450)
                        .filter(i -> i < 100 || i >= 150)
                        .mapToObj(backwards::get)
                        .toList());
    }

    /** Another transaction holds the second row and wants the first; the ledger has the first and wants the second. */
    @Test
    void aTransactionThatGaveWayIsRepeated() throws Exception {
        AtomicInteger transactions = new AtomicInteger();
        ReturnLedger ledger = ReturnLedger.open(WatchedDataSource.of(database.dataSource(), counting(transactions)));
        ledger.submitAll(coupons(2));
        boolean gaveWay = false;
        while (!gaveWay) {
            List<ReturnEntry> rows = ledger.list(null, 0, 10);
            boolean isPending = rows.get(0).state() == ReturnState.PENDING;
            transactions.set(0);
            Future<Long> moved;
            try (Connection hand = database.dataSource().getConnection();
                    Statement statement = hand.createStatement()) {
                hand.setAutoCommit(false);
                // The one whose patience ends first is the one that gives way: that should be the ledger.
                statement.execute("SET LOCAL deadlock_timeout = '60s'");
                statement.execute("UPDATE fluentpay_return SET due_at = due_at WHERE id = "
                        + rows.get(1).id());
                moved = threads.submit(() -> isPending ? ledger.cancelAll(rows) : ledger.retryAll(rows));
                await("the ledger waits", () -> waiting() == 1);
                statement.execute("UPDATE fluentpay_return SET due_at = due_at WHERE id = "
                        + rows.get(0).id());
                hand.rollback();
                hand.setAutoCommit(true);
            }
            assertThat(get(moved)).isEqualTo(2);
            // On a busy machine the ledger may have looked for a deadlock before there was one: then it is made again.
            gaveWay = transactions.get() > 1;
        }
        ReturnState state = ledger.list(null, 0, 1).get(0).state();
        assertThat(ledger.counts()).containsEntry(state, 2L);
    }

    @Test
    void handsInOppositeOrdersWaitForEachOtherInOneOrder() throws Exception {
        AtomicInteger transactions = new AtomicInteger();
        ReturnLedger ledger = ReturnLedger.open(WatchedDataSource.of(database.dataSource(), counting(transactions)));
        ledger.submitAll(coupons(100));
        List<ReturnEntry> rows = ledger.list(null, 0, 100);
        transactions.set(0);
        Future<Long> one;
        Future<Long> other;
        try (Connection middle = database.dataSource().getConnection();
                Statement statement = middle.createStatement()) {
            middle.setAutoCommit(false);
            statement.execute("UPDATE fluentpay_return SET due_at = due_at WHERE id = "
                    + rows.get(50).id());
            one = threads.submit(() -> ledger.cancelAll(rows));
            await("one waits", () -> waiting() == 1);
            other = threads.submit(() -> ledger.cancelAll(reversed(rows)));
            await("both wait", () -> waiting() == 2);
            middle.rollback();
            middle.setAutoCommit(true);
        }

        assertThat(get(one) + get(other)).isEqualTo(100);
        assertThat(transactions).as("neither gave way").hasValue(2);
    }

    /** Whatever a transaction of the ledger does, the database may tell it to begin again. */
    @Test
    void everythingIsRepeatedWhenTheDatabaseSaysSo() throws Exception {
        ReturnLedger ledger = ReturnLedger.open(database.dataSource());
        ledger.submit(coupon(1));
        run("CREATE SEQUENCE failures");
        run("CREATE FUNCTION give_way() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " IF nextval('failures') <= 3 THEN RAISE EXCEPTION 'gave way' USING ERRCODE = TG_ARGV[0]; END IF;"
                + " RETURN NULL; END $$");
        for (String state : List.of("40P01", "40001")) {
            run("CREATE TRIGGER gives_way AFTER INSERT OR UPDATE OR DELETE ON fluentpay_return"
                    + " FOR EACH STATEMENT EXECUTE FUNCTION give_way('" + state + "')");
            run("CREATE TRIGGER gives_way AFTER INSERT OR UPDATE ON fluentpay_return_pace"
                    + " FOR EACH STATEMENT EXECUTE FUNCTION give_way('" + state + "')");

            int number = state.equals("40001") ? 10 : 20;
            assertThat(gaveWay(() -> ledger.submit(coupon(number)).isNew())).isTrue();
            assertThat(gaveWay(() -> ledger.submitAll(List.of(coupon(number), another(number), coupon(number + 1)))))
                    .satisfies(batch -> {
                        assertThat(batch.added()).isEqualTo(1);
                        assertThat(batch.known()).isEqualTo(1);
                        assertThat(batch.conflicts()).as("counted once").hasSize(1);
                    });
            ReturnEntry entry =
                    ledger.find(MCHID, coupon(number).returnRequestNo()).orElseThrow();
            assertThat(gaveWay(() -> ledger.cancel(entry))).isTrue();
            assertThat(gaveWay(() -> ledger.retryAll(ledger.list(ReturnState.CANCELLED, 0, 1))))
                    .isEqualTo(1);
            assertThat(gaveWay(() -> ledger.cancelAll(ledger.list(ReturnState.PENDING, 0, 10))))
                    .isPositive();
            assertThat(ledger.history(entry)).as("written once").hasSize(3);
            run("UPDATE fluentpay_return SET changed_at = 1");
            assertThat(gaveWay(() -> ledger.purge(Duration.ofHours(1)))).isPositive();
            gaveWay(() -> {
                ledger.pace(MCHID, number);
                return true;
            });
            run("DROP TRIGGER gives_way ON fluentpay_return");
            run("DROP TRIGGER gives_way ON fluentpay_return_pace");
            ledger.submit(coupon(1));
        }
    }

    /** The same coupon number for another coupon. */
    private static CouponReturn another(int number) {
        return CouponReturn.of("1234567891", "another", coupon(number).returnRequestNo())
                .ofMerchant(MCHID);
    }

    private <T> T gaveWay(Callable<T> work) throws Exception {
        run("ALTER SEQUENCE failures RESTART");
        return work.call();
    }

    @Test
    void doesNotTryForever() throws Exception {
        ReturnLedger ledger = ReturnLedger.open(database.dataSource());
        run("CREATE FUNCTION give_way() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                + " RAISE EXCEPTION 'gave way' USING ERRCODE = '40P01'; END $$");
        run("CREATE TRIGGER gives_way BEFORE INSERT ON fluentpay_return"
                + " FOR EACH STATEMENT EXECUTE FUNCTION give_way()");

        assertThatThrownBy(() -> ledger.submit(coupon(1)))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("The ledger's database fails: ERROR: gave way")
                .hasMessageEndingWith("tried 10 times)");

        try (Connection own = database.dataSource().getConnection()) {
            own.setAutoCommit(false);
            assertThatThrownBy(() -> ledger.submit(own, coupon(1)))
                    .as("nobody but the caller can begin it again")
                    .isInstanceOf(LedgerException.class)
                    .hasMessageStartingWith("The ledger's database has ended this transaction in favour of another:"
                            + " ERROR: gave way")
                    .hasMessageEndingWith("Roll it back and do all of it again");
            own.rollback();
            own.setAutoCommit(true);
        }
    }

    /** A pool of the application's may not wait for a locked SQLite file, or not for long. */
    @Test
    void waitsForALockedFile() throws Exception {
        AtomicInteger transactions = new AtomicInteger();
        String file = TestDatabase.SQLITE.freshUrl(folder);
        try (LedgerDatabase made = LedgerDatabase.open(file);
                Connection writer = DriverManager.getConnection(file)) {
            ReturnLedger.open(made.dataSource());
            SQLiteDataSource impatient = new SQLiteDataSource();
            impatient.setUrl(file + "?busy_timeout=1");
            ReturnLedger ledger = ReturnLedger.open(WatchedDataSource.of(impatient, counting(transactions)));
            transactions.set(0);
            writer.setAutoCommit(false);
            ledger.submit(writer, coupon(1));

            Future<Submitted> other = threads.submit(() -> ledger.submit(coupon(2)));
            await("it was told that the file is locked", () -> transactions.get() >= 2);
            writer.commit();

            assertThat(get(other).isNew()).isTrue();
            assertThat(ledger.counts()).containsEntry(ReturnState.PENDING, 2L);
        }
    }

    /** It has read, and another transaction has written since: it would write over what it has not seen. */
    @Test
    void tellsACallerWhoseTransactionIsTooOld() throws Exception {
        String file = TestDatabase.SQLITE.freshUrl(folder);
        try (LedgerDatabase made = LedgerDatabase.open(file);
                Connection own = made.dataSource().getConnection();
                Statement statement = own.createStatement()) {
            ReturnLedger ledger = ReturnLedger.open(made.dataSource());
            own.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM fluentpay_return").close();
            ledger.submit(coupon(1));

            assertThatThrownBy(() -> ledger.submit(own, coupon(2)))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageStartingWith("The ledger's database has ended this transaction in favour of another:")
                    .hasMessageContaining("SQLITE_BUSY_SNAPSHOT");

            own.rollback();
            assertThat(ledger.submit(own, coupon(2)).isNew()).isTrue();
            own.commit();
        }
    }

    private static Watch counting(AtomicInteger connects) {
        return new Watch() {
            @Override
            public void before(Step step) {
                if (step == Step.CONNECT) {
                    connects.incrementAndGet();
                }
            }
        };
    }

    /** The number of those that wait for somebody else's row. */
    private int waiting() {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.get(IN_TIME.toSeconds(), TimeUnit.SECONDS);
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + IN_TIME.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }
}
