package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a ledger does, with nobody at work on it. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LedgerTest extends DeskTestBase {

    private static final String MCHID = "1900000001";

    LedgerTest(TestDatabase kind) {
        super(kind);
    }

    private static CouponReturn coupon(int number) {
        return CouponReturn.of("1234567891", "code-" + number, "return-" + number)
                .ofMerchant(MCHID);
    }

    private ReturnLedger ledger() {
        return ReturnLedger.open(dataSource());
    }

    @Test
    void takesTheSameReturnOnce() {
        ReturnLedger ledger = ledger();
        Submitted first = ledger.submit(coupon(1));
        Submitted again = ledger.submit(coupon(1).heldBy("o-1", "wx-1"));

        assertThat(first.isNew()).isTrue();
        assertThat(again.isNew()).isFalse();
        assertThat(again.entry()).isEqualTo(first.entry());
        assertThat(ledger.counts()).containsEntry(ReturnState.PENDING, 1L);
    }

    @Test
    void refusesANumberForAnotherCoupon() {
        ReturnLedger ledger = ledger();
        ledger.submit(coupon(1));
        CouponReturn other = CouponReturn.of("1234567891", "code-2", "return-1").ofMerchant(MCHID);

        assertThatThrownBy(() -> ledger.submit(other))
                .isInstanceOf(ConflictingReturnException.class)
                .hasMessage(
                        "Request number return-1 of merchant 1900000001 stands for coupon code-1 of stock 1234567891 in"
                                + " the ledger; it cannot stand for coupon code-2 of stock 1234567891 too. Give the second one a"
                                + " number of its own");
        SubmittedBatch batch = ledger.submitAll(List.of(coupon(1), other, coupon(3), coupon(3)));
        assertThat(batch.added()).isEqualTo(1);
        assertThat(batch.known()).isEqualTo(2);
        assertThat(batch.conflicts()).hasSize(1);
        assertThat(batch.conflicts().get(0).known()).isEqualTo(coupon(1));
    }

    @Test
    void refusesANumberForAnotherUseOfTheSameCoupon() {
        ReturnLedger ledger = ledger();
        ledger.submit(use(1));

        assertThat(ledger.submit(use(1)).isNew()).isFalse();
        assertThatThrownBy(() -> ledger.submit(use(2)))
                .isInstanceOf(ConflictingReturnException.class)
                .hasMessage("Request number return-1 of merchant 1900000001 stands for coupon code-1"
                        + " (sequential_coupon_index 1) of stock 1234567891 in the ledger; it cannot stand for coupon"
                        + " code-1 (sequential_coupon_index 2) of stock 1234567891 too. Give the second one a number of"
                        + " its own");
    }

    private static ProductCouponReturn use(long index) {
        CouponHolder holder = new CouponHolder("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "wxd678efh567hg6787");
        return new ProductCouponReturn("120344", "200000001", "1234567891", "code-1", holder, "return-1", index, MCHID);
    }

    @Test
    void aCallersTransactionDecides() throws SQLException {
        ReturnLedger ledger = ledger();
        run("CREATE TABLE refund (no TEXT)");
        try (Connection connection = dataSource().getConnection()) {
            assertThatThrownBy(() -> ledger.submit(connection, coupon(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The connection is in autocommit mode: the return return-1 would be written before your"
                            + " refund is; call setAutoCommit(false) before both");
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO refund VALUES ('1')");
            ledger.submit(connection, coupon(1));
            connection.rollback();
            assertThat(ledger.counts()).containsEntry(ReturnState.PENDING, 0L);

            connection.createStatement().execute("INSERT INTO refund VALUES ('2')");
            Submitted submitted = ledger.submit(connection, coupon(2));
            connection.commit();
            connection.setAutoCommit(true);

            assertThat(submitted.isNew()).isTrue();
        }
        assertThat(ledger.find(MCHID, "return-1")).isEmpty();
        assertThat(ledger.find(MCHID, "return-2")).isPresent();
    }

    @Test
    void cancelsAndRetriesByHand() {
        ReturnLedger ledger = ledger();
        ReturnEntry pending = ledger.submit(coupon(1)).entry();

        assertThatThrownBy(() -> ledger.retry(pending))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The return return-1 is PENDING and cannot become PENDING");
        assertThat(ledger.cancel(pending)).isTrue();
        assertThat(ledger.cancel(pending)).as("read before it was cancelled").isFalse();
        ReturnEntry cancelled = ledger.find(MCHID, "return-1").orElseThrow();
        assertThat(cancelled.state()).isEqualTo(ReturnState.CANCELLED);
        assertThatThrownBy(() -> ledger.cancel(cancelled))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The return return-1 is CANCELLED and cannot become CANCELLED: it has ended");
        assertThat(ledger.retry(cancelled)).isTrue();
        assertThat(ledger.history(cancelled))
                .extracting(HistoryEntry::note)
                .containsExactly("by hand, was PENDING", "by hand, was CANCELLED");

        for (String state : List.of("SENT", "UNKNOWN")) {
            run("UPDATE fluentpay_return SET state = '" + state + "'");
            ReturnEntry doubtful = ledger.find(MCHID, "return-1").orElseThrow();
            assertThatThrownBy(() -> ledger.cancel(doubtful))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The return return-1 is " + state
                            + " and cannot become CANCELLED: the platform may have done it already");
        }
    }

    @Test
    void movesManyByHandAndCountsWhatIsOpen() {
        ReturnLedger ledger = ReturnLedger.open(dataSource());
        ledger.submitAll(campaign(3));
        assertThat(ledger.openByMerchant()).isEqualTo(Map.of(mchid(), 3L));
        List<ReturnEntry> pending = ledger.list(ReturnState.PENDING, 0, 10);

        assertThat(ledger.retryAll(pending)).isZero();
        assertThat(ledger.cancelAll(pending)).isEqualTo(3);
        assertThat(ledger.cancelAll(pending)).as("they are not what they were").isZero();
        assertThat(ledger.openByMerchant()).isEmpty();
        assertThat(ledger.retryAll(ledger.list(ReturnState.CANCELLED, 0, 10))).isEqualTo(3);

        assertThat(ledger.counts()).containsEntry(ReturnState.PENDING, 3L);
    }

    @Test
    void namesTheSubmissionOfAConflict() {
        ReturnLedger ledger = ReturnLedger.open(dataSource());
        CouponReturn one = campaign(1).get(0);
        CouponReturn other =
                CouponReturn.of(one.stockId(), "another", one.returnRequestNo()).ofMerchant(mchid());

        SubmittedBatch batch = ledger.submitAll(List.of(one, other));

        assertThat(batch.added()).isEqualTo(1);
        assertThat(batch.conflicts()).hasSize(1);
        assertThat(batch.conflicts().get(0).refused().couponCode()).isEqualTo("another");
    }

    /** An attempt had no answer, a later one was refused: the first may have been performed, also after a retry. */
    @Test
    void whatWasInDoubtIsInDoubtAgainAfterARetry() {
        ReturnLedger ledger = ledger();
        ledger.submitAll(List.of(coupon(1), coupon(2), coupon(3)));
        run("UPDATE fluentpay_return SET due_at = 2 WHERE request_no <> 'return-1'");
        for (int i = 0; i < 2; i++) {
            run("UPDATE fluentpay_return SET due_at = 1 WHERE request_no = 'return-1'");
            attempt(ledger, i == 0 ? ReturnState.UNKNOWN : ReturnState.REFUSED);
        }
        attempt(ledger, ReturnState.REFUSED);
        List<ReturnEntry> refused = ledger.list(ReturnState.REFUSED, 0, 10);
        assertThat(refused).extracting(entry -> entry.task().requestNo()).containsExactly("return-1", "return-2");

        assertThat(ledger.retry(refused.get(0))).isTrue();
        assertThat(ledger.retryAll(refused.subList(1, 2))).isEqualTo(1);

        ReturnEntry doubtful = ledger.find(MCHID, "return-1").orElseThrow();
        assertThat(doubtful.state()).isEqualTo(ReturnState.UNKNOWN);
        assertThat(ledger.history(doubtful))
                .extracting(HistoryEntry::state, HistoryEntry::note)
                .last()
                .isEqualTo(tuple(ReturnState.UNKNOWN, "by hand, was REFUSED"));
        assertThat(ledger.find(MCHID, "return-2").orElseThrow().state()).isEqualTo(ReturnState.PENDING);
        assertThatThrownBy(() -> ledger.cancel(doubtful))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The return return-1 is UNKNOWN and cannot become CANCELLED: the platform may have done it already");
        List<Claimed> claimed = ledger.ledger()
                .transaction((connection, now) -> ledger.table().claim(connection, MCHID, "w/2", now + 1000, 10, now));
        assertThat(claimed)
                .extracting(row -> row.task().requestNo(), Claimed::isDoubtful)
                .containsExactly(tuple("return-1", true), tuple("return-2", false), tuple("return-3", false));
    }

    /** A ledger may hold rows that an earlier version asked for again. */
    @Test
    void whatWasInDoubtIsNotCancelled() {
        ReturnLedger ledger = ledger();
        ledger.submit(coupon(1));
        attempt(ledger, ReturnState.UNKNOWN);
        run("UPDATE fluentpay_return SET state = 'PENDING'");
        ReturnEntry pending = ledger.find(MCHID, "return-1").orElseThrow();

        assertThatThrownBy(() -> ledger.cancel(pending))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The return return-1 cannot become CANCELLED: it was UNKNOWN before, and the platform may have"
                                + " done it already");
        assertThat(ledger.cancelAll(List.of(pending))).isZero();
        assertThat(ledger.counts()).containsEntry(ReturnState.PENDING, 1L);
    }

    /** As a worker makes one. */
    private static void attempt(ReturnLedger ledger, ReturnState outcome) {
        ledger.ledger().transaction((connection, now) -> {
            List<Claimed> claimed = ledger.table().claim(connection, MCHID, "w/1", now + 1000, 1, now);
            ledger.table().send(connection, claimed, "w", now);
            Settlement settlement = new Settlement(outcome, 0, "CODE", "text", null, null);
            return ledger.table().settle(connection, List.of(new Settled(claimed.get(0), settlement)), false, "w", now);
        });
    }

    @Test
    void purgesFinishedRowsWithTheirHistory() {
        ReturnLedger ledger = ledger();
        for (int i = 0; i < 20; i++) {
            ReturnEntry entry = ledger.submit(coupon(i)).entry();
            if (i % 2 == 0) {
                ledger.cancel(entry);
            }
        }
        assertThat(ledger.purge(Duration.ofHours(1))).isZero();
        run("UPDATE fluentpay_return SET changed_at = 1");

        assertThat(ledger.purge(Duration.ofHours(1))).isEqualTo(10);

        assertThat(ledger.counts()).containsEntry(ReturnState.CANCELLED, 0L).containsEntry(ReturnState.PENDING, 10L);
        assertThat(ledger.list(null, 0, 100))
                .allSatisfy(entry -> assertThat(ledger.history(entry)).isEmpty());
        assertThat(count("SELECT count(*) FROM fluentpay_return_history")).isZero();
    }

    private long count(String sql) {
        try (Connection connection = dataSource().getConnection();
                java.sql.ResultSet row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readsPageByPage() {
        ReturnLedger ledger = ledger();
        ledger.submitAll(IntStream.range(0, 450).mapToObj(LedgerTest::coupon).toList());
        List<String> numbers = new ArrayList<>();
        List<ReturnEntry> page = ledger.list(ReturnState.PENDING, 0, 100);
        while (!page.isEmpty()) {
            page.forEach(entry -> numbers.add(entry.task().requestNo()));
            page = ledger.list(ReturnState.PENDING, page.get(page.size() - 1).id(), 100);
        }
        assertThat(numbers)
                .isEqualTo(IntStream.range(0, 450).mapToObj(i -> "return-" + i).toList());
    }

    @Test
    void refusesALedgerOfANewerVersion() {
        ledger();
        run("UPDATE fluentpay_return_schema SET version = '2' WHERE version = '1'");

        assertThatThrownBy(this::ledger)
                .isInstanceOf(LedgerException.class)
                .hasMessage(
                        "The ledger was made by a newer version of FluentPay: its tables have version 2, this one knows"
                                + " up to 1. Nothing was changed; use the newer one");
    }

    @Test
    void opensWithAnyPool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setMaximumPoolSize(1);
        config.setAutoCommit(false);
        config.setConnectionTimeout(3000);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        try (HikariDataSource one = new HikariDataSource(config)) {
            ReturnLedger ledger = ReturnLedger.open(one);
            ledger.submit(coupon(1));
            assertThat(ledger.counts()).containsEntry(ReturnState.PENDING, 1L);
            ledger.submit(coupon(2));
        }
        assertThat(ledger().counts()).containsEntry(ReturnState.PENDING, 2L);
    }

    @Test
    void manyOpenItAtTheSameTime() throws Exception {
        int openers = 12;
        CyclicBarrier together = new CyclicBarrier(openers);
        ExecutorService threads = Executors.newFixedThreadPool(openers);
        List<Future<Long>> all = IntStream.range(0, openers)
                .mapToObj(i -> threads.submit(() -> {
                    try (LedgerDatabase own = LedgerDatabase.open(url())) {
                        together.await(60, TimeUnit.SECONDS);
                        ReturnLedger ledger = ReturnLedger.open(own.dataSource());
                        return ledger.submitAll(List.of(coupon(1), coupon(2))).added();
                    }
                }))
                .toList();
        threads.shutdown();

        long added = 0;
        for (Future<Long> one : all) {
            added += one.get(60, TimeUnit.SECONDS);
        }
        assertThat(added).isEqualTo(2);
    }

    @Test
    void othersTablesAreLeftAlone() {
        run("CREATE TABLE flyway_schema_history (mine TEXT)");
        run("CREATE TABLE refund (no TEXT)");

        ledger().submit(coupon(1));

        assertThat(ledger().summary().counts()).containsAllEntriesOf(Map.of(ReturnState.PENDING, 1L));
        assertThat(count("SELECT count(*) FROM flyway_schema_history")).isZero();
    }
}
