package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The limits of sending: section 3.1 of the rules. */
class SendRulesTest extends CouponRules {

    private TestCaller.Answer send(String stockId, String openid) {
        return coupons.post("/coupons/send", sendBody(stockId, "c-" + number()).with("openid", openid));
    }

    private static JsonObject exchange(String sendRule) {
        return json(stockBody("MERCHANT_API")
                        .toJson()
                        .replace(
                                "\"fixed_normal_coupon\":{\"discount_amount\":5,",
                                "\"exchange_coupon\":{\"exchange_price\":0,"))
                .with("stock_type", "EXCHANGE")
                .with("stock_send_rule", json(sendRule));
    }

    @Test
    void theLimitOfADayEndsAtMidnightInBeijing() {
        String stock = coupons.stock(exchange("{'max_coupons':9,'max_coupons_per_user':9,'max_coupons_by_day':2}"));
        clock.set(Instant.parse("2026-11-23T15:59:59Z"));
        send(stock, "a");
        send(stock, "b");

        TestCaller.Answer third = send(stock, "c");
        clock.set(Instant.parse("2026-11-23T16:00:00Z"));
        TestCaller.Answer nextDay = send(stock, "c");

        assertRefused(third, 400, "INVALID_REQUEST", "All max_coupons_by_day (2) coupons of this stock are sent today");
        assertThat(nextDay.status()).isEqualTo(200);
        assertThat(coupons.stockView(stock).object("send_count_information"))
                .isEqualTo(json("{'total_send_num':3,'today_send_num':1}"));
    }

    @Test
    void aRefusedSendingTakesNothing() {
        String stock = coupons.stock(exchange("{'max_coupons':2,'max_coupons_per_user':1,'max_coupons_by_day':2}"));
        send(stock, "a");
        send(stock, "a");

        assertThat(coupons.stockView(stock).object("send_count_information"))
                .isEqualTo(json("{'total_send_num':1,'today_send_num':1}"));
        assertThat(send(stock, "b").status()).isEqualTo(200);
    }

    @Test
    void accountsOfOnePersonShareTheLimitIfTheStockSaysSo() {
        localPay.coupons().identify("work", "Li");
        localPay.coupons().identify("home", "Li");
        String together = coupons.stock(stockBody("MERCHANT_API")
                .with(
                        "stock_send_rule",
                        json("{'max_coupons':9,'max_coupons_per_user':2,'natural_person_limit':true}")));
        String apart = coupons.stock(
                stockBody("MERCHANT_API").with("stock_send_rule", json("{'max_coupons':9,'max_coupons_per_user':1}")));

        assertThat(send(together, "work").status()).isEqualTo(200);
        assertThat(send(together, "home").status()).isEqualTo(200);
        assertRefused(
                send(together, "home"),
                400,
                "INVALID_REQUEST",
                "The user has all max_coupons_per_user (2) coupons of this stock, 1 of them under other accounts");
        assertThat(send(together, "somebody").status()).isEqualTo(200);
        assertThat(send(apart, "work").status()).isEqualTo(200);
        assertThat(send(apart, "home").status()).isEqualTo(200);
    }

    @Test
    void theSameCodeServesInTwoStocks() {
        String one = coupons.stock("MERCHANT_API");
        String other = coupons.stock("MERCHANT_API");

        coupons.sent(one, "two-stocks");
        coupons.sent(other, "two-stocks");

        coupons.use(CouponFixture.useBody(one, "two-stocks"));
        assertThat(coupons.giveBack(other, "two-stocks", number()).message()).endsWith("this one is SENDED");
    }
}
