package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.RedeemedCoupons;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A LocalPay that begins anew, and an empty ledger, for each test. */
@ExtendWith(Shared.class)
abstract class DeskTestBase {

    static final String RETURN = "/v3/marketing/busifavor/coupons/return";

    private static final Duration IN_TIME = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final TestDatabase kind;
    private String url;
    private LedgerDatabase database;

    DeskTestBase(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        localPay().reset();
        url = kind.freshUrl(folder);
        database = LedgerDatabase.open(url);
    }

    @AfterEach
    void close() {
        localPay().faults().clear();
        database.close();
    }

    static LocalPay localPay() {
        return Shared.localPay();
    }

    static FluentPay pay() {
        return Shared.pay();
    }

    static String mchid() {
        return localPay().merchant().mchid();
    }

    TestDatabase kind() {
        return kind;
    }

    String url() {
        return url;
    }

    DataSource dataSource() {
        return database.dataSource();
    }

    static ReturnOptions.Builder quick() {
        return ReturnOptions.builder()
                .callTimeout(Duration.ofSeconds(5))
                .lease(Duration.ofSeconds(15))
                .poll(Duration.ofMillis(50))
                .backOff(Duration.ofMillis(50), Duration.ofMillis(400));
    }

    /** Leases that end soon; a call that takes longer on a busy machine is one whose outcome is not known. */
    static ReturnOptions.Builder hasty() {
        return quick().callTimeout(Duration.ofSeconds(1)).lease(Duration.ofSeconds(3));
    }

    ReturnDesk desk(ReturnOptions.Builder options) {
        return desk(dataSource(), options);
    }

    static ReturnDesk desk(DataSource dataSource, ReturnOptions.Builder options) {
        return ReturnDesk.open(dataSource, pay(), options.build());
    }

    static List<CouponReturn> campaign(int count) {
        return campaign(localPay(), mchid(), count);
    }

    static List<CouponReturn> campaign(LocalPay localPay, String mchid, int count) {
        RedeemedCoupons coupons = localPay.coupons().redeemed(mchid, count);
        List<CouponReturn> returns = new ArrayList<>();
        for (String code : coupons.codes()) {
            returns.add(CouponReturn.after(coupons.stockId(), code, "refund-" + code)
                    .heldBy(coupons.openid(), coupons.appid())
                    .ofMerchant(mchid));
        }
        return returns;
    }

    static String stateAtThePlatform(CouponReturn coupon) {
        CouponHolder holder = coupon.holder();
        return pay().chain("v3/marketing/busifavor/users/{openid}/coupons/{code}/appids/{appid}")
                .path("openid", holder.openid())
                .path("code", coupon.couponCode())
                .path("appid", holder.appid())
                .get()
                .json()
                .string("coupon_state");
    }

    static long effects() {
        return localPay().journal().of(RETURN).effects();
    }

    static long calls() {
        return localPay().journal().count(RETURN);
    }

    static void await(String what, BooleanSupplier condition) {
        await(() -> what, condition);
    }

    static void await(Supplier<String> what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + IN_TIME.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as(what).isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }

    static void awaitAll(ReturnLedger ledger, Map<ReturnState, Long> expected) {
        await(() -> "" + ledger.counts(), () -> ledger.counts().entrySet().containsAll(expected.entrySet()));
    }

    static void awaitReturned(ReturnLedger ledger, long count) {
        awaitAll(ledger, Map.of(ReturnState.RETURNED, count));
    }

    static ReturnEntry entry(ReturnLedger ledger, ReturnTask task) {
        return ledger.find(mchid(), task.requestNo()).orElseThrow();
    }

    /**
     * All leases are over: as if so much time had passed. One row at a time, as workers that change the same rows in
     * another order could wait for this and this for them.
     */
    void endAllLeases() {
        ReturnLedger.open(dataSource())
                .list(null, 0, 10_000)
                .forEach(row -> run(
                        "UPDATE fluentpay_return SET lease_until = 1 WHERE lease IS NOT NULL AND id = " + row.id()));
    }

    /** The listener should have been told long ago. */
    void letUntoldRowsAge() {
        run("UPDATE fluentpay_return SET changed_at = 1 WHERE untold = 1");
    }

    void run(String sql) {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
