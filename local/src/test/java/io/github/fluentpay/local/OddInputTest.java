package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever stands in one place of a request that is otherwise good: it is refused or taken, and LocalPay does not fail. */
class OddInputTest {

    private static final String COUPONS = CouponFixture.BASE;
    private static final String PRODUCTS = ProductCouponFixture.BASE;

    private static final List<JsonValue> ODD = List.of(
            JsonNull.INSTANCE,
            JsonValue.parse("true"),
            JsonNumber.of(-1),
            JsonNumber.of("1e99999999999"),
            JsonString.of(""),
            JsonString.of("券\u0000"),
            JsonString.of("x".repeat(300)),
            JsonObject.empty(),
            JsonArray.of(JsonNull.INSTANCE));

    /** A request that is good, with numbers of its own each time. */
    private record Request(String method, String path, Supplier<JsonObject> body) {}

    @Test
    void doesNotFail() {
        SettableClock clock = new SettableClock(Instant.parse("2026-11-23T04:00:00Z"));
        try (LocalPay localPay = LocalPay.builder().clock(clock).start()) {
            assertThat(failures(localPay, new TestCaller(localPay.profile(), clock)))
                    .isEmpty();
        }
    }

    /** PostgreSQL cannot keep it. */
    @Test
    void theCharacterOfTheNumberZeroIsRefusedInAnyText() {
        try (LocalPay localPay = LocalPay.start()) {
            TestCaller caller = TestCaller.of(localPay);

            assertRefused(
                    caller.post(COUPONS + "/coupons/return", CouponFixture.returnBody("1234567891", "c\u0000", "r")),
                    "/coupon_code must not hold the character U+0000");
            assertRefused(
                    caller.get(COUPONS + "/users/u%00/coupons?appid=a"), "openid must not hold the character U+0000");
        }
    }

    private static void assertRefused(TestCaller.Answer answer, String message) {
        assertThat(answer.status() + " " + answer.code() + " " + answer.message())
                .isEqualTo("400 PARAM_ERROR " + message);
    }

    private static List<String> failures(LocalPay localPay, TestCaller caller) {
        List<String> failures = new ArrayList<>();
        for (Request request : requests(localPay, caller)) {
            for (JsonObject odd : oddOnes(request.body().get())) {
                TestCaller.Answer answer = caller.send(request.method(), request.path(), odd.toJson());
                if (answer.status() >= 500) {
                    failures.add(request.method() + " " + request.path() + " " + odd.toJson());
                }
            }
        }
        for (String path : paths()) {
            TestCaller.Answer answer = caller.get(path);
            if (answer.status() >= 500) {
                failures.add("GET " + path);
            }
        }
        return failures;
    }

    /** The object with each of its values, at any depth, replaced by each odd one. */
    private static List<JsonObject> oddOnes(JsonObject object) {
        List<JsonObject> odd = new ArrayList<>();
        for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
            ODD.forEach(value -> odd.add(object.with(field.getKey(), value)));
            if (field.getValue() instanceof JsonObject inner) {
                oddOnes(inner).forEach(value -> odd.add(object.with(field.getKey(), value)));
            }
            if (field.getValue() instanceof JsonArray array
                    && array.size() > 0
                    && array.get(0) instanceof JsonObject first) {
                oddOnes(first).forEach(value -> odd.add(object.with(field.getKey(), JsonArray.of(value))));
            }
        }
        return odd;
    }

    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        for (String odd : List.of("%00", "%EF%BF%BF", "..%2F..", "+", "%E5%88%B8", "x".repeat(200))) {
            paths.addAll(List.of(
                    COUPONS + "/stocks/" + odd,
                    COUPONS + "/stocks/1234567891/couponcodes/" + odd,
                    COUPONS + "/stocks/1234567891/couponcodes?limit=" + odd + "&status=" + odd,
                    COUPONS + "/stocks/1234567891/couponcodes?appid=" + odd,
                    COUPONS + "/users/" + odd + "/coupons?appid=" + odd,
                    COUPONS + "/users/u/coupons?appid=a&stock_id=" + odd,
                    COUPONS + "/users/" + odd + "/coupons/" + odd + "/appids/" + odd,
                    COUPONS + "/callbacks?mchid=" + odd,
                    COUPONS + "/subsidy/pay-receipts?stock_id=1234567891&coupon_code=" + odd,
                    COUPONS + "/subsidy/pay-receipts/" + odd,
                    PRODUCTS + "/product-coupons/" + odd + "?brand_id=" + odd,
                    PRODUCTS + "/users/" + odd + "/coupons?brand_id=" + odd + "&appid=" + odd,
                    PRODUCTS + "/users/u/coupons?brand_id=1&appid=a&page_token=" + odd,
                    PaymentFixture.BASE + "/out-trade-no/" + odd + "?mchid=1900000001",
                    PaymentFixture.BASE + "/id/" + odd + "?mchid=1900000001",
                    PaymentFixture.REFUNDS + "/" + odd,
                    "/v3/bill/tradebill?bill_date=" + odd,
                    "/v3/billdownload/file?token=" + odd));
        }
        return paths;
    }

    private static List<Request> requests(LocalPay localPay, TestCaller caller) {
        List<Request> requests = new ArrayList<>();
        coupons(requests, localPay, new CouponFixture(caller));
        products(requests, new ProductCouponFixture(caller));
        payments(requests, localPay, new PaymentFixture(caller));
        requests.add(new Request(
                "POST",
                "/v3/security/echo",
                () -> JsonObject.of("echo_message", "x", "notify_url", "http://127.0.0.1:1/")));
        return requests;
    }

    private static void coupons(List<Request> requests, LocalPay localPay, CouponFixture coupons) {
        JsonObject rich = (JsonObject) JsonValue.parse("""
                {"available_begin_time": "2026-11-01T00:00:00+08:00", "available_end_time": "2027-10-31T23:59:59+08:00",
                 "available_day_after_receive": 3, "wait_days_after_receive": 1, "available_second_after_receive": 9,
                 "available_week": {"week_day": [1, 2], "available_day_time": [{"begin_time": 0, "end_time": 86399}]},
                 "irregulary_avaliable_time":
                   [{"begin_time": "2026-11-01T00:00:00+08:00", "end_time": "2026-12-01T00:00:00+08:00"}]}
                """);
        requests.add(new Request("POST", COUPONS + "/stocks", () -> {
            JsonObject body = CouponFixture.stockBody("WECHATPAY_MODE");
            return body.with("coupon_use_rule", body.object("coupon_use_rule").with("coupon_available_time", rich))
                    .with("notify_config", JsonObject.of("notify_appid", "wx1"))
                    .with("custom_entrance", JsonValue.parse("""
                            {"mini_programs_info": {"mini_programs_appid": "a", "mini_programs_path": "p",
                             "entrance_words": "w", "guiding_words": "g"}, "code_display_mode": "QRCODE"}
                            """))
                    .with("display_pattern_info", JsonObject.of("description", "d"));
        }));
        String stock = coupons.stock("MERCHANT_API");
        String uploads = coupons.stock("MERCHANT_UPLOAD");
        localPay.coupons().linkProduct(stock);
        localPay.coupons().addCard("card-1", "1900000001");
        coupons.used(stock, "used");
        coupons.sent(stock, "one");
        requests.add(new Request(
                "PATCH",
                COUPONS + "/stocks/" + stock,
                () -> JsonObject.of(
                        "comment",
                        "c",
                        "out_request_no",
                        CouponFixture.number(),
                        "coupon_use_rule",
                        JsonObject.of("use_method", "OFF_LINE"),
                        "notify_config",
                        JsonObject.of("notify_appid", "wx1"))));
        requests.add(new Request(
                "PATCH",
                COUPONS + "/stocks/" + stock + "/budget",
                () -> JsonObject.of(
                        "target_max_coupons",
                        1000,
                        "current_max_coupons",
                        1000,
                        "modify_budget_request_no",
                        CouponFixture.number())));
        requests.add(new Request(
                "POST",
                COUPONS + "/stocks/" + uploads + "/couponcodes",
                () -> JsonObject.of(
                        "coupon_code_list", JsonArray.of("A"), "upload_request_no", CouponFixture.number())));
        requests.add(new Request(
                "POST", COUPONS + "/coupons/send", () -> CouponFixture.sendBody(stock, CouponFixture.number())));
        requests.add(new Request(
                "POST",
                COUPONS + "/product-coupons/send",
                () -> CouponFixture.sendBody(stock, CouponFixture.number())
                        .with("coupon_type", "NORMAL")
                        .with("member_card_id", "1")));
        requests.add(new Request(
                "POST",
                COUPONS + "/product-coupons/pre-send",
                () -> CouponFixture.sendBody(stock, CouponFixture.number())
                        .with("send_request_no", CouponFixture.number())));
        requests.add(new Request(
                "POST",
                COUPONS + "/coupons/card-1/send",
                () -> CouponFixture.sendBody(stock, null).with("send_time", "2026-11-23T12:00:00+08:00")));
        requests.add(new Request("POST", COUPONS + "/coupons/use", () -> {
            String code = coupons.sent(stock, CouponFixture.number());
            return CouponFixture.useBody(stock, code)
                    .with("openid", CouponFixture.OPENID)
                    .with("out_trade_no", "o");
        }));
        requests.add(new Request(
                "POST",
                COUPONS + "/coupons/return",
                () -> CouponFixture.returnBody(stock, "used", CouponFixture.number())));
        requests.add(new Request(
                "POST",
                COUPONS + "/coupons/deactivate",
                () -> JsonObject.of(
                        "stock_id",
                        stock,
                        "coupon_code",
                        "one",
                        "deactivate_request_no",
                        CouponFixture.number(),
                        "deactivate_reason",
                        "r")));
        for (String what : List.of("associate", "disassociate")) {
            requests.add(new Request(
                    "POST",
                    COUPONS + "/coupons/" + what,
                    () -> JsonObject.of(
                            "stock_id",
                            stock,
                            "coupon_code",
                            "one",
                            "out_trade_no",
                            "o",
                            "out_request_no",
                            CouponFixture.number())));
        }
        requests.add(new Request(
                "POST",
                COUPONS + "/callbacks",
                () -> JsonObject.of("mchid", "1900000001", "notify_url", "https://example.com/a")));
    }

    private static void products(List<Request> requests, ProductCouponFixture coupons) {
        coupons.listen();
        JsonObject made = coupons.created("API_ASSIGN");
        String uploads = "/product-coupons/" + made.string("product_coupon_id") + "/stocks";
        requests.add(new Request(
                "POST", PRODUCTS + "/notify-configs", () -> JsonObject.of("notify_url", "https://example.com/a")));
        requests.add(new Request(
                "POST",
                PRODUCTS + "/product-coupons",
                () -> ProductCouponFixture.product(ProductCouponFixture.stock("WECHATPAY"))));
        requests.add(new Request(
                "POST",
                PRODUCTS + uploads,
                () -> JsonObject.of(
                        "brand_id",
                        ProductCouponFixture.BRAND,
                        "out_request_no",
                        ProductCouponFixture.number(),
                        "stock",
                        ProductCouponFixture.stock("WECHATPAY"))));
        requests.add(new Request(
                "POST",
                PRODUCTS + "/users/u/coupons",
                () -> ProductCouponFixture.sendBody(made)
                        .with("coupon_code", ProductCouponFixture.number())
                        .with("attach", "a")));
        JsonObject other = coupons.created("WECHATPAY");
        for (String move : List.of("confirm", "use", "return", "deactivate")) {
            ProductCouponFixture.Sent sent = move.equals("confirm") ? coupons.sent(other) : coupons.confirmed(other);
            requests.add(new Request(
                    "POST",
                    PRODUCTS + "/users/" + ProductCouponFixture.OPENID + "/coupons/" + sent.code() + "/" + move,
                    () -> ProductCouponFixture.useBody(sent).with("deactivate_reason", "r")));
        }
    }

    private static void payments(List<Request> requests, LocalPay localPay, PaymentFixture payments) {
        JsonObject more = (JsonObject) JsonValue.parse("""
                {"attach": "a", "time_expire": "2026-11-24T00:00:00+08:00", "goods_tag": "g", "limit_pay": ["no_credit"],
                 "detail": {"cost_price": 1, "invoice_id": "i",
                   "goods_detail": [{"merchant_goods_id": "1", "quantity": 1, "unit_price": 1}]},
                 "scene_info": {"payer_client_ip": "1.1.1.1", "device_id": "d", "store_info": {"id": "1"}},
                 "settle_info": {"profit_sharing": true}}
                """);
        for (String type : List.of("jsapi", "native")) {
            requests.add(new Request("POST", PaymentFixture.BASE + "/" + type, () -> {
                JsonObject.Builder body = PaymentFixture.jsapiBody(PaymentFixture.number()).toBuilder();
                more.fields().forEach(body::put);
                return body.build();
            }));
        }
        String order = payments.paid(localPay);
        requests.add(new Request(
                "POST",
                PaymentFixture.REFUNDS,
                () -> PaymentFixture.refundBody(order, PaymentFixture.number(), 1)
                        .with("goods_detail", JsonValue.parse("""
                        [{"merchant_goods_id": "1", "unit_price": 1, "refund_amount": 1, "refund_quantity": 1}]
                        """))
                        .with("amount", JsonValue.parse("""
                        {"refund": 1, "total": 100, "currency": "CNY", "from": [{"account": "AVAILABLE", "amount": 1}]}
                        """))));
        requests.add(new Request(
                "POST",
                PaymentFixture.BASE + "/out-trade-no/" + payments.ordered() + "/close",
                () -> JsonObject.of("mchid", PaymentFixture.MCHID)));
    }
}
