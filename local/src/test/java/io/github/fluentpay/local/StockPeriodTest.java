package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.BASE;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the end of a stock's period does. */
class StockPeriodTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T04:00:00Z"));

    private LocalPay localPay;
    private TestCaller caller;
    private CouponFixture coupons;

    @BeforeEach
    void start() {
        localPay = LocalPay.builder().clock(clock).empty().start();
        caller = new TestCaller(localPay.profile(), clock);
        coupons = new CouponFixture(caller);
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    private TestCaller.Answer send(String stock, String code) {
        return caller.post(BASE + "/coupons/send", sendBody(stock, code));
    }

    @Test
    void refusesAStockWhosePeriodIsOver() {
        clock.set(Instant.parse("2027-11-01T00:00:00Z"));

        TestCaller.Answer answer = caller.post(BASE + "/stocks", stockBody("MERCHANT_API"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message())
                .isEqualTo("/coupon_use_rule/coupon_available_time/available_end_time must not be in the past");
    }

    @Test
    void sendsNothingOfAStockWhosePeriodIsOver() {
        String stock = coupons.stock("MERCHANT_API");
        clock.set(Instant.parse("2027-10-31T15:59:59Z"));
        assertThat(send(stock, "last").status()).isEqualTo(200);
        clock.set(Instant.parse("2027-10-31T16:00:00Z"));

        TestCaller.Answer answer = send(stock, "late");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message()).isEqualTo("The stock's available_end_time has passed");
    }

    @Test
    void sendsNoCouponThatCouldNeverBeUsed() {
        String stock = coupons.stock(
                JsonObject.parse(
                        stockBody("MERCHANT_API")
                                .toJson()
                                .replace(
                                        "\"2027-10-31T23:59:59+08:00\"",
                                        "\"2027-10-31T23:59:59+08:00\",\"wait_days_after_receive\":2,\"available_day_after_receive\":3")));
        clock.set(Instant.parse("2027-10-30T04:00:00Z"));

        TestCaller.Answer answer = send(stock, "never");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message())
                .isEqualTo(
                        "The coupon could never be used: it would be valid from 2027-11-01T00:00:00+08:00 on, and the"
                                + " stock's period ends at 2027-10-31T23:59:59+08:00");
        clock.set(Instant.parse("2027-10-29T04:00:00Z"));
        assertThat(send(stock, "once").status()).isEqualTo(200);
    }
}
