package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.returns.PaceTable.Pace;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {

    @ParameterizedTest
    @CsvSource({
        // No limit: all that are wanted, unless the merchant is left alone.
        "0, 0, 64, 64",
        "0, 1000000, 64, 64",
        "0, 1000001, 64, 0",
        // 100 a second, half a second ahead: one now, and 50 more.
        "10000, 0, 64, 51",
        "10000, 0, 20, 20",
        "10000, 1000000, 64, 51",
        "10000, 1250000, 64, 26",
        "10000, 1500000, 64, 1",
        "10000, 1500001, 64, 0",
        // One every two seconds.
        "2000000, 0, 64, 1",
        "2000000, 1400000, 64, 1",
        "2000000, 3000000, 64, 0",
    })
    void callsThatMayStartWithinHalfASecond(long intervalUs, long nextAtUs, int wanted, int calls) {
        assertThat(new Pace(intervalUs, nextAtUs).calls(wanted, 1_000_000, 500_000))
                .isEqualTo(calls);
    }

    /** Each of several workers may start a call up to 50 ms after its place. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.9, 1, 1.5, 2, 3, 7, 100, 333, 500, 700, 900, 6000})
    void noSecondHasMoreCallsThanThePace(double perSecond) {
        long seed = Long.getLong("fluentpay.seed", System.nanoTime());
        Random random = new Random(seed);
        long windowUs = (long) Math.max(1_000_000, 1_000_000 / perSecond);
        long intervalUs = PaceTable.intervalUs(perSecond);
        for (int round = 0; round < 20; round++) {
            long[] starts = new long[(int) (3 * perSecond) + 20];
            for (int i = 0; i < starts.length; i++) {
                // On time, late, or as late as can be: calls meet where those before are late and those after are not.
                long late = random.nextInt(3) * 25_000L;
                starts[i] = i * intervalUs + Math.max(0, late - random.nextInt(100));
            }
            Arrays.sort(starts);
            int first = 0;
            for (int last = 0; last < starts.length; last++) {
                while (starts[last] - starts[first] > windowUs) {
                    first++;
                }
                assertThat((double) (last - first + 1))
                        .as("-Dfluentpay.seed=%s", seed)
                        .isLessThanOrEqualTo(Math.ceil(perSecond));
            }
        }
        assertThat(1_000_000.0 / intervalUs).isBetween(0.94 * perSecond, perSecond);
    }

    /** A clock was ahead by an hour when that was written. */
    @ParameterizedTest
    @CsvSource({
        "0, 30000000, 30000000",
        "0, 60000000, 60000000",
        "0, 3600000000, 0",
        "100000000, 200000000, 200000000",
        "100000000, 3600000000, 0"
    })
    void aTimeThatNobodyCanHaveMeantIsOver(long intervalUs, long aheadUs, long believedUs) {
        long nowUs = 1_000_000_000;
        assertThat(new Pace(intervalUs, nowUs + aheadUs).believable(nowUs))
                .isEqualTo(new Pace(intervalUs, nowUs + believedUs));
    }
}
