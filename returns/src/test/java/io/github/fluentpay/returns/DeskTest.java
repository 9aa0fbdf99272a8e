package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a desk does on either database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class DeskTest extends DeskTestBase {

    DeskTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void returnsACoupon() {
        CouponReturn coupon = campaign(1).get(0);
        try (ReturnDesk desk = desk(quick())) {
            desk.start();

            Submitted submitted = desk.submit(coupon);

            assertThat(submitted.isNew()).isTrue();
            assertThat(submitted.entry().state()).isEqualTo(ReturnState.PENDING);
            awaitReturned(desk.ledger(), 1);
            ReturnEntry entry = entry(desk.ledger(), coupon);
            assertThat(entry.returnTime()).matches("\\d{4}-\\d\\d-\\d\\dT.*\\+08:00");
            assertThat(entry.requestId()).isNotBlank();
            assertThat(entry.attempts()).isEqualTo(1);
            assertThat(desk.ledger().history(entry))
                    .extracting(HistoryEntry::state)
                    .containsExactly(ReturnState.SENT, ReturnState.RETURNED);
        }
        assertThat(stateAtThePlatform(coupon)).isEqualTo("SENDED");
    }

    @Test
    void returnsManyOnceEach() {
        List<CouponReturn> coupons = campaign(300);
        try (ReturnDesk desk = desk(quick())) {
            SubmittedBatch first = desk.submitAll(coupons);
            SubmittedBatch again = desk.submitAll(coupons);
            assertThat(first).isEqualTo(new SubmittedBatch(300, 0, List.of()));
            assertThat(again).isEqualTo(new SubmittedBatch(0, 300, List.of()));

            desk.start();

            awaitReturned(desk.ledger(), 300);
        }
        assertThat(effects()).isEqualTo(300);
    }

    @Test
    void settlesWhatThePlatformDidAndDidNotAnswer() {
        List<CouponReturn> coupons = campaign(20);
        localPay()
                .faults()
                .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).path(RETURN).times(10))
                .add(FaultRule.of(Fault.reset(Moment.BEFORE_EFFECT))
                        .path(RETURN)
                        .times(5));
        try (ReturnDesk desk = desk(quick())) {
            desk.submitAll(coupons);
            desk.start();

            awaitReturned(desk.ledger(), 20);

            assertThat(coupons)
                    .allSatisfy(coupon -> assertThat(stateAtThePlatform(coupon)).isEqualTo("SENDED"));
        }
        assertThat(effects()).isEqualTo(20);
    }

    @Test
    void refusesWhatThePlatformRefuses() {
        CouponReturn missing = CouponReturn.of("1234567891", "no-such-coupon", "r-1");
        try (ReturnDesk desk = desk(quick())) {
            desk.submit(missing);
            desk.start();

            awaitAll(desk.ledger(), Map.of(ReturnState.REFUSED, 1L));

            ReturnEntry entry = entry(desk.ledger(), missing);
            assertThat(entry.code()).isEqualTo("RESOURCE_NOT_EXISTS");
            assertThat(entry.attempts()).isEqualTo(1);
            assertThat(entry.requestId()).isNotBlank();
        }
    }

    @Test
    void tellsTheListenerOfEveryEndAtLeastOnce() {
        List<CouponReturn> coupons = campaign(50);
        Map<String, AtomicInteger> told = new ConcurrentHashMap<>();
        ReturnListener failsAtFirst = entry -> {
            int times = told.computeIfAbsent(entry.task().requestNo(), any -> new AtomicInteger())
                    .incrementAndGet();
            if (times == 1 && entry.id() % 10 == 0) {
                throw new IllegalStateException("not now");
            }
        };
        try (ReturnDesk desk = desk(ReturnOptions.builder()
                .callTimeout(Duration.ofMillis(1000))
                .lease(Duration.ofMillis(3000))
                .poll(Duration.ofMillis(50))
                .listener(failsAtFirst))) {
            desk.submitAll(coupons);
            desk.start();

            await(
                    "the listener was told",
                    () -> told.values().stream().mapToInt(AtomicInteger::get).sum() >= 55);

            assertThat(told).hasSize(50);
        }
    }
}
