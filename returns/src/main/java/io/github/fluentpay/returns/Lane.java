package io.github.fluentpay.returns;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.returns.Judgement.Advice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

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

    void departed() {
        underWay++;
    }

    void arrived(Advice advice, long nowNanos) {
        underWay--;
        if (advice != Advice.STAND_BACK) {
            failures = 0;
            return;
        }
        // Those that were under way together tell the same thing.
        if (failures == 0 || nowNanos - restsUntil >= 0) {
            failures++;
            long rest = FIRST_REST.toNanos() << Math.min(failures - 1, 5);
            restsUntil = nowNanos + Math.min(rest, LONGEST_REST.toNanos());
        }
    }
}
