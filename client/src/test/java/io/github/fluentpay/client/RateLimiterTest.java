package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In virtual time, on arrivals of every pattern: nothing here waits. */
class RateLimiterTest {

    private static final String LIMITS = """
            1, PT1S
            2, PT1S
            3, PT1S
            7, PT1S
            24, PT1S
            25, PT1S
            49, PT1S
            50, PT1S
            100, PT1S
            333, PT1S
            500, PT1S
            6000, PT1M
            7, PT0.001S
            """;

    /** The most starts within a time of that length, both ends included. */
    private static int most(long[] starts, int count, long length) {
        int most = 0;
        int first = 0;
        for (int last = 0; last < count; last++) {
            while (starts[last] - starts[first] > length) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    /** The next arrival: in a burst, in an even flow, after a pause, at the very end of a period, a little late. */
    private static long step(Random random, int pattern, RateLimit limit) {
        long period = limit.per().toNanos();
        long even = period / limit.requests();
        return switch (pattern) {
            case 0 -> 0;
            case 1 -> even;
            case 2 -> random.nextLong(2 * even + 1);
            case 3 -> random.nextInt(10) == 0 ? random.nextLong(3 * period) : 0;
            case 4 -> random.nextInt(limit.requests() + 1) == 0 ? period - 1 : even / 3;
            // Two threads read the clock in one order and get their places in the other.
            default -> even - random.nextLong(even + 2);
        };
    }

    @ParameterizedTest
    @CsvSource(textBlock = LIMITS)
    void noPeriodHasMoreStartsThanTheLimit(int requests, Duration per) {
        RateLimit limit = new RateLimit(requests, per);
        long seed = Long.getLong("fluentpay.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            long now = random.nextLong();
            RateLimiter limiter = new RateLimiter(limit, now);
            int count = Math.min(40_000, 8 * requests + 400);
            long[] starts = new long[count];
            long origin = now;
            int pattern = random.nextInt(6);
            for (int i = 0; i < count; i++) {
                if (random.nextInt(requests + 5) == 0) {
                    pattern = random.nextInt(6);
                }
                now += step(random, pattern, limit);
                starts[i] = now + limiter.reserve(now, Long.MAX_VALUE) - origin;
            }
            Arrays.sort(starts);
            assertThat(most(starts, count, per.toNanos()))
                    .as("round %s of -Dfluentpay.seed=%s", round, seed)
                    .isLessThanOrEqualTo(requests);
        }
    }

    /** At least 94 of 100 places are given out while there are always callers. */
    @ParameterizedTest
    @CsvSource(textBlock = LIMITS)
    void aSteadyFlowComesCloseToTheLimit(int requests, Duration per) {
        RateLimiter limiter = new RateLimiter(new RateLimit(requests, per), 0);
        int count = 100 * requests;
        long last = 0;
        for (int i = 0; i < count; i++) {
            last = limiter.reserve(0, Long.MAX_VALUE);
        }
        assertThat(count / (double) last * per.toNanos()).isBetween(0.94 * requests, (double) requests);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "24, 1", "50, 2", "100, 4", "500, 20"})
    void aTwentyFifthStartsTogetherAfterAPause(int requests, int together) {
        RateLimiter limiter = new RateLimiter(new RateLimit(requests, Duration.ofSeconds(1)), 0);
        long now = 5_000_000_000L;
        for (int i = 0; i < together; i++) {
            assertThat(limiter.reserve(now, 0)).isZero();
        }
        assertThat(limiter.reserve(now, 0)).isNegative();
    }

    @ParameterizedTest
    @CsvSource({"1, 1020000001", "2, 510000001", "3, 340000001"})
    void aPlaceThatIsTooFarAwayIsNotTaken(int requests, long interval) {
        RateLimiter limiter = new RateLimiter(new RateLimit(requests, Duration.ofSeconds(1)), 0);

        assertThat(limiter.reserve(0, 0)).isZero();
        assertThat(limiter.reserve(0, interval - 1)).isNegative();
        assertThat(limiter.reserve(0, interval)).isEqualTo(interval);
    }
}
