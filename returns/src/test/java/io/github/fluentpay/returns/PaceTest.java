package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.returns.PaceTable.Pace;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
