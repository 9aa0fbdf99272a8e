package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.returns.WatchedDataSource.Step;
import io.github.fluentpay.returns.WatchedDataSource.Watch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A desk while its database, the platform, or another desk does what it should not. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeskFaultsTest extends DeskTestBase {

    private static final long SEED = 20260102;

    DeskFaultsTest(TestDatabase kind) {
        super(kind);
    }

    /** Among them: commits that fail and have happened, and such that have not. */
    @Test
    void survivesADatabaseThatFailsAtAnyStep() {
        Random random = new Random(SEED);
        AtomicBoolean calm = new AtomicBoolean(true);
        Watch fails = new Watch() {
            @Override
            public void before(Step step) throws SQLException {
                fail(step, "before");
            }

            @Override
            public void after(Step step) throws SQLException {
                fail(step, "after");
            }

            private synchronized void fail(Step step, String when) throws SQLException {
                if (!calm.get() && random.nextInt(step == Step.COMMIT ? 6 : 40) == 0) {
                    throw new SQLException("the network fails " + when + " " + step);
                }
            }
        };
        List<CouponReturn> coupons = campaign(40);
        AtomicInteger failures = new AtomicInteger();
        ReturnMonitor counts = new ReturnMonitor() {
            @Override
            public void ledgerFailed(LedgerException failure) {
                failures.incrementAndGet();
            }
        };
        try (ReturnDesk desk = desk(
                WatchedDataSource.of(dataSource(), fails),
                hasty().concurrency(8).batch(8).monitor(counts))) {
            desk.submitAll(coupons);
            calm.set(false);
            desk.start();

            await("failures", () -> failures.get() >= 3);
            endAllLeases();
            await("more failures", () -> failures.get() >= 6);
            calm.set(true);
            endAllLeases();
            awaitReturned(desk.ledger(), 40);
        }
        assertThat(effects()).isEqualTo(40);
    }

    @Test
    void waitsForADatabaseThatIsGone() throws InterruptedException {
        AtomicBoolean gone = new AtomicBoolean();
        Watch away = new Watch() {
            @Override
            public void before(Step step) throws SQLException {
                if (gone.get()) {
                    throw new SQLException("connection refused");
                }
            }
        };
        List<LedgerException> failures = new ArrayList<>();
        ReturnMonitor monitor = new ReturnMonitor() {
            @Override
            public void ledgerFailed(LedgerException failure) {
                synchronized (failures) {
                    failures.add(failure);
                }
            }
        };
        ReturnDesk desk = desk(
                WatchedDataSource.of(dataSource(), away), quick().concurrency(4).monitor(monitor));
        desk.submitAll(campaign(60));
        desk.start();
        await("some calls", () -> effects() >= 10);
        gone.set(true);
        await("it is noticed", () -> {
            synchronized (failures) {
                return failures.size() >= 3;
            }
        });
        long whileGone = effects();
        assertThat(whileGone).as("what is not written down is not sent").isLessThan(60);
        assertThat(failures.get(0)).hasMessage("The ledger's database fails: connection refused");
        gone.set(false);
        awaitReturned(desk.ledger(), 60);
        assertThat(effects()).isEqualTo(60);

        // A turn that is over when the database goes would say with right that all is written down.
        synchronized (failures) {
            failures.clear();
        }
        gone.set(true);
        await("it is noticed again", () -> {
            synchronized (failures) {
                return !failures.isEmpty();
            }
        });
        assertThat(desk.drain(Duration.ofMillis(300)))
                .as("nobody can say that all is written down")
                .isFalse();
    }

    @Test
    void aLateResultDoesNoHarm() throws InterruptedException {
        CouponReturn coupon = campaign(1).get(0);
        CompletableFuture<Void> gate = new CompletableFuture<>();
        try (FluentPay late = pay().toBuilder()
                        .callTimeout(Duration.ofMinutes(1))
                        .responseTimeout(Duration.ofMinutes(1))
                        .decorateTransport(
                                engine -> request -> engine.send(request).thenCombine(gate, (reply, open) -> reply))
                        .build();
                ReturnDesk slow = ReturnDesk.open(
                        dataSource(),
                        late,
                        quick().callTimeout(Duration.ofMinutes(1))
                                .lease(Duration.ofMinutes(3))
                                .build());
                ReturnDesk other = desk(quick())) {
            slow.submit(coupon);
            slow.start();
            await("the platform has it", () -> stateAtThePlatform(coupon).equals("SENDED"));
            endAllLeases();
            other.start();
            awaitReturned(other.ledger(), 1);
            ReturnEntry before = entry(other.ledger(), coupon);
            gate.complete(null);
            assertThat(slow.drain(Duration.ofSeconds(30))).isTrue();

            assertThat(entry(other.ledger(), coupon)).as("nothing came late").isEqualTo(before);
            assertThat(before.attempts()).isEqualTo(2);
            assertThat(other.ledger().history(before))
                    .extracting(HistoryEntry::state)
                    .containsExactly(ReturnState.SENT, ReturnState.UNKNOWN, ReturnState.SENT, ReturnState.RETURNED);
        }
        assertThat(effects()).isEqualTo(1);
    }

    @Test
    void aStormOfRefusalsHoldsAllDesksBack() {
        List<CouponReturn> coupons = campaign(60);
        localPay()
                .faults()
                .add(FaultRule.of(Fault.refusal(429, "RATELIMIT_EXCEEDED"))
                        .path(RETURN)
                        .times(20));
        try (ReturnDesk one = desk(quick().concurrency(20));
                ReturnDesk other = desk(quick().concurrency(20))) {
            one.submitAll(coupons);
            one.start();
            other.start();
            awaitReturned(one.ledger(), 60);
        }
        assertThat(effects()).isEqualTo(60);
        assertThat(calls()).isEqualTo(80);
    }

    /**
     * The first attempt is performed and its answer lost; the next one is refused, as by an endpoint that does not replay.
     * That refusal is due to the very first attempt, so it must not end as "nothing was done".
     */
    @Test
    void aRefusalAfterALostAnswerIsInDoubt() {
        CouponReturn coupon = campaign(1).get(0);
        CouponReturn withoutHolder = CouponReturn.of(coupon.stockId(), coupon.couponCode(), coupon.returnRequestNo());
        localPay()
                .faults()
                .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).path(RETURN).times(1));
        localPay()
                .faults()
                .add(FaultRule.of(Fault.refusal(400, "RESOURCE_ALREADY_EXISTS"))
                        .path(RETURN)
                        .times(1));
        try (ReturnDesk desk = desk(quick())) {
            desk.submit(withoutHolder);
            desk.start();

            awaitAll(desk.ledger(), Map.of(ReturnState.IN_DOUBT, 1L));
            ReturnEntry entry = entry(desk.ledger(), withoutHolder);
            assertThat(entry.code()).isEqualTo("RESOURCE_ALREADY_EXISTS");
            assertThat(entry.message()).endsWith("may have been performed: look at the coupon)");
            assertThat(effects()).isEqualTo(1);

            // By hand, once somebody has looked: the platform that replays says what it did.
            assertThat(desk.ledger().retry(entry)).isTrue();
            awaitReturned(desk.ledger(), 1);
        }
        assertThat(effects()).isEqualTo(1);
    }

    /** With its holder the ledger looks at the coupon itself, before it asks again. */
    @Test
    void aLostAnswerIsSettledByALookAtTheCoupon() {
        CouponReturn coupon = campaign(1).get(0);
        assertThat(coupon.holder()).isNotNull();
        localPay()
                .faults()
                .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).path(RETURN).times(1));
        localPay()
                .faults()
                .add(FaultRule.of(Fault.refusal(400, "RESOURCE_ALREADY_EXISTS"))
                        .path(RETURN)
                        .times(1));
        try (ReturnDesk desk = desk(quick())) {
            desk.submit(coupon);
            desk.start();

            awaitReturned(desk.ledger(), 1);
        }
        assertThat(effects()).isEqualTo(1);
    }

    /** A look that finds the coupon used tells that nothing was performed: the refusal that follows decides. */
    @Test
    void aRefusalAfterALookThatFoundNothingPerformedDecides() {
        CouponReturn coupon = campaign(1).get(0);
        localPay()
                .faults()
                .add(FaultRule.of(Fault.reset(Moment.BEFORE_EFFECT))
                        .path(RETURN)
                        .times(1));
        localPay()
                .faults()
                .add(FaultRule.of(Fault.refusal(400, "INVALID_REQUEST"))
                        .path(RETURN)
                        .times(1));
        try (ReturnDesk desk = desk(quick())) {
            desk.submit(coupon);
            desk.start();

            awaitAll(desk.ledger(), Map.of(ReturnState.REFUSED, 1L));
        }
        assertThat(effects()).isZero();
    }

    /** What one desk was told holds for the other. */
    @Test
    void aDeskHeedsWhatAnotherWasTold() throws InterruptedException {
        List<CouponReturn> coupons = campaign(2);
        localPay()
                .faults()
                .add(FaultRule.of(Fault.refusal(429, "RATELIMIT_EXCEEDED"))
                        .path(RETURN)
                        .times(1));
        try (ReturnDesk one = desk(quick());
                ReturnDesk other = desk(quick())) {
            one.submit(coupons.get(0));
            one.start();
            await(
                    "it is written down",
                    () -> entry(one.ledger(), coupons.get(0)).state() == ReturnState.WAITING);
            assertThat(one.drain(Duration.ofSeconds(30))).isTrue();
            other.submit(coupons.get(1));
            other.start();
            awaitReturned(other.ledger(), 2);
        }
        List<JournalEntry> calls = localPay().journal().of(RETURN);
        assertThat(Duration.between(calls.get(0).time(), calls.get(1).time()))
                .as("half a second at least")
                .isGreaterThan(Duration.ofMillis(490));
    }

    @Test
    void aWrongKeyRefusesNoRow() {
        List<CouponReturn> coupons = campaign(5);
        localPay()
                .faults()
                .add(FaultRule.of(Fault.refusal(401, "SIGN_ERROR")).path(RETURN).times(5));
        try (ReturnDesk desk = desk(quick())) {
            desk.submitAll(coupons);
            desk.start();
            awaitReturned(desk.ledger(), 5);
        }
        assertThat(effects()).isEqualTo(5);
    }

    /** A proxy, say, whose page comes in place of the platform's answer. */
    @Test
    void aRefusalThatIsNotThePlatformsRefusesNoRow() {
        localPay()
                .faults()
                .add(FaultRule.of(Fault.gatewayPage(403, Moment.AFTER_EFFECT))
                        .path(RETURN)
                        .times(2));
        try (ReturnDesk desk = desk(quick())) {
            desk.submitAll(campaign(5));
            desk.start();
            awaitReturned(desk.ledger(), 5);
        }
        assertThat(effects()).isEqualTo(5);
    }

    @Test
    void pausesAndGoesOn() {
        AtomicInteger commits = new AtomicInteger();
        Watch counting = new Watch() {
            @Override
            public void after(Step step) {
                if (step == Step.COMMIT) {
                    commits.incrementAndGet();
                }
            }
        };
        try (ReturnDesk desk = desk(WatchedDataSource.of(dataSource(), counting), quick())) {
            desk.pause();
            desk.submitAll(campaign(5));
            desk.start();
            int begin = commits.get();
            await("some turns", () -> commits.get() >= begin + 4);
            assertThat(desk.ledger().counts()).containsEntry(ReturnState.PENDING, 5L);
            assertThat(calls()).isZero();
            desk.resume();
            awaitReturned(desk.ledger(), 5);
        }
    }

    @Test
    void drainsAndLeavesTheRestToTheNext() throws InterruptedException {
        ReturnDesk first = desk(quick().concurrency(3).batch(50));
        first.submitAll(campaign(80));
        first.start();
        await("some calls", () -> effects() >= 5);

        assertThat(first.drain(Duration.ofSeconds(30))).isTrue();

        Map<ReturnState, Long> counts = first.ledger().counts();
        assertThat(counts.get(ReturnState.CLAIMED) + counts.get(ReturnState.SENT) + counts.get(ReturnState.UNKNOWN))
                .isZero();
        assertThat(counts).containsEntry(ReturnState.RETURNED, effects());
        try (ReturnDesk next = desk(quick())) {
            next.start();
            awaitReturned(next.ledger(), 80);
        }
        assertThat(effects()).isEqualTo(80);
    }

    @Test
    void aRowThatCannotBeReadHoldsUpNobody() {
        List<CouponReturn> coupons = campaign(6);
        try (ReturnDesk desk = desk(quick())) {
            desk.submitAll(coupons);
            run("UPDATE fluentpay_return SET kind = 'coupon-use' WHERE request_no = '"
                    + coupons.get(0).requestNo() + "'");
            run("UPDATE fluentpay_return SET details = 'x' WHERE request_no = '"
                    + coupons.get(1).requestNo() + "'");
            desk.start();
            awaitReturned(desk.ledger(), 4);
        }
    }

    @Test
    void deletesOldRowsItself() {
        try (ReturnDesk desk = desk(quick().keepFinished(Duration.ofMillis(1)))) {
            desk.submitAll(campaign(5));
            desk.start();
            awaitReturned(desk.ledger(), 5);
        }
        try (ReturnDesk desk = desk(quick().keepFinished(Duration.ofMillis(1)))) {
            desk.start();
            await("they are gone", () -> desk.ledger().summary().total() == 0);
        }
    }

    @Test
    void aSmallMerchantDoesNotWaitForABigOne() {
        String small = "1900000077";
        try (FluentPay ofSmall = FluentPay.builder()
                        .profile(localPay().addMerchant(small))
                        .build();
                ReturnDesk desk = ReturnDesk.open(
                        dataSource(),
                        List.of(pay(), ofSmall),
                        quick().concurrency(4).batch(10).build())) {
            desk.submitAll(campaign(300));
            List<CouponReturn> few = campaign(localPay(), small, 5);
            desk.submitAll(few);
            desk.start();
            CouponReturn last = few.get(4);
            await(
                    "the small one is done",
                    () -> desk.ledger()
                                    .find(small, last.requestNo())
                                    .orElseThrow()
                                    .state()
                            == ReturnState.RETURNED);
            assertThat(desk.ledger().counts().get(ReturnState.RETURNED)).isLessThan(150);
        }
    }

    /** Two desks at 100 a second in total: 60 calls take more than half a second. */
    @Test
    void desksShareAPace() {
        try (ReturnDesk one = desk(quick().perSecond(100));
                ReturnDesk other = desk(quick().perSecond(100))) {
            one.submitAll(campaign(60));
            one.start();
            other.start();
            awaitReturned(one.ledger(), 60);
            List<ReturnEntry> rows = one.ledger().list(null, 0, 100);
            long begin = localPay().journal().of(RETURN).get(0).time().toEpochMilli();
            long end = rows.stream()
                    .mapToLong(row -> row.changedAt().toEpochMilli())
                    .max()
                    .orElseThrow();
            assertThat(end - begin).isGreaterThan(400);
        }
    }
}
