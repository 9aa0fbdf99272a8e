package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes stocks and coupons by calling LocalPay, and repeats the documentation's example. */
final class CouponFixture {

    static final String BASE = "/v3/marketing/busifavor";
    static final String EXAMPLE_STOCK = "1234567891";
    static final String EXAMPLE_CODE = "sxxe34343434";
    static final String OPENID = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
    static final String APPID = "wxd678efh567hg6787";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestCaller caller;

    CouponFixture(TestCaller caller) {
        this.caller = caller;
    }

    /** A request number that was not used before. */
    static String number() {
        return "n-" + NUMBER.incrementAndGet();
    }

    static JsonObject stockBody(String codeMode) {
        return JsonObject.of(
                "stock_name",
                "8月1日活动券",
                "belong_merchant",
                "1900000001",
                "goods_name",
                "xxx商品使用",
                "stock_type",
                "NORMAL",
                "coupon_use_rule",
                JsonObject.of(
                        "coupon_available_time",
                                JsonObject.of(
                                        "available_begin_time", "2026-11-01T00:00:00+08:00",
                                        "available_end_time", "2027-10-31T23:59:59+08:00"),
                        "fixed_normal_coupon", JsonObject.of("discount_amount", 5, "transaction_minimum", 100),
                        "use_method", "OFF_LINE"),
                "stock_send_rule",
                JsonObject.of("max_coupons", 1000, "max_coupons_per_user", 100),
                "out_request_no",
                number(),
                "coupon_code_mode",
                codeMode);
    }

    String stock(String codeMode) {
        return stock(stockBody(codeMode));
    }

    String stock(JsonObject body) {
        TestCaller.Answer answer = caller.post(BASE + "/stocks", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().string("stock_id");
    }

    static JsonObject sendBody(String stockId, String code) {
        return JsonObject.builder()
                .put("stock_id", stockId)
                .put("appid", APPID)
                .put("openid", OPENID)
                .put("out_request_no", number())
                .putIfPresent("coupon_code", code)
                .build();
    }

    /** Sends a coupon with that code. */
    String sent(String stockId, String code) {
        TestCaller.Answer answer = caller.post(BASE + "/coupons/send", sendBody(stockId, code));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().string("coupon_code");
    }

    static JsonObject useBody(String stockId, String code) {
        return JsonObject.of(
                "stock_id", stockId,
                "coupon_code", code,
                "appid", APPID,
                "use_time", "2026-11-23T12:00:00+08:00",
                "use_request_no", number());
    }

    TestCaller.Answer use(JsonObject body) {
        return caller.post(BASE + "/coupons/use", body);
    }

    /** Sends a coupon with that code and uses it. */
    String used(String stockId, String code) {
        sent(stockId, code);
        TestCaller.Answer answer = use(useBody(stockId, code));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return code;
    }

    static JsonObject returnBody(String stockId, String code, String requestNo) {
        return JsonObject.of("coupon_code", code, "stock_id", stockId, "return_request_no", requestNo);
    }

    TestCaller.Answer giveBack(String stockId, String code, String requestNo) {
        return caller.post(BASE + "/coupons/return", returnBody(stockId, code, requestNo));
    }

    TestCaller.Answer post(String path, JsonObject body) {
        return caller.post(BASE + path, body);
    }

    /** A stock as it is queried. */
    JsonObject stockView(String stockId) {
        return caller.get(BASE + "/stocks/" + stockId).json();
    }

    String state(String code) {
        return query(code).json().string("coupon_state");
    }

    TestCaller.Answer query(String code) {
        return caller.get(BASE + "/users/" + OPENID + "/coupons/" + code + "/appids/" + APPID);
    }
}
