package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.returns.DeskHealth.State;
import io.github.fluentpay.returns.WatchedDataSource.Step;
import io.github.fluentpay.returns.WatchedDataSource.Watch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A desk in which something throws an {@link Error}: what dies, who says so, and what goes on. */
class DeskErrorsTest extends DeskTestBase {

    private static final String WORKER = "fluentpay-returns";

    DeskErrorsTest() {
        super(TestDatabase.SQLITE);
    }

    /** Ends a worker's transaction with an Error, once it is armed. */
    private static Watch dying(AtomicBoolean armed) {
        return new Watch() {
            @Override
            public void after(Step step) {
                if (step == Step.COMMIT && Thread.currentThread().getName().equals(WORKER) && armed.get()) {
                    throw new LinkageError("a class is missing");
                }
            }
        };
    }

    @Test
    void saysThatItsWorkerIsDead() throws InterruptedException {
        AtomicBoolean armed = new AtomicBoolean();
        ReturnDesk desk = desk(WatchedDataSource.of(dataSource(), dying(armed)), quick());
        assertThat(desk.health().state()).isEqualTo(State.NOT_STARTED);
        assertThat(desk.isAlive()).isFalse();
        desk.start();
        await("it works", () -> desk.health().state() == State.WORKING);
        assertThat(desk.isAlive()).isTrue();
        assertThat(desk.health().cause()).isNull();

        armed.set(true);
        desk.submitAll(campaign(5));

        await("it is dead", () -> !desk.isAlive());
        assertThat(desk.health().state()).isEqualTo(State.DEAD);
        assertThat(desk.health().cause()).isInstanceOf(LinkageError.class).hasMessage("a class is missing");
        assertThat(desk.drain(Duration.ofSeconds(30)))
                .as("not all is written down")
                .isFalse();
        assertThat(desk.health().state()).as("to close it heals nothing").isEqualTo(State.DEAD);
        endAllLeases();
        try (ReturnDesk next = desk(quick())) {
            next.start();
            awaitReturned(next.ledger(), 5);
        }
        assertThat(effects()).isEqualTo(5);
    }

    @Test
    void saysThatItIsClosed() {
        ReturnDesk desk = desk(quick());
        desk.start();
        desk.close();

        assertThat(desk.health().state()).isEqualTo(State.CLOSED);
        assertThat(desk.health().cause()).isNull();
        assertThat(desk.isAlive()).isFalse();
    }

    @Test
    void saysThatItsWorkerWasInterrupted() {
        try (ReturnDesk desk = desk(quick())) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            desk.start();
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(WORKER) && !before.contains(thread))
                    .forEach(Thread::interrupt);

            await("it is dead", () -> desk.health().state() == State.DEAD);
            assertThat(desk.health().cause()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void saysThatItsDatabaseFails() {
        AtomicBoolean gone = new AtomicBoolean();
        Watch away = new Watch() {
            @Override
            public void before(Step step) throws SQLException {
                if (gone.get()) {
                    throw new SQLException("connection refused");
                }
            }
        };
        try (ReturnDesk desk = desk(WatchedDataSource.of(dataSource(), away), quick())) {
            desk.start();
            await("it works", () -> desk.health().state() == State.WORKING);
            gone.set(true);

            await("it says so", () -> desk.health().state() == State.LEDGER_FAILS);
            assertThat(desk.health().cause()).hasMessage("The ledger's database fails: connection refused");
            assertThat(desk.isAlive()).as("it tries again").isTrue();
            Duration atFirst = desk.health().sinceTurn();
            await("time passes", () -> desk.health().sinceTurn().compareTo(atFirst) > 0);
            gone.set(false);

            await("it works again", () -> desk.health().state() == State.WORKING);
        }
    }

    /** For example of a library that is there in another version. */
    @Test
    void anErrorOfTheMonitorDoesNoHarm() {
        ReturnMonitor broken = new ReturnMonitor() {
            @Override
            public void attempted(ReturnTask task, ReturnState outcome, @Nullable String code, Duration took) {
                throw new NoSuchMethodError("count");
            }

            @Override
            public void committed(int claimed, int sent, int settled, Duration took) {
                throw new StackOverflowError();
            }
        };
        try (ReturnDesk desk = desk(quick().monitor(broken))) {
            desk.submitAll(campaign(20));
            desk.start();

            awaitReturned(desk.ledger(), 20);
            assertThat(desk.isAlive()).isTrue();
        }
        assertThat(effects()).isEqualTo(20);
    }

    @Test
    void anErrorOfTheListenerStopsNothing() {
        List<CouponReturn> coupons = campaign(20);
        Map<String, Boolean> told = new ConcurrentHashMap<>();
        AtomicBoolean broken = new AtomicBoolean(true);
        AtomicBoolean threadDied = new AtomicBoolean();
        ReturnListener listener = entry -> {
            if (broken.get()) {
                Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> threadDied.set(true));
                throw new AssertionError("not now");
            }
            told.put(entry.task().requestNo(), true);
        };
        try (ReturnDesk desk = desk(hasty().listener(listener))) {
            desk.submitAll(coupons);
            desk.start();
            awaitReturned(desk.ledger(), 20);
            assertThat(desk.isAlive()).isTrue();
            broken.set(false);

            await("it is told again", () -> told.size() == 20);
        }
        assertThat(threadDied).as("the listener's thread died").isFalse();
        assertThat(effects()).isEqualTo(20);
    }
}
