package io.github.fluentpay.returns;

import io.github.fluentpay.returns.Departures.Departure;
import io.github.fluentpay.returns.Judgement.Advice;
import io.github.fluentpay.returns.PaceTable.Pace;
import io.github.fluentpay.returns.Plan.Finished;
import io.github.fluentpay.returns.Plan.Sending;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that does all of a desk's work with the ledger, in turns. A turn is one transaction: it writes down what the
 * attempts that are over came to, takes up more rows, and marks those that are about to be sent; they are sent after its
 * commit, and never before. Calls run asynchronously, and put what they came to into a queue that the next turn empties.
 *
 * <p>Of its fields the two queues, the flags and {@link #awake} are for other threads; all else is the worker's own.
 */
final class Worker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnDesk.class);

    /** How far ahead calls are given a time to start; rows wait so long in SENT at most. */
    private static final Duration HORIZON = Duration.ofMillis(500);

    private static final Duration FIRST_HOLD = Duration.ofSeconds(1);
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

    private final Ledger ledger;
    private final ReturnTable table;
    private final PaceTable paces;
    private final List<Lane> lanes;
    private final ReturnOptions options;
    private final Platform platform;
    private final Teller teller;
    private final Chores chores;
    private final BackOff backOff;

    private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final Departures departures = new Departures();
    private final List<Finished> unsettled = new ArrayList<>();
    private final List<ReturnEntry> told = new ArrayList<>();
    private int underWay;
    private int claims;
    private int failures;

    private volatile boolean awake;
    private volatile boolean paused;
    private volatile boolean draining;
    private volatile boolean abandoned;
    private volatile @Nullable Thread thread;
    private volatile boolean clean;
    private volatile @Nullable Throwable lost;
    private final Vitals vitals = new Vitals();
    private final CountDownLatch ended = new CountDownLatch(1);
    /** No other worker's leases are called so, whatever names they were given. */
    private final String leases;

    Worker(ReturnLedger ledger, List<Lane> lanes, ReturnOptions options) {
        this.ledger = ledger.ledger();
        this.table = ledger.table();
        this.paces = ledger.pace();
        this.lanes = new ArrayList<>(lanes);
        this.options = options;
        this.platform = new Platform(options.callTimeout);
        this.teller = new Teller(options.listener, this::wake);
        this.chores = new Chores(table, lanes.stream().map(Lane::mchid).toList(), options);
        this.backOff = new BackOff(options);
        this.leases = options.worker + "/" + UUID.randomUUID().toString().substring(0, 8) + "/";
    }

    /** There is something to do. */
    void wake() {
        awake = true;
        LockSupport.unpark(thread);
    }

    void pause(boolean on) {
        paused = on;
        wake();
    }

    /** Takes up nothing more, ends what is under way; true if all of it was written down in time. */
    boolean drain(Duration longest) throws InterruptedException {
        draining = true;
        wake();
        if (ended.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return clean;
        }
        abandoned = true;
        wake();
        ended.await();
        return clean;
    }

    Vitals vitals() {
        return vitals;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            while (!abandoned) {
                Throwable failure = lost;
                if (failure != null) {
                    throw new IllegalStateException("The outcome of an attempt could not be noted", failure);
                }
                long next = turnOrRest();
                if (draining && isDone()) {
                    clean = true;
                    return;
                }
                await(next);
            }
            if (!draining) {
                vitals.died(new InterruptedException("The thread of the returns' worker was interrupted"));
            }
        } catch (RuntimeException | Error e) {
            vitals.died(e);
            LOG.error("The worker of the returns has died; its rows in flight return when their leases are over", e);
            throw e;
        } finally {
            teller.close();
            ended.countDown();
        }
    }

    private boolean isDone() {
        return underWay == 0 && finished.isEmpty() && unsettled.isEmpty() && teller.isIdle() && failures == 0;
    }

    /** When the next turn is due. */
    private long turnOrRest() {
        long begin = System.nanoTime();
        try {
            long next = turn(begin);
            failures = 0;
            vitals.turned();
            return next;
        } catch (LedgerException e) {
            return failed(e);
        } catch (RuntimeException e) {
            // Pools of connections have exceptions of their own.
            return failed(new LedgerException("The ledger's database fails: " + e, e));
        }
    }

    private long failed(LedgerException failure) {
        failures++;
        vitals.failed(failure);
        monitored(() -> options.monitor.ledgerFailed(failure));
        Duration rest = rest(failures);
        LOG.warn("{}; trying again in {} ms", failure.getMessage(), rest.toMillis());
        return System.nanoTime() + rest.toNanos();
    }

    private static Duration rest(int failures) {
        return Duration.ofMillis(Math.min(10_000L, 100L << Math.min(failures - 1, 7)));
    }

    private long turn(long begin) {
        for (Finished one = finished.poll(); one != null; one = finished.poll()) {
            arrived(one, begin);
        }
        told.addAll(teller.taken());
        Plan plan = ledger.transaction((connection, now) -> decide(connection, now, System.nanoTime()));
        carryOut(plan);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (plan.claimed + plan.departures.size() + plan.settled.size() > 0) {
            monitored(() -> options.monitor.committed(plan.claimed, plan.departures.size(), plan.settled.size(), took));
        }
        return plan.nextNanos;
    }

    private void arrived(Finished one, long now) {
        unsettled.add(one);
        underWay--;
        one.lane().arrived(one.judgement().advice(), now);
        monitored(() -> options.monitor.attempted(
                one.row().task(), one.judgement().state(), one.judgement().code(), one.took()));
    }

    /** @param begin {@link System#nanoTime} at {@code now} */
    private Plan decide(Connection connection, long now, long begin) throws SQLException {
        Plan plan = new Plan();
        plan.nextNanos = begin + options.poll.toNanos();
        settle(connection, now, begin, plan);
        if (!told.isEmpty()) {
            told.sort(Comparator.comparingLong(ReturnEntry::id));
            table.told(connection, told);
        }
        chores.decide(connection, now, begin, teller.hasListener(), plan);
        if (draining || paused) {
            for (Lane lane : lanes) {
                table.giveBack(connection, lane.ready(), now);
                plan.ready.put(lane, new ArrayDeque<>());
            }
        } else if (!teller.isBehind()) {
            takeUp(connection, now, begin, plan);
        }
        pace(connection, now, begin, plan);
        if (plan.hasMoreChores) {
            plan.notLaterThan(begin + options.linger.toNanos());
        }
        return plan;
    }

    private void settle(Connection connection, long now, long begin, Plan plan) throws SQLException {
        if (unsettled.isEmpty()) {
            return;
        }
        // Always in the same order, so that two workers never wait for each other.
        unsettled.sort(Comparator.comparingLong(one -> one.row().id()));
        List<Settled> rows = new ArrayList<>(unsettled.size());
        for (Finished one : unsettled) {
            long delay = backOff.delay(one.judgement().state(), one.row().attempts());
            rows.add(new Settled(one.row(), Settlement.of(one.judgement(), delay)));
            if (one.judgement().advice() == Advice.SLOW_DOWN) {
                plan.held.add(one.lane());
            } else if (one.judgement().advice() == Advice.GO_ON) {
                one.lane().goOn(begin);
            }
        }
        boolean[] settled = table.settle(connection, rows, teller.hasListener(), options.worker, now);
        for (int i = 0; i < settled.length; i++) {
            Finished one = unsettled.get(i);
            if (settled[i]) {
                plan.settled.add(one);
                if (rows.get(i).settlement().state().isFinished()) {
                    plan.untold.add(rows.get(i).entry(now));
                }
            } else {
                LOG.info(
                        "Return {} was {} here, after its lease was over: whoever has it now will see",
                        one.row().task().requestNo(),
                        one.judgement().state());
            }
        }
    }

    /** Each turn begins with another merchant, so that none waits for ever behind a big one. */
    private void takeUp(Connection connection, long now, long begin, Plan plan) throws SQLException {
        Collections.rotate(lanes, 1);
        int room = options.concurrency - underWay;
        for (Lane lane : lanes) {
            int ofLane = plan.held.contains(lane) ? 0 : lane.room(room, begin);
            room -= takeUp(connection, lane, ofLane, now, begin, plan);
            if (lane.isInTrouble()) {
                plan.notLaterThan(Math.max(lane.restsUntil(), begin + options.linger.toNanos()));
            }
        }
    }

    /** Answers how many rows are about to be sent. */
    private int takeUp(Connection connection, Lane lane, int room, long now, long begin, Plan plan)
            throws SQLException {
        Deque<Claimed> ready = stillGood(connection, lane, now);
        plan.ready.put(lane, ready);
        if (room == 0) {
            return 0;
        }
        Pace pace = paces.read(connection, lane.mchid(), now * 1000);
        int calls = pace.calls(room, now * 1000, toMicros(HORIZON));
        if (calls == 0) {
            // Not for every call one turn: half of what lies ahead may pass first.
            long waitUs = pace.nextAtUs() - now * 1000 - (pace.intervalUs() == 0 ? 0 : toMicros(HORIZON) / 2);
            plan.notLaterThan(begin + Math.max(options.linger.toNanos(), waitUs * 1000));
            return 0;
        }
        if (ready.size() < calls) {
            // One who is in trouble takes up no more than it tries.
            int batch = lane.isInTrouble() ? calls : Math.max(calls - ready.size(), options.batch);
            claims++;
            List<Claimed> more =
                    table.claim(connection, lane.mchid(), leases + claims, now + options.lease.toMillis(), batch, now);
            plan.claimed += more.size();
            ready.addAll(more);
        }
        int sending = send(connection, lane, ready, calls, pace, now, plan);
        if (sending == calls && calls < room) {
            // There may be more of them; without room, the next call that ends says so.
            plan.notLaterThan(begin + options.linger.toNanos());
        }
        return sending;
    }

    private static long toMicros(Duration time) {
        return TimeUnit.NANOSECONDS.toMicros(time.toNanos());
    }

    /** What others could take for abandoned before its call is over goes back, and so does what must not be tried now. */
    private Deque<Claimed> stillGood(Connection connection, Lane lane, long now) throws SQLException {
        long calls = 2 * options.callTimeout.toMillis() + HORIZON.toMillis();
        Deque<Claimed> good = new ArrayDeque<>(lane.ready());
        List<Claimed> back = new ArrayList<>();
        good.removeIf(row -> (lane.isInTrouble() || row.leaseUntil() - now < calls) && back.add(row));
        if (!back.isEmpty()) {
            table.giveBack(connection, back, now);
        }
        return good;
    }

    private int send(Connection connection, Lane lane, Deque<Claimed> ready, int calls, Pace pace, long now, Plan plan)
            throws SQLException {
        List<Claimed> rows = new ArrayList<>();
        while (rows.size() < calls && !ready.isEmpty()) {
            rows.add(ready.remove());
        }
        if (rows.isEmpty()) {
            return 0;
        }
        boolean[] sent = table.send(connection, rows, options.worker, now);
        List<Claimed> still = new ArrayList<>();
        for (int i = 0; i < sent.length; i++) {
            if (sent[i]) {
                still.add(rows.get(i));
            }
        }
        plan.sendings.put(lane, new Sending(still, pace));
        return rows.size();
    }

    /** Writes down when calls start, or that none does for a while; and gives each call its time. */
    private void pace(Connection connection, long now, long begin, Plan plan) throws SQLException {
        Set<Lane> changed = new HashSet<>(plan.held);
        changed.addAll(plan.sendings.keySet());
        // Rows that several workers change are changed in one order, or two of them would wait for each other.
        for (Lane lane :
                changed.stream().sorted(Comparator.comparing(Lane::mchid)).toList()) {
            if (plan.held.contains(lane)) {
                long hold = lane.slowDown(begin, FIRST_HOLD, LONGEST_HOLD, options.random);
                paces.hold(connection, lane.mchid(), now * 1000, (now + hold) * 1000);
            }
            Sending sending = plan.sendings.get(lane);
            if (sending != null) {
                depart(connection, lane, sending, now, begin, plan);
            }
        }
    }

    private void depart(Connection connection, Lane lane, Sending sending, long now, long begin, Plan plan)
            throws SQLException {
        long nowUs = now * 1000;
        long intervalUs = sending.pace().intervalUs();
        List<Claimed> rows = sending.rows();
        long startUs = intervalUs == 0 ? nowUs : paces.reserve(connection, lane.mchid(), rows.size(), nowUs);
        for (int i = 0; i < rows.size(); i++) {
            Claimed row = rows.get(i);
            long afterNanos = (startUs + i * intervalUs - nowUs) * 1000;
            long latest = TimeUnit.MILLISECONDS.toNanos(row.leaseUntil() - now - 2 * options.callTimeout.toMillis());
            plan.departures.add(new Departure(lane, row, begin + afterNanos, intervalUs * 1000, begin + latest));
        }
    }

    /** All of it is on the disk now. */
    private void carryOut(Plan plan) {
        unsettled.clear();
        teller.forget(told);
        told.clear();
        plan.ready.forEach(Lane::ready);
        plan.untold.forEach(teller::tell);
        for (Departure departure : plan.departures) {
            underWay++;
            departure.lane().departed();
            departures.add(departure);
        }
        chores.carriedOut(plan);
        depart();
    }

    /** Sends what has its time. */
    private void depart() {
        long now = System.nanoTime();
        for (Departure next : departures.take(now)) {
            if (next.isTooLate(now)) {
                finished(next, Judgement.tooLate(next.row().isDoubtful()), 0);
            } else {
                platform.attempt(next.lane().pay(), next.row())
                        .exceptionally(Judgement::of)
                        .thenAccept(judgement -> finished(next, judgement, System.nanoTime() - now))
                        .whenComplete(this::noted);
            }
        }
    }

    /** An attempt whose end is not noted would count as in flight forever: the worker ends, and leases settle its rows. */
    private void noted(@Nullable Void noted, @Nullable Throwable failure) {
        if (failure != null) {
            lost = failure;
            wake();
        }
    }

    private void finished(Departure departure, Judgement judgement, long nanos) {
        finished.add(new Finished(departure.lane(), departure.row(), judgement, Duration.ofNanos(nanos)));
        wake();
    }

    /** Until the next turn, or until something has happened and has lingered; calls start on time meanwhile. */
    private void await(long next) {
        long linger = System.nanoTime() + options.linger.toNanos();
        while (!abandoned) {
            depart();
            long now = System.nanoTime();
            boolean failing = failures > 0;
            if (now - next >= 0 || (awake && !failing && now - linger >= 0)) {
                awake = false;
                return;
            }
            long until = awake && !failing ? Math.min(next - now, linger - now) : next - now;
            LockSupport.parkNanos(Math.max(departures.nanosToNext(now, until), 1));
            if (Thread.interrupted()) {
                // Who interrupts a worker wants it to end; its rows come back when their lease is over.
                abandoned = true;
            }
        }
    }

    private static void monitored(Runnable report) {
        try {
            report.run();
        } catch (Throwable e) {
            // Also an Error, such as that of a library in another version: what a monitor throws settles nothing.
            LOG.warn("The monitor of the returns failed", e);
        }
    }
}
