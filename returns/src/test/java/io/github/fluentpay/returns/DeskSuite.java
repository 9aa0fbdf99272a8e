package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.RedeemedCoupons;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a desk does on either database. */
abstract class DeskSuite {

    static final String RETURN = "/v3/marketing/busifavor/coupons/return";

    private LocalPay localPay;
    private FluentPay pay;
    private LedgerDatabase database;

    abstract String url();

    @BeforeEach
    void open() {
        localPay = LocalPay.start();
        pay = FluentPay.builder().profile(localPay.profile()).build();
        database = LedgerDatabase.open(url());
    }

    @AfterEach
    void close() {
        database.close();
        pay.close();
        localPay.close();
    }

    static ReturnOptions.Builder quick() {
        return ReturnOptions.builder()
                .callTimeout(Duration.ofSeconds(5))
                .lease(Duration.ofSeconds(15))
                .poll(Duration.ofMillis(50))
                .backOff(Duration.ofMillis(50), Duration.ofMillis(400));
    }

    private ReturnDesk desk(ReturnOptions.Builder options) {
        return ReturnDesk.open(database.dataSource(), pay, options.build());
    }

    private List<CouponReturn> campaign(int count) {
        RedeemedCoupons coupons =
                localPay.coupons().redeemed(localPay.merchant().mchid(), count);
        List<CouponReturn> returns = new ArrayList<>();
        for (String code : coupons.codes()) {
            returns.add(CouponReturn.after(coupons.stockId(), code, "refund-" + code)
                    .heldBy(coupons.openid(), coupons.appid()));
        }
        return returns;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void awaitAll(ReturnDesk desk, ReturnState state, long count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Map<ReturnState, Long> counts = desk.ledger().counts();
        while (counts.get(state) < count) {
            assertThat(System.nanoTime() - deadline).as("%s", counts).isNegative();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            counts = desk.ledger().counts();
        }
    }

    private ReturnEntry entry(ReturnDesk desk, CouponReturn coupon) {
        return desk.ledger()
                .find(localPay.merchant().mchid(), coupon.returnRequestNo())
                .orElseThrow();
    }

    private String stateAtThePlatform(CouponReturn coupon) {
        CouponHolder holder = coupon.holder();
        JsonObject found = pay.chain("v3/marketing/busifavor/users/{openid}/coupons/{code}/appids/{appid}")
                .path("openid", holder.openid())
                .path("code", coupon.couponCode())
                .path("appid", holder.appid())
                .get()
                .json();
        return found.string("coupon_state");
    }

    @Test
    void returnsACoupon() {
        CouponReturn coupon = campaign(1).get(0);
        try (ReturnDesk desk = desk(quick())) {
            desk.start();

            Submitted submitted = desk.submit(coupon);

            assertThat(submitted.isNew()).isTrue();
            assertThat(submitted.entry().state()).isEqualTo(ReturnState.PENDING);
            awaitAll(desk, ReturnState.RETURNED, 1);
            ReturnEntry entry = entry(desk, coupon);
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

            awaitAll(desk, ReturnState.RETURNED, 300);
        }
        assertThat(localPay.journal().of(RETURN).effects()).isEqualTo(300);
    }

    @Test
    void settlesWhatThePlatformDidAndDidNotAnswer() {
        List<CouponReturn> coupons = campaign(20);
        localPay.faults()
                .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).path(RETURN).times(10))
                .add(FaultRule.of(Fault.reset(Moment.BEFORE_EFFECT))
                        .path(RETURN)
                        .times(5));
        try (ReturnDesk desk = desk(quick())) {
            desk.submitAll(coupons);
            desk.start();

            awaitAll(desk, ReturnState.RETURNED, 20);

            assertThat(coupons)
                    .allSatisfy(coupon -> assertThat(stateAtThePlatform(coupon)).isEqualTo("SENDED"));
        }
        assertThat(localPay.journal().of(RETURN).effects()).isEqualTo(20);
    }

    @Test
    void refusesWhatThePlatformRefuses() {
        CouponReturn missing = CouponReturn.of("1234567891", "no-such-coupon", "r-1");
        try (ReturnDesk desk = desk(quick())) {
            desk.submit(missing);
            desk.start();

            awaitAll(desk, ReturnState.REFUSED, 1);

            ReturnEntry entry = entry(desk, missing);
            assertThat(entry.code()).isEqualTo("RESOURCE_NOT_EXISTS");
            assertThat(entry.attempts()).isEqualTo(1);
            assertThat(entry.requestId()).isNotBlank();
        }
    }

    @Test
    void movesManyByHandAndCountsWhatIsOpen() {
        List<CouponReturn> coupons = campaign(3);
        try (ReturnDesk desk = desk(quick())) {
            ReturnLedger ledger = desk.ledger();
            String mchid = localPay.merchant().mchid();
            desk.submitAll(coupons);
            assertThat(ledger.openByMerchant()).isEqualTo(Map.of(mchid, 3L));
            List<ReturnEntry> pending = ledger.list(ReturnState.PENDING, 0, 10);

            assertThat(ledger.retryAll(pending)).isZero();
            assertThat(ledger.cancelAll(pending)).isEqualTo(3);
            assertThat(ledger.cancelAll(pending)).as("it is not what it was").isZero();
            assertThat(ledger.openByMerchant()).isEmpty();
            assertThat(ledger.retryAll(ledger.list(ReturnState.CANCELLED, 0, 10)))
                    .isEqualTo(3);

            assertThat(ledger.counts().get(ReturnState.PENDING)).isEqualTo(3);
        }
    }

    @Test
    void tellsNobodyOfAnEndThatWasTakenBack() throws SQLException {
        CouponReturn missing = CouponReturn.of("1234567891", "no-such-coupon", "r-1");
        ReturnListener never = entry -> {
            throw new IllegalStateException("not now");
        };
        try (ReturnDesk desk = desk(quick().listener(never))) {
            desk.submit(missing);
            desk.start();
            awaitAll(desk, ReturnState.REFUSED, 1);
        }
        ReturnLedger ledger = ReturnLedger.open(database.dataSource());
        assertThat(untold()).isEqualTo(1);

        ledger.retry(ledger.list(ReturnState.REFUSED, 0, 1).get(0));

        assertThat(untold()).isZero();
    }

    private long untold() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(untold) FROM fluentpay_return")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void namesTheSubmissionOfAConflict() {
        CouponReturn one = campaign(1).get(0);
        CouponReturn other = CouponReturn.of(one.stockId(), "another", one.returnRequestNo());
        try (ReturnDesk desk = desk(quick())) {
            SubmittedBatch batch = desk.submitAll(List.of(one, other));

            assertThat(batch.added()).isEqualTo(1);
            assertThat(batch.conflicts()).hasSize(1);
            assertThat(batch.conflicts().get(0).refused().couponCode()).isEqualTo("another");
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
                .callTimeout(Duration.ofMillis(500))
                .lease(Duration.ofMillis(1500))
                .poll(Duration.ofMillis(50))
                .listener(failsAtFirst))) {
            desk.submitAll(coupons);
            desk.start();

            await(() -> told.values().stream().mapToInt(AtomicInteger::get).sum() >= 55);

            assertThat(told).hasSize(50);
        }
    }
}
