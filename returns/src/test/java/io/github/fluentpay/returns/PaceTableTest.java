package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.returns.PaceTable.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class PaceTableTest extends DeskTestBase {

    private static final String MCHID = "1900000001";
    private static final long INTERVAL_US = PaceTable.intervalUs(40);
    private static final long HOUR_US = 3_600_000_000L;

    private final PaceTable paces = new PaceTable();

    PaceTableTest(TestDatabase kind) {
        super(kind);
    }

    /** Whoever reserves, and however late: no two calls are closer than the pace allows. */
    @Test
    void neverGivesOutTheSameTimeTwice() {
        ReturnLedger ledger = ReturnLedger.open(dataSource());
        ledger.pace(MCHID, 40);
        Random random = new Random(1);
        List<Long> starts = new ArrayList<>();
        ledger.ledger().transaction((connection, now) -> {
            long nowUs = now * 1000;
            for (int i = 0; i < 200; i++) {
                nowUs += random.nextInt(200_000);
                Pace pace = paces.read(connection, MCHID, nowUs);
                int calls = pace.calls(1 + random.nextInt(10), nowUs, 500_000);
                if (calls > 0) {
                    long first = paces.reserve(connection, MCHID, calls, nowUs);
                    assertThat(first).isBetween(nowUs, nowUs + 500_000);
                    for (int call = 0; call < calls; call++) {
                        starts.add(first + call * pace.intervalUs());
                    }
                }
            }
            return true;
        });
        assertThat(starts).hasSizeGreaterThan(300);
        for (int i = 1; i < starts.size(); i++) {
            assertThat(starts.get(i) - starts.get(i - 1)).isGreaterThanOrEqualTo(INTERVAL_US);
        }
    }

    @Test
    void aHoldIsForAllAndEndsByItself() {
        ReturnLedger ledger = ReturnLedger.open(dataSource());
        ledger.pace(MCHID, 0);
        ledger.ledger().transaction((connection, now) -> {
            long nowUs = now * 1000;
            assertThat(paces.read(connection, MCHID, nowUs).calls(5, nowUs, 500_000))
                    .isEqualTo(5);
            paces.hold(connection, MCHID, nowUs, nowUs + 2_000_000);
            paces.hold(connection, MCHID, nowUs, nowUs + 1_000_000);
            assertThat(paces.read(connection, MCHID, nowUs).calls(5, nowUs + 1_999_999, 500_000))
                    .isZero();
            assertThat(paces.read(connection, MCHID, nowUs).calls(5, nowUs + 2_000_000, 500_000))
                    .isEqualTo(5);
            return true;
        });
    }

    /** What a clock wrote that was an hour ahead counts for nothing, in any statement. */
    @Test
    void aClockThatWasAheadStopsNobody() {
        ReturnLedger ledger = ReturnLedger.open(dataSource());
        ledger.pace(MCHID, 40);
        ledger.ledger().transaction((connection, now) -> {
            long nowUs = now * 1000;
            paces.reserve(connection, MCHID, 1, nowUs + HOUR_US);
            assertThat(paces.read(connection, MCHID, nowUs).calls(5, nowUs, 500_000))
                    .isEqualTo(5);
            assertThat(paces.reserve(connection, MCHID, 5, nowUs)).isEqualTo(nowUs);
            paces.hold(connection, MCHID, nowUs + HOUR_US, nowUs + HOUR_US + 1_000_000);
            paces.hold(connection, MCHID, nowUs, nowUs + 1_000_000);
            assertThat(paces.read(connection, MCHID, nowUs)).isEqualTo(new Pace(INTERVAL_US, nowUs + 1_000_000));
            return true;
        });
    }

    @Test
    void theSamePaceAgainKeepsItsTime() {
        ReturnLedger ledger = ReturnLedger.open(dataSource());
        ledger.pace(MCHID, 40);
        ledger.ledger().transaction((connection, now) -> {
            paces.reserve(connection, MCHID, 8, now * 1000);
            paces.set(connection, MCHID, INTERVAL_US);
            assertThat(paces.read(connection, MCHID, now * 1000).nextAtUs()).isEqualTo(now * 1000 + 8 * INTERVAL_US);
            return true;
        });
    }

    /** Or new calls would start beside those that have their places already. */
    @Test
    void aNewPaceKeepsThePlacesThatWereReserved() {
        ReturnLedger ledger = ReturnLedger.open(dataSource());
        ledger.pace(MCHID, 40);
        ledger.ledger().transaction((connection, now) -> {
            long nowUs = now * 1000;
            paces.reserve(connection, MCHID, 8, nowUs);
            long lastUs = nowUs + 7 * INTERVAL_US;

            paces.set(connection, MCHID, 5_000);
            assertThat(paces.read(connection, MCHID, nowUs)).isEqualTo(new Pace(5_000, lastUs + 5_000));
            paces.set(connection, MCHID, 10_000_000);
            assertThat(paces.read(connection, MCHID, nowUs)).isEqualTo(new Pace(10_000_000, lastUs + 10_000_000));
            paces.set(connection, MCHID, 0);
            assertThat(paces.read(connection, MCHID, nowUs)).isEqualTo(new Pace(0, lastUs));
            paces.set(connection, MCHID, INTERVAL_US);
            assertThat(paces.reserve(connection, MCHID, 1, nowUs)).isEqualTo(lastUs + INTERVAL_US);
            return true;
        });
    }
}
