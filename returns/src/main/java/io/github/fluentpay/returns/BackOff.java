package io.github.fluentpay.returns;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The wait of a row that could not be done: twice as long each time, up to a longest one. */
final class BackOff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    BackOff(ReturnOptions options) {
        this.first = options.backOff;
        this.longest = options.longestBackOff;
        this.random = options.random;
    }

    /**
     * Milliseconds until a row is due again; none for one that is finished. A random part of the wait keeps rows that failed
     * together apart.
     *
     * @param attempts before this one
     */
    long delay(ReturnState outcome, long attempts) {
        if (outcome.isFinished()) {
            return 0;
        }
        long most = longest.toMillis();
        long doubled = first.toMillis() << Math.min(attempts, 20);
        long delay = doubled <= 0 ? most : Math.min(doubled, most);
        return delay / 2 + random.nextLong(delay / 2 + 1);
    }
}
