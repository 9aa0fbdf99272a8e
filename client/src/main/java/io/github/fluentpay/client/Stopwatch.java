package io.github.fluentpay.client;

import java.time.Duration;

/** The moments of one attempt, on the scale of {@link System#nanoTime()}; written by one thread after another. */
final class Stopwatch {

    private final long waiting;
    private final long begun = System.nanoTime();
    private volatile long signed = begun;
    private volatile long left;
    private volatile long received;
    private volatile long verified;

    /** @param waiting when the wait for this attempt began */
    Stopwatch(long waiting) {
        this.waiting = waiting;
    }

    void signed() {
        signed = System.nanoTime();
    }

    void left() {
        left = System.nanoTime();
    }

    void received() {
        received = System.nanoTime();
    }

    void verified() {
        verified = System.nanoTime();
    }

    /** Of an attempt that is over. */
    ExchangeListener.Timings timings() {
        long end = verified == 0 ? System.nanoTime() : verified;
        long there = received == 0 ? end : received;
        // A transport that does not tell has no time of connecting; one that was given up never left.
        long gone = left == 0 ? signed : Math.min(left, there);
        return new ExchangeListener.Timings(
                Duration.ofNanos(begun - waiting),
                Duration.ofNanos(signed - begun),
                Duration.ofNanos(gone - signed),
                Duration.ofNanos(there - gone),
                Duration.ofNanos(end - there),
                Duration.ofNanos(end - begun));
    }
}
