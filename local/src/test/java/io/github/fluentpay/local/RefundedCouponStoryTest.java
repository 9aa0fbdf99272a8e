package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.returnBody;
import static io.github.fluentpay.local.CouponFixture.useBody;
import static io.github.fluentpay.local.PaymentFixture.MCHID;
import static io.github.fluentpay.local.PaymentFixture.jsapiBody;
import static io.github.fluentpay.local.PaymentFixture.number;
import static io.github.fluentpay.local.PaymentFixture.refundBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of an order with a coupon, as a merchant's server sees it: ordered, paid, the coupon used, refunded, the coupon
 * returned, and used again for another order; and the bill of the day.
 */
class RefundedCouponStoryTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T04:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void runsFromTheOrderToTheSecondUseOfTheCoupon() {
        run("jdbc:sqlite:" + folder.resolve("story.db"));
    }

    @Test
    void runsOnPostgresqlToo() throws Exception {
        try (TestPostgres postgres = TestPostgres.in(folder.resolve("postgres"))) {
            run(postgres.url());
        }
    }

    private void run(String database) {
        try (LocalPay localPay =
                LocalPay.builder().clock(clock).database(database).start()) {
            TestCaller caller = new TestCaller(localPay.profile(), clock);
            tell(localPay, caller, database);
            settle(localPay, new PaymentFixture(caller));
        }
    }

    private void tell(LocalPay localPay, TestCaller caller, String database) {
        CouponFixture coupons = new CouponFixture(caller);
        PaymentFixture payments = new PaymentFixture(caller);
        String stock = coupons.stock("MERCHANT_API");
        String coupon = coupons.sent(stock, "story-1");
        String order = number();

        // The goods cost 105 fen; the coupon takes 5 off.
        String prepayId = payments.order("jsapi", jsapiBody(order)).json().string("prepay_id");
        assertThat(payments.state(order)).isEqualTo("NOTPAY");

        clock.forward(Duration.ofMinutes(1));
        String transactionId = localPay.payer().payWith(prepayId);
        assertThat(payments.state(order)).isEqualTo("SUCCESS");

        TestCaller.Answer used =
                coupons.use(useBody(stock, coupon).with("out_trade_no", order).with("transaction_id", transactionId));
        assertThat(used.status()).as(used.text()).isEqualTo(200);
        assertThat(coupons.query(coupon).json().string("coupon_state")).isEqualTo("USED");

        clock.forward(Duration.ofHours(1));
        JsonObject refund = refundBody(order, "refund-" + order, 100);
        assertThat(payments.refund(refund).json().string("status")).isEqualTo("PROCESSING");
        assertThat(payments.status("refund-" + order)).isEqualTo("SUCCESS");
        assertThat(payments.state(order)).isEqualTo("REFUND");

        JsonObject giveBack = returnBody(stock, coupon, "return-" + order);
        String returned = coupons.giveBack(stock, coupon, "return-" + order).text();
        assertThat(JsonObject.parse(returned))
                .isEqualTo(JsonObject.of("wechatpay_return_time", "2026-11-23T13:01:00+08:00"));
        assertThat(coupons.query(coupon).json().string("coupon_state")).isEqualTo("SENDED");
        // A merchant's server that did not get the replies asks again, and nothing happens twice.
        assertThat(payments.refund(refund).json().string("status")).isEqualTo("SUCCESS");
        assertThat(caller.post(CouponFixture.BASE + "/coupons/return", giveBack).text())
                .isEqualTo(returned);

        String second = payments.paid(localPay);
        assertThat(coupons.use(useBody(stock, coupon).with("out_trade_no", second))
                        .status())
                .isEqualTo(200);
        assertThat(coupons.query(coupon).json().string("coupon_state")).isEqualTo("USED");

        assertThat(PaymentFixture.waiting(database, order))
                .extracting(PaymentFixture.Waiting::eventType)
                .containsExactly("TRANSACTION.SUCCESS", "REFUND.SUCCESS");
        assertThat(PaymentFixture.waiting(database, second))
                .extracting(PaymentFixture.Waiting::eventType)
                .containsExactly("TRANSACTION.SUCCESS");
        clock.set(Instant.parse("2026-11-24T02:00:00Z"));
        String url =
                caller.get("/v3/bill/tradebill?bill_date=2026-11-23").json().string("download_url");
        assertThat(caller.get(url.substring(localPay.baseUrl().toString().length()))
                        .text())
                .endsWith("\r\n`3,`2.00,`1.00,`0.00,`0.00000,`2.00,`1.00\r\n");
        assertThat(caller.get("/v3/pay/transactions/id/" + transactionId + "?mchid=" + MCHID)
                        .json()
                        .string("out_trade_no"))
                .isEqualTo(order);
    }

    /** The moves that the story does not make. */
    private static void settle(LocalPay localPay, PaymentFixture payments) {
        String order = payments.paid(localPay);
        localPay.refunds().hold();
        payments.refund(refundBody(order, "closed-" + order, 60));
        payments.refund(refundBody(order, "bounced-" + order, 40));
        localPay.refunds().close(MCHID, "closed-" + order);
        localPay.refunds().bounce(MCHID, "bounced-" + order);
        assertThat(payments.status("closed-" + order)).isEqualTo("CLOSED");
        assertThat(payments.status("bounced-" + order)).isEqualTo("ABNORMAL");
        localPay.refunds().succeed(MCHID, "bounced-" + order);
        assertThat(payments.status("bounced-" + order)).isEqualTo("SUCCESS");
        assertThat(payments.refund(refundBody(order, "rest-" + order, 60)).status())
                .isEqualTo(200);

        String unpaid = payments.ordered();
        assertThat(payments.close(unpaid).status()).isEqualTo(204);
        assertThat(payments.state(unpaid)).isEqualTo("CLOSED");
    }
}
