package io.github.fluentpay.cli;

import java.time.Duration;
import java.util.function.Supplier;

/** An answer that costs something to get: it is asked for seldom, and for a twentieth of the time at most. One thread. */
final class Sparing<T> {

    private static final int SHARE = 20;

    private final Supplier<T> question;
    private final long leastNanos;
    private T answer;
    private long nextAt;

    /** Asks at once. */
    Sparing(Supplier<T> question, Duration least) {
        this.question = question;
        this.leastNanos = least.toNanos();
        this.answer = ask();
    }

    private T ask() {
        long begin = System.nanoTime();
        // Whoever cannot be asked is not asked again at once.
        nextAt = begin + leastNanos;
        T asked = question.get();
        long end = System.nanoTime();
        nextAt = end + Math.max(leastNanos, SHARE * (end - begin));
        return asked;
    }

    /** Asks again if it is time; whether it was. */
    boolean refresh() {
        if (System.nanoTime() - nextAt < 0) {
            return false;
        }
        answer = ask();
        return true;
    }

    T get() {
        return answer;
    }
}
