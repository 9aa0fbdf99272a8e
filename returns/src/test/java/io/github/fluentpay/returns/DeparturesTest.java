package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.returns.Departures.Departure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class DeparturesTest {

    private static final long GAP = 20_000_000;

    private final long start = System.nanoTime();
    private final Lane lane = new Lane("1900000001", Shared.pay());
    private final Departures departures = new Departures();

    private Departure departure(long id, long atNanos, long gapNanos) {
        CouponReturn task = CouponReturn.of("1234567891", "code-" + id, "return-" + id);
        Claimed row = new Claimed(id, task, "w/1", 0, 0, 0, false);
        return new Departure(lane, row, atNanos, gapNanos, start + 1_000_000_000);
    }

    private static List<Long> ids(List<Departure> departures) {
        return departures.stream().map(departure -> departure.row().id()).toList();
    }

    @Test
    void eachHasItsTime() {
        departures.add(departure(2, start + 20, 0));
        departures.add(departure(1, start + 10, 0));

        assertThat(departures.nanosToNext(start, 1000)).isEqualTo(10);
        assertThat(ids(departures.take(start + 9))).isEmpty();
        assertThat(ids(departures.take(start + 10))).containsExactly(1L);
        assertThat(ids(departures.take(start + 1000))).containsExactly(2L);
        assertThat(departures.nanosToNext(start, 1000)).isEqualTo(1000);
    }

    /** A worker that was held up for a second makes up for a twentieth of it. */
    @Test
    void aWorkerThatWasHeldUpKeepsThePace() {
        for (int i = 0; i < 20; i++) {
            departures.add(departure(i, start + i * GAP, GAP));
        }
        long late = start + 1_000_000_000;

        assertThat(departures.take(late)).hasSize(3);
        assertThat(departures.take(late)).isEmpty();
        assertThat(departures.nanosToNext(late, Long.MAX_VALUE)).isBetween(1L, GAP);
        assertThat(departures.take(late + GAP)).hasSize(1);
    }

    /** Its lease would be over before its call is: somebody else may have the row by then. */
    @Test
    void oneThatIsTooLateIsKnown() {
        Departure departure = departure(1, start, 0);

        assertThat(departure.isTooLate(start + 1_000_000_000)).isFalse();
        assertThat(departure.isTooLate(start + 1_000_000_001)).isTrue();
    }
}
