package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.profile.Profile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetTest {

    private static final String EXAMPLE =
            CouponFixture.BASE + "/users/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o/coupons/sxxe34343434/appids/wxd678efh567hg6787";

    @Test
    void beginsAgainButForKeysAndMerchants() {
        try (LocalPay localPay = LocalPay.start();
                Receiver receiver = new Receiver()) {
            Profile other = localPay.addMerchant("1900000002");
            TestCaller caller = TestCaller.of(localPay);
            String stock = new CouponFixture(caller).stock("MERCHANT_API");
            assertThat(caller.post(
                                    CouponFixture.BASE + "/coupons/return",
                                    CouponFixture.returnBody("1234567891", "sxxe34343434", "r1"))
                            .status())
                    .isEqualTo(200);
            localPay.callbacks().pause();
            localPay.callbacks().send("1900000002", receiver.url("/"), "A", "a", JsonObject.empty());
            localPay.callbacks().faults().add(FaultRule.of(Fault.duplicate()));
            localPay.faults().add(FaultRule.of(Fault.halfReply()).path("/v3/none"));
            localPay.clock().jump(Duration.ofDays(5));

            localPay.reset();

            assertThat(localPay.faults().rules()).isEmpty();
            assertThat(localPay.callbacks().faults().rules()).isEmpty();
            assertThat(localPay.callbacks().isPaused()).isFalse();
            assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();
            assertThat(localPay.callbacks().waiting()).isZero();
            assertThat(receiver.received()).isEmpty();
            assertThat(localPay.journal()).isEmpty();
            assertThat(localPay.clock().instant()).isBefore(Instant.now().plusSeconds(60));
            assertThat(caller.get(EXAMPLE).json().string("coupon_state")).isEqualTo("USED");
            assertThat(caller.get(CouponFixture.BASE + "/stocks/" + stock).status())
                    .isEqualTo(404);
            assertThat(new TestCaller(other, Clock.systemUTC())
                            .get("/v3/certificates")
                            .status())
                    .isEqualTo(200);
        }
    }

    /** The database refuses to delete, or to load the example again. */
    @ParameterizedTest
    @ValueSource(strings = {"DELETE ON busifavor_coupons", "INSERT ON busifavor_stocks"})
    void resetsNothingIfTheDatabaseFails(String refused, @TempDir Path folder) throws Exception {
        String url = "jdbc:sqlite:" + folder.resolve("localpay.db");
        try (LocalPay localPay = LocalPay.builder().database(url).start()) {
            TestCaller caller = TestCaller.of(localPay);
            localPay.faults().add(FaultRule.of(Fault.halfReply()).path("/v3/none"));
            localPay.callbacks().pause();
            localPay.clock().freeze();
            execute(url, "CREATE TRIGGER refusing BEFORE " + refused + " BEGIN SELECT RAISE(ABORT, 'no'); END");

            assertThatThrownBy(localPay::reset).hasMessageContaining("no");

            assertThat(localPay.faults().rules()).hasSize(1);
            assertThat(localPay.callbacks().isPaused()).isTrue();
            assertThat(localPay.clock().isFrozen()).isTrue();
            assertThat(caller.get(EXAMPLE).json().string("coupon_state")).isEqualTo("USED");

            execute(url, "DROP TRIGGER refusing");
            localPay.reset();

            assertThat(localPay.faults().rules()).isEmpty();
            assertThat(localPay.clock().isFrozen()).isFalse();
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void settlesRefundsAndMakesBillsAsAtFirst() {
        try (LocalPay localPay = LocalPay.start()) {
            TestCaller caller = TestCaller.of(localPay);
            PaymentFixture payments = new PaymentFixture(caller);
            localPay.refunds().hold();
            localPay.bills().atOnce();
            String order = payments.paid(localPay);

            localPay.reset();

            assertThat(payments.query(order).code()).isEqualTo("ORDER_NOT_EXIST");
            String again = payments.paid(localPay);
            payments.refund(PaymentFixture.refundBody(again, "refund-" + again, 100));
            assertThat(payments.status("refund-" + again)).isEqualTo("SUCCESS");
            assertThat(caller.get("/v3/bill/tradebill?bill_date=" + BeijingTime.day(Instant.now()))
                            .code())
                    .isEqualTo("INVALID_REQUEST");
        }
    }
}
