package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The clock of a ledger on one machine is set while work is done. */
class ClockJumpTest extends DeskTestBase {

    private final SettableClock clock = new SettableClock();

    ClockJumpTest() {
        super(TestDatabase.SQLITE);
    }

    private static final class SettableClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void goesOnWhenTheClockWasAhead() {
        clock.ahead = Duration.ofHours(10);
        jumpsTo(Duration.ZERO);
    }

    @Test
    void goesOnWhenTheClockWasBehind() {
        jumpsTo(Duration.ofHours(10));
    }

    /** In all states: waiting after a refusal, unknown after a reset, leased, and with a pace that is held. */
    private void jumpsTo(Duration ahead) {
        List<CouponReturn> coupons = campaign(40);
        localPay()
                .faults()
                .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).path(RETURN).times(3))
                .add(FaultRule.of(Fault.refusal(429, "RATELIMIT_EXCEEDED"))
                        .path(RETURN)
                        .times(3));
        try (ReturnDesk desk =
                desk(hasty().concurrency(4).batch(30).perSecond(200).clock(clock))) {
            desk.submitAll(coupons);
            desk.start();
            await("some are refused", () -> desk.ledger().counts().get(ReturnState.WAITING) > 0);
            clock.ahead = ahead;
            desk.submitAll(coupons);
            awaitReturned(desk.ledger(), 40);
        }
        assertThat(effects()).isEqualTo(40);
    }

    /** A process that died while the clock was ahead: its leases end hours from now. */
    @Test
    void takesUpWhatADeadWorkerHeldWithTheClockAhead() {
        List<CouponReturn> coupons = campaign(5);
        clock.ahead = Duration.ofHours(10);
        ReturnLedger ledger = ReturnLedger.open(dataSource(), clock);
        ledger.submitAll(coupons);
        ledger.ledger().transaction((connection, now) -> {
            List<Claimed> held = ledger.table().claim(connection, mchid(), "dead/1", now + 60_000, 5, now);
            ledger.table().send(connection, held.subList(0, 2), "dead", now);
            return held;
        });
        clock.ahead = Duration.ZERO;
        try (ReturnDesk desk = desk(hasty().clock(clock))) {
            desk.start();
            awaitReturned(desk.ledger(), 5);
        }
        assertThat(effects()).isEqualTo(5);
    }
}
