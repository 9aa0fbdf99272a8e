package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.returns.Judgement.Advice;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Shared.class)
class LaneTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long start = System.nanoTime();
    private final Lane lane = new Lane("1900000001", Shared.pay());

    private void depart(int calls) {
        for (int i = 0; i < calls; i++) {
            lane.departed();
        }
    }

    private void arrive(int calls, Advice advice, long at) {
        for (int i = 0; i < calls; i++) {
            lane.arrived(advice, at);
        }
    }

    @Test
    void triesWithOneWhileNobodyGetsThrough() {
        assertThat(lane.room(64, start)).isEqualTo(64);
        depart(10);
        arrive(10, Advice.STAND_BACK, start);

        assertThat(lane.isInTrouble()).isTrue();
        assertThat(lane.restsUntil())
                .as("ten that fail together are one failure")
                .isEqualTo(start + SECOND);
        assertThat(lane.room(64, start + SECOND - 1)).isZero();
        assertThat(lane.room(64, start + SECOND)).isEqualTo(1);
        depart(1);
        assertThat(lane.room(64, start + SECOND)).isZero();
        arrive(1, Advice.STAND_BACK, start + SECOND);
        assertThat(lane.restsUntil()).isEqualTo(start + 3 * SECOND);
        depart(1);
        arrive(1, Advice.GO_ON, start + 3 * SECOND);

        assertThat(lane.isInTrouble()).isFalse();
        assertThat(lane.room(64, start + 3 * SECOND)).isEqualTo(64);
    }

    @Test
    void restsForHalfAMinuteAtMost() {
        long now = start;
        for (int i = 0; i < 20; i++) {
            depart(1);
            arrive(1, Advice.STAND_BACK, now);
            assertThat(lane.restsUntil() - now).isLessThanOrEqualTo(30 * SECOND);
            now = lane.restsUntil();
        }
    }

    /** A row that the platform fails over must not keep the others waiting for longer and longer. */
    @Test
    void triesSoonWhileThePlatformAnswers() {
        long now = start;
        for (int i = 0; i < 20; i++) {
            depart(1);
            arrive(1, Advice.TAKE_CARE, now);
            assertThat(lane.room(64, now)).isZero();
            assertThat(lane.restsUntil() - now).isEqualTo(SECOND);
            now = lane.restsUntil();
            assertThat(lane.room(64, now)).isEqualTo(1);
        }
    }

    @Test
    void whatTooManyCallsSayTogetherIsOneThing() {
        Duration first = Duration.ofSeconds(1);
        Duration longest = Duration.ofSeconds(30);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            assertThat(lane.slowDown(start + i, first, longest, random)).isBetween(500L, 1000L);
        }
        assertThat(lane.slowDown(start + 2 * SECOND, first, longest, random)).isBetween(1000L, 2000L);
        lane.goOn(start + 2 * SECOND + 1);
        assertThat(lane.slowDown(start + 5 * SECOND, first, longest, random))
                .as("one that was under way has got through")
                .isBetween(2000L, 4000L);
        for (int i = 2; i < 40; i++) {
            assertThat(lane.slowDown(start + i * 60L * SECOND, first, longest, random))
                    .isLessThanOrEqualTo(30_000);
        }
        lane.goOn(start + 10_000 * SECOND);
        assertThat(lane.slowDown(start + 10_001 * SECOND, first, longest, random))
                .isBetween(500L, 1000L);
    }

    @Test
    void makesUpForLittleLatenessAndNotForMuch() {
        long gap = SECOND / 100;
        long catchUp = SECOND / 20;
        long late = System.nanoTime() + 10 * SECOND;
        int atOnce = 0;
        while (lane.start(late, gap, catchUp) == late) {
            atOnce++;
        }
        assertThat(atOnce).isEqualTo(6);
        assertThat(lane.start(late, gap, catchUp)).isEqualTo(late + gap);
        assertThat(lane.start(late + gap, gap, catchUp)).isEqualTo(late + gap);
        assertThat(lane.start(late + gap, 0, catchUp)).isEqualTo(late + gap);
    }
}
