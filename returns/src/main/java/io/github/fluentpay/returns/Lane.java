package io.github.fluentpay.returns;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.returns.Judgement.Advice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One merchant's rows in a worker: those that are claimed and wait to be sent, and whether the platform can be reached at
 * all. While it cannot, one row at a time finds out, after longer and longer waits; the others stay as they are. Used by the
 * worker's thread alone.
 */
final class Lane {

    private static final Duration FIRST_REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final String mchid;
    private final FluentPay pay;
    private Deque<Claimed> ready = new ArrayDeque<>();
    private int underWay;
    private int failures;
    private long restsUntil;
    private int slowDowns;
    private long heldUntil;
    private long nextStart = System.nanoTime();

    Lane(String mchid, FluentPay pay) {
        this.mchid = mchid;
        this.pay = pay;
    }

    String mchid() {
        return mchid;
    }

    FluentPay pay() {
        return pay;
    }

    Deque<Claimed> ready() {
        return ready;
    }

    void ready(Deque<Claimed> rows) {
        ready = rows;
    }

    /** How many more calls may begin, of those that the desk has room for. */
    int room(int ofDesk, long nowNanos) {
        if (failures == 0) {
            return ofDesk;
        }
        boolean mayTry = underWay == 0 && nowNanos - restsUntil >= 0;
        return mayTry ? Math.min(1, ofDesk) : 0;
    }

    boolean isInTrouble() {
        return failures > 0;
    }

    /** When one in trouble may be tried again, by {@link System#nanoTime}. */
    long restsUntil() {
        return restsUntil;
    }

    /**
     * Starts a call now, unless the one before it was too short ago; answers when it may start. A worker that was held up
     * for longer than {@code catchUp} goes on at the pace, and does not make all of it up in one burst.
     *
     * @param gap nanoseconds from one call to the next; 0 for no limit
     */
    long start(long nowNanos, long gap, long catchUp) {
        if (gap == 0) {
            return nowNanos;
        }
        if (nextStart - nowNanos > 0) {
            return nextStart;
        }
        nextStart = Math.max(nextStart - nowNanos, -catchUp) + nowNanos + gap;
        return nowNanos;
    }

    /**
     * The platform has found it too much: answers how many milliseconds to leave it alone, longer each time. What was under
     * way together tells one thing.
     */
    long slowDown(long nowNanos, Duration first, Duration longest, RandomGenerator random) {
        if (slowDowns == 0 || nowNanos - heldUntil >= 0) {
            slowDowns++;
        }
        long most = Math.min(first.toMillis() << Math.min(slowDowns - 1, 10), longest.toMillis());
        long hold = most / 2 + random.nextLong(most / 2 + 1);
        heldUntil = nowNanos + TimeUnit.MILLISECONDS.toNanos(hold);
        return hold;
    }

    /** The platform takes calls, other than those that were under way when it found them too much. */
    void goOn(long nowNanos) {
        if (nowNanos - heldUntil >= 0) {
            slowDowns = 0;
        }
    }

    void departed() {
        underWay++;
    }

    void arrived(Advice advice, long nowNanos) {
        underWay--;
        if (advice == Advice.GO_ON || advice == Advice.SLOW_DOWN) {
            failures = 0;
            return;
        }
        // Those that were under way together tell the same thing.
        if (failures == 0 || nowNanos - restsUntil >= 0) {
            failures = advice == Advice.TAKE_CARE ? 1 : failures + 1;
            long rest = FIRST_REST.toNanos() << Math.min(failures - 1, 5);
            restsUntil = nowNanos + Math.min(rest, LONGEST_REST.toNanos());
        }
    }
}
