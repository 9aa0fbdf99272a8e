package io.github.fluentpay.returns;

import io.github.fluentpay.returns.Judgement.Advice;
import io.github.fluentpay.returns.PaceTable.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
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

    /** Rows at once for what is done now and then: expired leases, rows nobody was told of, old rows. */
    private static final int CHORE_ROWS = 500;

    private static final Duration LONGEST_HOLD = Duration.ofSeconds(30);

    private record Finished(Lane lane, Claimed row, Judgement judgement, Duration took) {}

    private record Departure(Lane lane, Claimed row, long atNanos) {}

    /** What a turn has decided, to be done once it is committed. */
    private static final class Plan {
        final List<Finished> settled = new ArrayList<>();
        final List<Departure> departures = new ArrayList<>();
        final List<ReturnEntry> untold = new ArrayList<>();
        final Map<Lane, Deque<Claimed>> ready = new HashMap<>();
        int claimed;
        /** When the next turn makes sense at the latest, if nothing happens before. */
        long nextNanos;
    }

    private final Ledger ledger;
    private final ReturnTable table;
    private final PaceTable paces;
    private final List<Lane> lanes;
    private final ReturnOptions options;
    private final Platform platform;
    private final Teller teller;

    private final Queue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Departure> departures =
            new PriorityQueue<>(Comparator.comparingLong(Departure::atNanos));
    private final List<Finished> unsettled = new ArrayList<>();
    private int underWay;
    private int claims;
    private int failures;
    private int slowDowns;
    private long choresAt = System.nanoTime();

    private volatile boolean awake;
    private volatile boolean paused;
    private volatile boolean draining;
    private volatile boolean abandoned;
    private volatile @Nullable Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);

    Worker(ReturnLedger ledger, List<Lane> lanes, ReturnOptions options) {
        this.ledger = ledger.ledger();
        this.table = ledger.table();
        this.paces = ledger.pace();
        this.lanes = new ArrayList<>(lanes);
        this.options = options;
        this.platform = new Platform(options.callTimeout);
        this.teller = new Teller(options.listener, this::wake);
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

    boolean isPaused() {
        return paused;
    }

    /** Takes up nothing more, ends what is under way; true if all of it was written down in time. */
    boolean drain(Duration longest) throws InterruptedException {
        draining = true;
        wake();
        if (ended.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        abandoned = true;
        wake();
        ended.await();
        return false;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            while (!abandoned) {
                long next = turnOrRest();
                if (draining && isDone()) {
                    return;
                }
                await(next);
            }
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
            return next;
        } catch (LedgerException e) {
            failures++;
            monitored(() -> options.monitor.ledgerFailed(e));
            Duration rest = rest(failures);
            LOG.warn("{}; trying again in {} ms", e.getMessage(), rest.toMillis());
            return System.nanoTime() + rest.toNanos();
        }
    }

    private static Duration rest(int failures) {
        return Duration.ofMillis(Math.min(10_000L, 100L << Math.min(failures - 1, 7)));
    }

    private long turn(long begin) {
        for (Finished one = finished.poll(); one != null; one = finished.poll()) {
            arrived(one, begin);
        }
        List<Long> told = teller.takeTaken();
        Plan plan;
        try {
            plan = ledger.transaction((connection, now) -> decide(connection, now, told, begin));
        } catch (LedgerException e) {
            teller.putBack(told);
            throw e;
        }
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

    private Plan decide(Connection connection, long now, List<Long> told, long begin) throws SQLException {
        Plan plan = new Plan();
        plan.nextNanos = begin + options.poll.toNanos();
        settle(connection, now, plan);
        if (!told.isEmpty()) {
            table.told(connection, told);
        }
        if (begin - choresAt >= 0) {
            chores(connection, now, plan);
        }
        if (draining || paused) {
            for (Lane lane : lanes) {
                table.giveBack(connection, lane.ready(), now);
                plan.ready.put(lane, new ArrayDeque<>());
            }
        } else if (!teller.isBehind()) {
            takeUp(connection, now, begin, plan);
        }
        return plan;
    }

    private void settle(Connection connection, long now, Plan plan) throws SQLException {
        if (unsettled.isEmpty()) {
            return;
        }
        // Always in the same order, so that two workers never wait for each other.
        unsettled.sort(Comparator.comparingLong(one -> one.row().id()));
        List<Settled> rows = new ArrayList<>(unsettled.size());
        boolean tooFast = false;
        for (Finished one : unsettled) {
            rows.add(new Settled(one.row(), settlement(one)));
            if (one.judgement().advice() == Advice.SLOW_DOWN) {
                tooFast = true;
                paces.hold(connection, one.lane().mchid(), (now + hold()) * 1000);
            }
        }
        slowDowns = tooFast ? slowDowns + 1 : 0;
        boolean[] settled = table.settle(connection, rows, teller.hasListener(), options.worker, now);
        for (int i = 0; i < settled.length; i++) {
            Finished one = unsettled.get(i);
            if (settled[i]) {
                plan.settled.add(one);
                if (rows.get(i).settlement().state().isFinished()) {
                    plan.untold.add(entry(rows.get(i), now));
                }
            } else {
                LOG.info(
                        "Return {} was {} here, after its lease was over: whoever has it now will see",
                        one.row().task().requestNo(),
                        one.judgement().state());
            }
        }
    }

    /** Milliseconds that all workers leave the merchant alone for, after the platform found it too much. */
    private long hold() {
        long first = Math.min(1000L << Math.min(slowDowns, 5), LONGEST_HOLD.toMillis());
        return first / 2 + options.random.nextLong(first / 2 + 1);
    }

    private Settlement settlement(Finished one) {
        Judgement judgement = one.judgement();
        long delay = judgement.state().isFinished() ? 0 : delay(one.row().attempts());
        return new Settlement(
                judgement.state(),
                delay,
                judgement.code(),
                judgement.message(),
                judgement.requestId(),
                judgement.returnTime());
    }

    /** Between half of it and all of it by chance, so that rows do not come back all at once. */
    private long delay(long attempts) {
        long longest = options.longestBackOff.toMillis();
        long doubled = options.backOff.toMillis() << Math.min(attempts, 20);
        long delay = doubled <= 0 ? longest : Math.min(doubled, longest);
        return delay / 2 + options.random.nextLong(delay / 2 + 1);
    }

    private static ReturnEntry entry(Settled row, long now) {
        Settlement end = row.settlement();
        Claimed claimed = row.claimed();
        Instant at = Instant.ofEpochMilli(now);
        return new ReturnEntry(
                claimed.id(),
                claimed.task(),
                end.state(),
                claimed.attempts() + 1,
                at,
                Instant.ofEpochMilli(claimed.createdAt()),
                at,
                end.code(),
                end.message(),
                end.requestId(),
                end.returnTime());
    }

    private void chores(Connection connection, long now, Plan plan) throws SQLException {
        table.expire(connection, CHORE_ROWS, options.worker, now);
        if (teller.hasListener()) {
            plan.untold.addAll(table.untold(connection, now - options.lease.toMillis(), CHORE_ROWS));
        }
        Duration keep = options.keepFinished;
        if (keep != null) {
            table.purge(connection, now - keep.toMillis(), CHORE_ROWS);
        }
    }

    /** Each turn begins with another merchant, so that none waits for ever behind a big one. */
    private void takeUp(Connection connection, long now, long begin, Plan plan) throws SQLException {
        Collections.rotate(lanes, 1);
        int room = options.concurrency - underWay;
        for (Lane lane : lanes) {
            room -= takeUp(connection, lane, lane.room(room, begin), now, begin, plan);
            if (lane.isInTrouble()) {
                sooner(plan, Math.max(lane.restsUntil(), begin + options.linger.toNanos()));
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
        Pace pace = paces.read(connection, lane.mchid());
        long nowUs = now * 1000;
        int calls = pace.calls(room, nowUs, HORIZON.toMillis() * 1000);
        if (calls == 0) {
            long waitUs = pace.nextAtUs() - nowUs - (pace.intervalUs() == 0 ? 0 : HORIZON.toMillis() * 1000);
            sooner(plan, begin + Math.max(options.linger.toNanos(), waitUs * 1000));
            return 0;
        }
        if (ready.size() < calls) {
            // One who is in trouble takes up no more than it tries.
            int batch = lane.isInTrouble() ? calls : Math.max(calls - ready.size(), options.batch);
            claims++;
            String lease = options.worker + "/" + claims;
            List<Claimed> more =
                    table.claim(connection, lane.mchid(), lease, now + options.lease.toMillis(), batch, now);
            plan.claimed += more.size();
            ready.addAll(more);
        }
        return send(connection, lane, ready, calls, pace, now, begin, plan);
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

    private int send(
            Connection connection,
            Lane lane,
            Deque<Claimed> ready,
            int calls,
            Pace pace,
            long now,
            long begin,
            Plan plan)
            throws SQLException {
        List<Claimed> rows = new ArrayList<>();
        while (rows.size() < calls && !ready.isEmpty()) {
            rows.add(ready.remove());
        }
        if (rows.isEmpty()) {
            return 0;
        }
        boolean[] sent = table.send(connection, rows, options.worker, now);
        long nowUs = now * 1000;
        long startUs = pace.intervalUs() == 0 ? nowUs : paces.reserve(connection, lane.mchid(), rows.size(), nowUs);
        for (int i = 0; i < sent.length; i++) {
            if (sent[i]) {
                long afterNanos = (startUs + i * pace.intervalUs() - nowUs) * 1000;
                plan.departures.add(new Departure(lane, rows.get(i), begin + afterNanos));
            }
        }
        if (rows.size() == calls) {
            // There may be more of them.
            sooner(plan, begin + options.linger.toNanos());
        }
        return rows.size();
    }

    private static void sooner(Plan plan, long nanos) {
        if (nanos - plan.nextNanos < 0) {
            plan.nextNanos = nanos;
        }
    }

    /** All of it is on the disk now. */
    private void carryOut(Plan plan) {
        unsettled.clear();
        plan.ready.forEach(Lane::ready);
        plan.untold.forEach(teller::tell);
        for (Departure departure : plan.departures) {
            underWay++;
            departure.lane().departed();
            departures.add(departure);
        }
        if (System.nanoTime() - choresAt >= 0) {
            choresAt = System.nanoTime() + options.lease.toNanos() / 4;
        }
        depart();
    }

    /** Sends what has its time. */
    private void depart() {
        while (!departures.isEmpty() && departures.peek().atNanos() - System.nanoTime() <= 0) {
            Departure next = departures.remove();
            long begin = System.nanoTime();
            platform.attempt(next.lane().pay(), next.row())
                    .thenAccept(judgement -> finished(next, judgement, System.nanoTime() - begin));
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
            Departure departure = departures.peek();
            if (departure != null) {
                until = Math.min(until, departure.atNanos() - now);
            }
            LockSupport.parkNanos(Math.max(until, 1));
            if (Thread.interrupted()) {
                // Who interrupts a worker wants it to end; its rows come back when their lease is over.
                abandoned = true;
            }
        }
    }

    private static void monitored(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException e) {
            LOG.warn("The monitor of the returns failed", e);
        }
    }
}
