package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.returns.WatchedDataSource.Killed;
import io.github.fluentpay.returns.WatchedDataSource.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process ends before each thing that it does with the database, and after each commit, once; another one goes on. What
 * is in between, on either side, no crash can part.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class KillEveryStepTest extends DeskTestBase {

    /** Steps of PostgreSQL that are tried, chosen by chance with this seed. */
    private static final int SAMPLE = 15;

    private static final long SEED = 20260101;

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    KillEveryStepTest(TestDatabase kind) {
        super(kind);
    }

    /** Ends the process at its n-th step; 0 lets it live. */
    private static final class Killer implements WatchedDataSource.Watch {

        private final int at;
        private final AtomicInteger steps = new AtomicInteger();
        private final CountDownLatch dead = new CountDownLatch(1);

        Killer(int at) {
            this.at = at;
        }

        @Override
        public void before(Step step) {
            step();
        }

        @Override
        public void after(Step step) {
            if (step == Step.COMMIT) {
                step();
            }
        }

        private void step() {
            if (steps.incrementAndGet() == at) {
                dead.countDown();
                throw new Killed();
            }
        }

        @Override
        public boolean isDead() {
            return dead.getCount() == 0;
        }
    }

    @Test
    void noneIsLostAndNoneDoubled() {
        // The tables are made: what a crash does to that is the database's own affair.
        ReturnLedger ledger = ReturnLedger.open(dataSource());
        if (kind() == TestDatabase.SQLITE) {
            int step = 1;
            while (survives(ledger, step)) {
                step++;
            }
            assertThat(step).as("steps of one life").isBetween(20, 1000);
        } else {
            Random random = new Random(SEED);
            for (int i = 0; i < SAMPLE; i++) {
                survives(ledger, 1 + random.nextInt(50));
            }
        }
    }

    /** Answers whether the step came at all. */
    private boolean survives(ReturnLedger ledger, int step) {
        String when = "killed at step " + step;
        long effectsBefore = effects();
        Map<ReturnState, Long> before = ledger.counts();
        List<CouponReturn> tasks = new ArrayList<>(campaign(3));
        tasks.add(CouponReturn.of("1234567891", "none-" + step, "none-" + step + "-" + System.nanoTime())
                .ofMerchant(mchid()));
        localPay()
                .faults()
                .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).path(RETURN).times(1));
        told.clear();

        Killer killer = new Killer(step);
        boolean killed = live(killer, tasks);
        // The next one begins when the leases of the dead one are over, and who listens has not heard for long.
        endAllLeases();
        letUntoldRowsAge();
        try (ReturnDesk next = desk(options())) {
            next.submitAll(tasks);
            next.start();
            awaitAll(ledger, Map.of(ReturnState.RETURNED, before.get(ReturnState.RETURNED) + 3));
            // In doubt, if the worker was killed when it may have sent it.
            await(() -> when + ": " + ledger.counts(), () -> refused(ledger.counts()) == refused(before) + 1);
            await(() -> when + ": told " + told, () -> told.size() == 4);
        }
        localPay().faults().clear();

        assertThat(effects() - effectsBefore).as(when).isEqualTo(3);
        assertThat(ledger.counts().values().stream().mapToLong(Long::longValue).sum())
                .as(when)
                .isEqualTo(before.values().stream().mapToLong(Long::longValue).sum() + 4);
        for (CouponReturn task : tasks) {
            assertThat(entry(ledger, task).task()).as(when).isEqualTo(task);
            assertMovesAreLegal(ledger.history(entry(ledger, task)), when);
        }
        return killed;
    }

    /** One life of a process, until it is killed or has nothing left to do. */
    private boolean live(Killer killer, List<CouponReturn> tasks) {
        try {
            ReturnDesk desk = desk(WatchedDataSource.of(dataSource(), killer), options());
            desk.submitAll(tasks);
            desk.start();
            await("killed, or done", () -> killer.isDead() || told.size() == tasks.size());
            desk.close();
        } catch (Killed e) {
            // It was killed while it submitted.
            return true;
        }
        return killer.isDead();
    }

    private ReturnOptions.Builder options() {
        return quick().batch(2)
                .concurrency(2)
                .listener(entry -> told.add(entry.task().requestNo()));
    }

    /** What the history leaves out is that it was claimed. */
    private static void assertMovesAreLegal(List<HistoryEntry> history, String when) {
        ReturnState state = ReturnState.PENDING;
        for (HistoryEntry entry : history) {
            assertThat(state == entry.state()
                            || state.mayBecome(entry.state())
                            || (entry.state() == ReturnState.SENT && ReturnState.DUE.contains(state)))
                    .as("%s: %s", when, history)
                    .isTrue();
            state = entry.state();
        }
    }

    private static long refused(Map<ReturnState, Long> counts) {
        return counts.get(ReturnState.REFUSED) + counts.get(ReturnState.IN_DOUBT);
    }
}
