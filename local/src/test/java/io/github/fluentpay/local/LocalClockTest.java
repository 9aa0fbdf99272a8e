package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClockTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");

    private final SettableClock base = new SettableClock(START);
    private final LocalClock clock = new LocalClock(base);

    @Test
    void runsWithItsBaseUntilItIsMoved() {
        base.forward(Duration.ofNanos(1_234_567));

        assertThat(clock.instant()).isEqualTo(base.instant());
    }

    @Test
    void jumpsForwardAndBackAndRunsOn() {
        assertThat(clock.jump(Duration.ofDays(30))).isEqualTo(START.plus(Duration.ofDays(30)));
        base.forward(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START.plus(Duration.ofDays(30)).plusSeconds(5));

        clock.jump(Duration.ofDays(-31));
        assertThat(clock.instant()).isEqualTo(START.minus(Duration.ofDays(1)).plusSeconds(5));
    }

    @Test
    void refusesATimeThatCannotBeWritten() {
        assertThatThrownBy(() -> clock.set(Instant.parse("1969-12-31T23:59:59Z")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The time would be 1969-12-31T23:59:59Z; timestamps on the wire are from 1970 to 9999");
        assertThatThrownBy(() -> clock.jump(Duration.ofDays(365 * 9000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("; timestamps on the wire are from 1970 to 9999");
        assertThatThrownBy(() -> clock.jump(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A jump by " + Duration.ofSeconds(Long.MAX_VALUE) + " leads nowhere: no time is so far away");
        assertThat(clock.instant()).isEqualTo(START);
    }

    @Test
    void isSetAndResetAndKeepsRunning() {
        clock.set(Instant.EPOCH);
        clock.runAt(2);
        base.forward(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(10));

        clock.reset();
        base.forward(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(6));
    }

    @Test
    void standsStillUntilItIsResumed() {
        clock.runAt(10);
        clock.freeze();
        base.forward(Duration.ofSeconds(5));
        assertThat(clock.instant()).isEqualTo(START);
        assertThat(clock.isFrozen()).isTrue();
        assertThat(clock.until(START.plusSeconds(1))).isEmpty();
        clock.jump(Duration.ofSeconds(1));
        assertThat(clock.until(START.plusSeconds(1))).contains(Duration.ZERO);

        clock.resume();
        base.forward(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(11));
        assertThat(clock.speed()).isEqualTo(10);
    }

    @Test
    void knowsHowLongATimeIsAway() {
        assertThat(clock.until(START.plusSeconds(60))).contains(Duration.ofMillis(60_001));

        clock.runAt(60);

        assertThat(clock.until(START.plusSeconds(60))).contains(Duration.ofMillis(1_001));
        assertThat(clock.until(START.minusSeconds(60))).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1_000_001})
    void refusesASpeedThatIsNone(double factor) {
        assertThatThrownBy(() -> clock.runAt(factor))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("factor is " + factor
                        + "; it must be above 0 and at most 1000000. To stop the clock, freeze it");
    }

    @Test
    void showsTheSameTimeInAnotherZone() {
        ZoneId beijing = ZoneId.of("Asia/Shanghai");
        clock.jump(Duration.ofDays(1));

        assertThat(clock.withZone(beijing).instant()).isEqualTo(clock.instant());
        assertThat(clock.withZone(beijing).getZone()).isEqualTo(beijing);
    }

    @Test
    void isTheClockOfSignaturesCouponsJournalAndReplies() {
        try (LocalPay localPay = LocalPay.builder().clock(base).start()) {
            TestCaller late = new TestCaller(localPay.profile(), base);
            TestCaller inTime = new TestCaller(localPay.profile(), localPay.clock());
            localPay.clock().jump(Duration.ofDays(400));
            Instant then = START.plus(Duration.ofDays(400));

            TestCaller.Answer refused = late.get("/v3/certificates");
            TestCaller.Answer taken = inTime.get("/v3/certificates");

            assertThat(refused.status()).isEqualTo(401);
            assertThat(taken.status()).isEqualTo(200);
            assertThat(taken.header("Wechatpay-Timestamp")).isEqualTo(Long.toString(then.getEpochSecond()));
            assertThat(localPay.journal().last().orElseThrow().time()).isEqualTo(then);
            assertThat(inTime.get("/v3/marketing/busifavor/users/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o/coupons/sxxe34343435"
                                    + "/appids/wxd678efh567hg6787")
                            .json()
                            .string("coupon_state"))
                    .isEqualTo("EXPIRED");
        }
    }
}
