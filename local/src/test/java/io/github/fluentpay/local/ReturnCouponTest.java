package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.EXAMPLE_CODE;
import static io.github.fluentpay.local.CouponFixture.EXAMPLE_STOCK;
import static io.github.fluentpay.local.CouponFixture.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnCouponTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(START);

    private static LocalPay localPay;
    private static TestCaller caller;
    private static CouponFixture coupons;
    private static String stock;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().clock(CLOCK).start();
        caller = new TestCaller(localPay.profile(), CLOCK);
        coupons = new CouponFixture(caller);
        stock = coupons.stock("MERCHANT_API");
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void setClock() {
        CLOCK.set(START);
    }

    @Test
    void takesTheDocumentedRequestWordForWord() {
        try (LocalPay fresh = LocalPay.builder().clock(CLOCK).start()) {
            TestCaller freshCaller = new TestCaller(fresh.profile(), CLOCK);

            TestCaller.Answer answer = freshCaller.send(
                    "POST",
                    "/v3/marketing/busifavor/coupons/return",
                    "{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
                            + "\"return_request_no\":\"1002600620019090123143254436\"}");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"wechatpay_return_time\":\"2026-11-23T12:00:00+08:00\"}");
            assertThat(freshCaller.verify(answer)).isEmpty();
        }
    }

    @Test
    void makesTheCouponUsableAgainWithinItsOldValidity() {
        String code = coupons.used(stock, "back-1");
        String expires = coupons.query(code).json().string("expire_time");

        coupons.giveBack(stock, code, number());

        JsonObject coupon = coupons.query(code).json();
        assertThat(coupon.string("coupon_state")).isEqualTo("SENDED");
        assertThat(coupon.string("expire_time")).isEqualTo(expires);
        assertThat(coupons.use(CouponFixture.useBody(stock, code)).status()).isEqualTo(200);
    }

    @Test
    void showsTheReturnInTheQuery() {
        String code = coupons.used(stock, "shown-1");
        String requestNo = number();

        TestCaller.Answer answer = coupons.giveBack(stock, code, requestNo);

        JsonObject coupon = coupons.query(code).json();
        assertThat(coupon.string("return_request_no")).isEqualTo(requestNo);
        assertThat(coupon.string("return_time")).isEqualTo(answer.json().string("wechatpay_return_time"));
        assertThat(coupon.has("use_request_no")).isFalse();
        assertThat(coupon.has("use_time")).isFalse();
    }

    @Test
    void replaysTheFirstAnswerForTheSameReturnRequestNo() {
        String code = coupons.used(stock, "replay-1");
        String requestNo = number();
        TestCaller.Answer first = coupons.giveBack(stock, code, requestNo);
        CLOCK.forward(Duration.ofMinutes(3));
        coupons.use(CouponFixture.useBody(stock, code));

        TestCaller.Answer second = coupons.giveBack(stock, code, requestNo);

        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(coupons.query(code).json().string("coupon_state")).isEqualTo("USED");
    }

    @Test
    void refusesTheSameReturnRequestNoForAnotherCoupon() {
        coupons.used(stock, "same-1");
        coupons.used(stock, "same-2");
        String requestNo = number();
        coupons.giveBack(stock, "same-1", requestNo);

        TestCaller.Answer answer = coupons.giveBack(stock, "same-2", requestNo);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message()).contains("return_request_no was used before with other parameters");
        assertThat(coupons.query("same-2").json().string("coupon_state")).isEqualTo("USED");
    }

    @Test
    void refusesACouponThatIsNotUsedAndNamesItsState() {
        coupons.sent(stock, "sended-1");

        TestCaller.Answer answer = coupons.giveBack(stock, "sended-1", number());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message()).isEqualTo("Only a coupon in the state USED can be returned; this one is SENDED");
    }

    @Test
    void refusesTheExampleCouponThatWasNeverUsed() {
        assertThat(coupons.giveBack(EXAMPLE_STOCK, "sxxe34343435", number()).message())
                .endsWith("this one is SENDED");
    }

    @Test
    void refusesACouponThatExpiredUnused() {
        coupons.sent(stock, "expired-1");
        CLOCK.set(Instant.parse("2027-11-05T00:00:00Z"));

        assertThat(coupons.giveBack(stock, "expired-1", number()).message()).endsWith("this one is EXPIRED");
    }

    @Test
    void refusesAUsedCouponPastItsValidity() {
        coupons.used(stock, "late-1");
        CLOCK.set(Instant.parse("2027-11-05T00:00:00Z"));

        TestCaller.Answer answer = coupons.giveBack(stock, "late-1", number());

        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message()).contains("its validity has ended");
        assertThat(coupons.query("late-1").json().string("coupon_state")).isEqualTo("USED");
    }

    @Test
    void doesNotSpendTheNumberOfARefusedReturn() {
        coupons.sent(stock, "spend-1");
        String requestNo = number();
        coupons.giveBack(stock, "spend-1", requestNo);
        coupons.use(CouponFixture.useBody(stock, "spend-1"));

        assertThat(coupons.giveBack(stock, "spend-1", requestNo).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"1234567891, no-such-code", "1234567890, sxxe34343434"})
    void answersNotFoundForAnUnknownCouponOrStock(String stockId, String code) {
        TestCaller.Answer answer = coupons.giveBack(stockId, code, number());

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("RESOURCE_NOT_EXISTS");
    }

    @Test
    void refusesAnotherMerchantsCoupon() {
        TestCaller other = new TestCaller(localPay.addMerchant("1900000002"), CLOCK);

        TestCaller.Answer answer = new CouponFixture(other).giveBack(EXAMPLE_STOCK, EXAMPLE_CODE, number());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("NO_AUTH");
        assertThat(coupons.query(EXAMPLE_CODE).json().string("coupon_state")).isEqualTo("USED");
    }

    @Test
    void keepsTheNumbersOfMerchantsApart() {
        TestCaller other = new TestCaller(localPay.addMerchant("1900000003"), CLOCK);
        CouponFixture theirs = new CouponFixture(other);
        String theirStock = theirs.stock(CouponFixture.stockBody("MERCHANT_API").with("belong_merchant", "1900000003"));
        theirs.used(theirStock, "apart-1");
        coupons.used(stock, "apart-2");
        String requestNo = number();

        assertThat(coupons.giveBack(stock, "apart-2", requestNo).status()).isEqualTo(200);
        assertThat(theirs.giveBack(theirStock, "apart-1", requestNo).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"coupon_code, 32", "stock_id, 20", "return_request_no, 128"})
    void countsCharactersForTheLengthLimits(String field, int limit) {
        JsonObject body = CouponFixture.returnBody(EXAMPLE_STOCK, "no-such-code", number());

        TestCaller.Answer longest =
                caller.post("/v3/marketing/busifavor/coupons/return", body.with(field, "券".repeat(limit)));
        TestCaller.Answer tooLong =
                caller.post("/v3/marketing/busifavor/coupons/return", body.with(field, "x".repeat(limit + 1)));
        TestCaller.Answer empty = caller.post("/v3/marketing/busifavor/coupons/return", body.with(field, ""));
        TestCaller.Answer missing = caller.post("/v3/marketing/busifavor/coupons/return", body.without(field));

        assertThat(longest.code()).isNotEqualTo("PARAM_ERROR");
        assertThat(tooLong.text())
                .isEqualTo("{\"code\":\"PARAM_ERROR\",\"message\":\"/" + field + " must have 1 to " + limit
                        + " characters, and has " + (limit + 1) + "\",\"detail\":{\"field\":\"/" + field
                        + "\",\"value\":\"" + "x".repeat(limit + 1) + "\",\"issue\":\"must have 1 to " + limit
                        + " characters, and has " + (limit + 1)
                        + "\",\"location\":\"body\"}}");
        assertThat(empty.code()).isEqualTo("PARAM_ERROR");
        assertThat(missing.message()).isEqualTo("/" + field + " is missing");
    }

    @Test
    void refusesAFieldOfAnotherType() {
        JsonObject body = CouponFixture.returnBody(EXAMPLE_STOCK, EXAMPLE_CODE, number());

        TestCaller.Answer answer =
                caller.post("/v3/marketing/busifavor/coupons/return", body.with("stock_id", 1234567891));

        assertThat(answer.message()).isEqualTo("/stock_id must be a string, and is a number");
    }
}
