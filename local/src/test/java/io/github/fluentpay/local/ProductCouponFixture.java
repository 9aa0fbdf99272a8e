package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes product coupons by calling LocalPay. */
final class ProductCouponFixture {

    static final String BASE = "/v3/marketing/partner/product-coupon";
    static final String BRAND = "120344";
    static final String OPENID = "oh-394z-6CGkNoJrsDLTTUKiAnp4";
    static final String APPID = "wx233544546545989";
    static final String NOTIFY_URL = "https://merchant.example.com/product-coupons";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestCaller caller;

    ProductCouponFixture(TestCaller caller) {
        this.caller = caller;
    }

    /** The numbers a coupon is named by. */
    record Sent(String product, String stock, String code) {}

    /** A request number that was not used before. */
    static String number() {
        return "number_" + NUMBER.incrementAndGet();
    }

    static JsonObject stock(String codeMode) {
        return JsonObject.builder()
                .put("remark", "疯狂星期四项目专用")
                .put("coupon_code_mode", codeMode)
                .put("stock_send_rule", JsonObject.of("max_count", 1000, "max_count_per_user", 100))
                .put(
                        "single_usage_rule",
                        JsonObject.of(
                                "coupon_available_period",
                                JsonObject.of(
                                        "available_begin_time", "2026-11-01T00:00:00+08:00",
                                        "available_end_time", "2027-10-31T23:59:59+08:00")))
                .put(
                        "usage_rule_display_info",
                        JsonObject.of(
                                "coupon_usage_method_list", JsonArray.of("OFFLINE"), "usage_description", "工作日可用"))
                .put("coupon_display_info", JsonObject.of("code_display_mode", "QRCODE"))
                .put("notify_config", JsonObject.of("notify_appid", "wx4fd12345678"))
                .put("store_scope", "NONE")
                .build();
    }

    static JsonObject product(JsonObject stock) {
        return JsonObject.builder()
                .put("brand_id", BRAND)
                .put("out_request_no", number())
                .put("scope", "ALL")
                .put("type", "NORMAL")
                .put("usage_mode", "SINGLE")
                .put(
                        "single_usage_info",
                        JsonObject.of("normal_coupon", JsonObject.of("threshold", 10000, "discount_amount", 100)))
                .put(
                        "display_info",
                        JsonObject.of(
                                "name", "全场满100减1",
                                "image_url", "https://wxpaylogo.qpic.cn/wxpaylogo/xxxxx/xxx",
                                "background_url", "https://wxpaylogo.qpic.cn/wxpaylogo/xxxxx/yyy"))
                .put("stock", stock)
                .build();
    }

    void listen() {
        ok(caller.post(BASE + "/notify-configs", JsonObject.of("notify_url", NOTIFY_URL)));
    }

    /** Makes a product coupon; answers its reply. */
    JsonObject created(JsonObject body) {
        return ok(caller.post(BASE + "/product-coupons", body));
    }

    JsonObject created(String codeMode) {
        return created(product(stock(codeMode)));
    }

    static JsonObject sendBody(JsonObject product) {
        return JsonObject.of(
                "brand_id", BRAND,
                "product_coupon_id", product.string("product_coupon_id"),
                "stock_id", product.object("stock").string("stock_id"),
                "appid", APPID,
                "send_request_no", number());
    }

    TestCaller.Answer send(JsonObject body) {
        return caller.post(BASE + "/users/" + OPENID + "/coupons", body);
    }

    /** Sends a coupon, which waits to be confirmed. */
    Sent sent(JsonObject product) {
        JsonObject reply = ok(send(sendBody(product)));
        return new Sent(
                product.string("product_coupon_id"),
                product.object("stock").string("stock_id"),
                reply.string("coupon_code"));
    }

    Sent confirmed(JsonObject product) {
        Sent sent = sent(product);
        ok(move(sent, "confirm", moveBody(sent)));
        return sent;
    }

    Sent used(JsonObject product) {
        Sent sent = confirmed(product);
        ok(use(sent));
        return sent;
    }

    static JsonObject moveBody(Sent sent) {
        return JsonObject.of(
                "brand_id", BRAND,
                "product_coupon_id", sent.product(),
                "stock_id", sent.stock(),
                "appid", APPID,
                "out_request_no", number());
    }

    static JsonObject useBody(Sent sent) {
        return moveBody(sent)
                .with("use_time", "2026-11-23T12:00:00+08:00")
                .with("associated_order_info", JsonObject.of("transaction_id", "4200000000123456789123456789"));
    }

    TestCaller.Answer move(Sent sent, String move, JsonObject body) {
        return caller.post(BASE + "/users/" + OPENID + "/coupons/" + sent.code() + "/" + move, body);
    }

    TestCaller.Answer use(Sent sent) {
        return move(sent, "use", useBody(sent));
    }

    TestCaller.Answer giveBack(Sent sent) {
        return move(sent, "return", moveBody(sent));
    }

    TestCaller.Answer query(Sent sent) {
        return caller.get(BASE + "/users/" + OPENID + "/coupons/" + sent.code() + "?brand_id=" + BRAND
                + "&product_coupon_id=" + sent.product() + "&stock_id=" + sent.stock() + "&appid=" + APPID);
    }

    String state(Sent sent) {
        return query(sent).json().string("coupon_state");
    }

    static JsonObject ok(TestCaller.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
