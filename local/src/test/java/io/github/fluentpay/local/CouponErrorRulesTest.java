package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static io.github.fluentpay.local.CouponFixture.useBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row of the family's table of errors: section 7 of the rules. */
class CouponErrorRulesTest extends CouponRules {

    @AfterEach
    void clearFaults() {
        localPay.faults().clear();
    }

    private static String of(TestCaller.Answer answer) {
        return answer.status() + " " + answer.code();
    }

    @Test
    void paramErrorForAFieldThatIsWrong() {
        TestCaller.Answer answer = coupons.post("/coupons/return", json("{'coupon_code':5}"));

        assertThat(of(answer)).isEqualTo("400 PARAM_ERROR");
        assertThat(answer.json().object("detail"))
                .isEqualTo(JsonObject.of(
                        "field",
                        "/coupon_code",
                        "value",
                        5,
                        "issue",
                        "must be a string, and is a number",
                        "location",
                        "body"));
    }

    @Test
    void signErrorForAWrongSignature() {
        assertThat(of(caller.sendWith("WECHATPAY2-SHA256-RSA2048 x", "GET", BASE + "/callbacks", new byte[0])))
                .isEqualTo("401 SIGN_ERROR");
    }

    @Test
    void invalidRequestForCodesWhereTheModeTakesNone() {
        String stock = coupons.stock("WECHATPAY_MODE");

        assertThat(of(coupons.post(
                        "/stocks/" + stock + "/couponcodes",
                        json("{'coupon_code_list':['A']}").with("upload_request_no", number()))))
                .isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void invalidRequestForMoreCodesThanTheStockTakes() {
        String stock = coupons.stock(stock("MERCHANT_UPLOAD", "/stock_send_rule/max_coupons", 1));

        assertThat(of(coupons.post(
                        "/stocks/" + stock + "/couponcodes",
                        json("{'coupon_code_list':['A','B']}").with("upload_request_no", number()))))
                .isEqualTo("400 INVALID_REQUEST");
    }

    @Test
    void mchNotExistsForAnUnknownMerchant() {
        assertThat(of(caller.get(BASE + "/callbacks?mchid=1900009999"))).isEqualTo("400 MCH_NOT_EXISTS");
    }

    @Test
    void resourceAlreadyExistsForAStocksNumber() {
        JsonObject body = stockBody("MERCHANT_API");
        coupons.stock(body);

        assertRefused(
                coupons.post("/stocks", body.with("stock_name", "another")),
                400,
                "RESOURCE_ALREADY_EXISTS",
                "A stock was created with this out_request_no already");
    }

    @Test
    void resourceAlreadyExistsForACouponThatAnotherOrderUsed() {
        String stock = coupons.stock("MERCHANT_API");
        coupons.used(stock, "one");

        assertThat(of(coupons.use(useBody(stock, "one")))).isEqualTo("400 RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void noAuthForAnothersCoupon() {
        TestCaller stranger = merchant("1900000061");
        String stock = coupons.stock("MERCHANT_API");
        coupons.used(stock, "one");

        assertThat(of(stranger.post(BASE + "/coupons/return", CouponFixture.returnBody(stock, "one", number()))))
                .isEqualTo("403 NO_AUTH");
    }

    @Test
    void resourceNotExistsForAnUnknownStockAnUnknownAndADeletedCoupon() {
        String stock = coupons.stock("MERCHANT_API");
        coupons.sent(stock, "one");
        localPay.coupons().delete(stock, "one");

        assertThat(of(coupons.giveBack("9", "one", number()))).isEqualTo("404 RESOURCE_NOT_EXISTS");
        assertThat(of(coupons.giveBack(stock, "two", number()))).isEqualTo("404 RESOURCE_NOT_EXISTS");
        assertThat(of(coupons.giveBack(stock, "one", number()))).isEqualTo("404 RESOURCE_NOT_EXISTS");
    }

    /** No rule of LocalPay's own leads to these: they come on demand. */
    @ParameterizedTest
    @CsvSource({"400, SYSTEM_ERROR", "500, SYSTEM_ERROR", "429, RATELIMIT_EXCEEDED", "400, APPID_MCHID_NOT_MATCH"})
    void theOthersComeOnDemandAndTheSameNumberSucceedsAfterwards(int status, String code) {
        String stock = coupons.stock("MERCHANT_API");
        coupons.used(stock, "one");
        String number = number();
        localPay.faults()
                .add(FaultRule.of(Fault.refusal(status, code))
                        .path(BASE + "/coupons/return")
                        .times(1));

        assertThat(of(coupons.giveBack(stock, "one", number))).isEqualTo(status + " " + code);
        assertThat(coupons.giveBack(stock, "one", number).status()).isEqualTo(200);
    }
}
