package io.github.fluentpay.local;

import static io.github.fluentpay.local.ProductCouponFixture.BRAND;
import static io.github.fluentpay.local.ProductCouponFixture.number;
import static io.github.fluentpay.local.ProductCouponFixture.ok;
import static io.github.fluentpay.local.ProductCouponFixture.product;
import static io.github.fluentpay.local.ProductCouponFixture.sendBody;
import static io.github.fluentpay.local.ProductCouponFixture.stock;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.ProductCouponFixture.Sent;
import io.github.fluentpay.protocol.Notification;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Product coupons, their stocks, and what is sent of them. */
class ProductCouponStockTest extends ProductCouponRules {

    @Test
    void aNewProductCouponIsShownAsItWasMade() {
        JsonObject body = product(stock("WECHATPAY"));

        TestCaller.Answer answer = caller.post(BASE + "/product-coupons", body);

        JsonObject made = ok(answer);
        assertThat(answer.header("LocalPay-Fidelity")).isEqualTo("stateful");
        assertThat(made.string("state")).isEqualTo("EFFECTIVE");
        assertThat(made.object("stock").string("state")).isEqualTo("SENDING");
        assertThat(made.object("display_info")).isEqualTo(body.object("display_info"));
        assertThat(made.object("stock").object("sent_count_info"))
                .isEqualTo(JsonObject.of("total_count", 0, "today_count", 0));
        String path = BASE + "/product-coupons/" + made.string("product_coupon_id");
        assertThat(ok(caller.get(path + "?brand_id=" + BRAND))).isEqualTo(made.without("stock"));
        assertThat(ok(caller.get(path + "/stocks/" + made.object("stock").string("stock_id") + "?brand_id=" + BRAND)))
                .isEqualTo(made.object("stock"));
    }

    @Test
    void aPartnerSetsANotifyUrlBeforeItCreates() {
        TestCaller other = new TestCaller(localPay.addMerchant("1900000008"), clock);

        assertRefused(
                other.post(BASE + "/product-coupons", product(stock("WECHATPAY"))),
                400,
                "INVALID_REQUEST",
                "Set a notify_url first: POST …/product-coupon/notify-configs");
        assertRefused(
                other.get(BASE + "/notify-configs"),
                404,
                "RESOURCE_NOT_EXISTS",
                "This merchant has not set a notify_url for product coupons");
    }

    @Test
    void aNotifyUrlIsKeptAndHasNoQuery() {
        assertThat(ok(caller.get(BASE + "/notify-configs")))
                .isEqualTo(JsonObject.of(
                        "notify_url", ProductCouponFixture.NOTIFY_URL, "update_time", "2026-11-23T12:00:00+08:00"));
        for (String unfit : new String[] {"https://example.com/?a=b", "https://[x", "http://example.com/"}) {
            assertRefused(
                    caller.post(BASE + "/notify-configs", JsonObject.of("notify_url", unfit)),
                    400,
                    "PARAM_ERROR",
                    "/notify_url must be an absolute https address without a query, or an http one of this machine");
        }
    }

    @Test
    void aRepeatedCreationMakesNothingNew() {
        JsonObject body = product(stock("WECHATPAY"));
        JsonObject made = coupons.created(body);

        assertThat(coupons.created(body)).isEqualTo(made);
        assertRefused(
                caller.post(
                        BASE + "/product-coupons",
                        body.with("type", "DISCOUNT")
                                .with(
                                        "single_usage_info",
                                        JsonObject.of(
                                                "discount_coupon", JsonObject.of("threshold", 0, "percent_off", 20)))),
                268578927,
                "This request number was used before with other parameters; a repeat must be identical, and a new"
                        + " request needs a new number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scope | NOWHERE | /scope must be one of ALL, SINGLE, CATEGORY",
                "type | EXCHANGE | /type can be EXCHANGE only if scope is SINGLE",
                "type | DISCOUNT | /single_usage_info/normal_coupon does not go with the coupon's type",
                "out_request_no | a b c d | /out_request_no may only hold letters, digits and _ -",
            })
    void aFieldOfAProductCouponKeepsToItsRule(String field, String value, String message) {
        assertRefused(
                caller.post(
                        BASE + "/product-coupons", product(stock("WECHATPAY")).with(field, value)),
                400,
                "PARAM_ERROR",
                message);
    }

    @Test
    void whatIsMissingIsNamed() {
        JsonObject body = product(stock("WECHATPAY"));
        for (String field :
                List.of("brand_id", "out_request_no", "scope", "type", "usage_mode", "display_info", "stock")) {
            assertThat(caller.post(BASE + "/product-coupons", body.without(field))
                            .message())
                    .isEqualTo("/" + field + " is missing");
        }
        for (String field : List.of(
                "coupon_code_mode",
                "stock_send_rule",
                "single_usage_rule",
                "usage_rule_display_info",
                "coupon_display_info",
                "notify_config",
                "store_scope")) {
            assertThat(caller.post(
                                    BASE + "/product-coupons",
                                    body.with("stock", body.object("stock").without(field)))
                            .message())
                    .isEqualTo("/stock/" + field + " is missing");
        }
    }

    @Test
    void couponsForSeveralUsesAreNotImitated() {
        assertRefused(
                caller.post(
                        BASE + "/product-coupons", product(stock("WECHATPAY")).with("usage_mode", "SEQUENTIAL")),
                400,
                "INVALID_REQUEST",
                "LocalPay keeps product coupons of the usage_mode SINGLE alone; SEQUENTIAL ones are not imitated");
    }

    @Test
    void codesAreThePlatformsTheMerchantsOrUploaded() {
        JsonObject byPlatform = coupons.created("WECHATPAY");
        JsonObject byMerchant = coupons.created("API_ASSIGN");
        JsonObject uploaded = coupons.created("UPLOAD");

        assertThat(coupons.sent(byPlatform).code()).matches("[0-9]{22}");
        assertRefused(
                coupons.send(sendBody(byPlatform).with("coupon_code", "mine")),
                400,
                "PARAM_ERROR",
                "/coupon_code must be left out: the stock's coupon_code_mode is WECHATPAY");
        assertRefused(coupons.send(sendBody(byMerchant)), 400, "PARAM_ERROR", "/coupon_code is missing");
        assertThat(ok(coupons.send(sendBody(byMerchant).with("coupon_code", "mine")))
                        .string("coupon_code"))
                .isEqualTo("mine");
        assertRefused(
                coupons.send(sendBody(byMerchant).with("coupon_code", "mine")),
                400,
                "PARAM_ERROR",
                "/coupon_code is in use in this stock already");
        assertRefused(
                coupons.send(sendBody(uploaded)),
                400,
                "INVALID_REQUEST",
                "All uploaded codes of this stock are sent; upload more");

        JsonObject upload = ok(upload(uploaded, "vCode_1", "vCode_2", "vCode_1", "not a code"));
        assertThat(upload)
                .isEqualTo(JsonObject.of(
                        "total_count", 3,
                        "success_code_list", JsonArray.of("vCode_1", "vCode_2"),
                        "failed_code_list", JsonArray.of("not a code"),
                        "already_exist_code_list", JsonArray.of(),
                        "duplicate_code_list", JsonArray.of("vCode_1")));
        assertThat(ok(upload(uploaded, "vCode_2", "vCode_3")).array("already_exist_code_list"))
                .isEqualTo(JsonArray.of("vCode_2"));
        Sent first = coupons.sent(uploaded);
        assertThat(first.code()).isEqualTo("vCode_1");
        assertThat(coupons.query(first).json().at("/stock/coupon_code_count_info"))
                .isEqualTo(JsonObject.of("total_count", 3, "available_count", 2));
    }

    private TestCaller.Answer upload(JsonObject made, Object... codes) {
        return caller.post(
                BASE + "/product-coupons/" + made.string("product_coupon_id") + "/stocks/"
                        + made.object("stock").string("stock_id") + "/upload-coupon-codes",
                JsonObject.of("brand_id", BRAND, "out_request_no", number(), "code_list", JsonArray.of(codes)));
    }

    @Test
    void theLimitsOfAStockAreKept() {
        JsonObject one = coupons.created(product(
                stock("WECHATPAY").with("stock_send_rule", JsonObject.of("max_count", 5, "max_count_per_user", 1))));
        JsonObject few =
                coupons.created(product(stock("WECHATPAY").with("stock_send_rule", JsonObject.of("max_count", 1))));
        JsonObject daily = coupons.created(product(
                stock("WECHATPAY").with("stock_send_rule", JsonObject.of("max_count", 5, "max_count_per_day", 1))));
        coupons.sent(one);
        coupons.sent(few);
        coupons.sent(daily);

        assertRefused(
                coupons.send(sendBody(one)),
                272756740,
                "The user has all max_count_per_user (1) coupons of this stock");
        assertRefused(
                coupons.send(sendBody(few)),
                400,
                "INVALID_REQUEST",
                "All max_count (1) coupons of this stock are sent");
        assertRefused(
                coupons.send(sendBody(daily)),
                400,
                "INVALID_REQUEST",
                "All max_count_per_day (1) coupons of this stock are sent today");
    }

    @Test
    void aRepeatedSendingSendsOneCoupon() {
        JsonObject made = coupons.created("WECHATPAY");
        JsonObject body = sendBody(made);

        String first = coupons.send(body).text();

        assertThat(coupons.send(body).text()).isEqualTo(first);
        assertRefused(
                coupons.send(body.with("attach", "other")),
                268578927,
                "This request number was used before with other parameters; a repeat must be identical, and a new"
                        + " request needs a new number");
    }

    @Test
    void nothingIsSentAfterThePeriod() {
        JsonObject made = coupons.created("WECHATPAY");
        clock.set(AFTER_THE_PERIOD);

        assertRefused(
                coupons.send(sendBody(made)),
                268578776,
                "The stock's available_end_time (2027-10-31T23:59:59+08:00) has passed, or leaves the coupon no time"
                        + " to be used in");
    }

    @Test
    void aDeactivatedStockIsNotSentAndWhatUsersHaveStays() {
        JsonObject made = coupons.created("WECHATPAY");
        Sent before = coupons.confirmed(made);
        String path = BASE + "/product-coupons/" + made.string("product_coupon_id");
        JsonObject body =
                JsonObject.of("brand_id", BRAND, "out_request_no", number(), "deactivate_reason", "批次信息有误，重新创建");

        JsonObject stock =
                ok(caller.post(path + "/stocks/" + made.object("stock").string("stock_id") + "/deactivate", body));

        assertThat(stock.string("state")).isEqualTo("DEACTIVATED");
        assertThat(stock.string("deactivate_reason")).isEqualTo("批次信息有误，重新创建");
        assertRefused(
                coupons.send(sendBody(made)), 268578367, "The stock is DEACTIVATED; only a SENDING one can be sent");
        assertThat(coupons.use(before).status()).isEqualTo(200);
    }

    @Test
    void aDeactivatedProductCouponTakesItsStocksAlong() {
        JsonObject made = coupons.created("WECHATPAY");
        String path = BASE + "/product-coupons/" + made.string("product_coupon_id");
        JsonObject more = ok(caller.post(
                path + "/stocks",
                JsonObject.of("brand_id", BRAND, "out_request_no", number(), "stock", stock("API_ASSIGN"))));
        JsonObject body = JsonObject.of("brand_id", BRAND, "out_request_no", number(), "deactivate_reason", "over");

        assertThat(ok(caller.post(path + "/deactivate", body)).string("state")).isEqualTo("DEACTIVATED");

        assertThat(ok(caller.get(path + "/stocks/" + more.string("stock_id") + "?brand_id=" + BRAND))
                        .string("state"))
                .isEqualTo("DEACTIVATED");
        assertRefused(
                caller.post(path + "/deactivate", body.with("out_request_no", number())),
                268578367,
                "The product coupon is DEACTIVATED and cannot be deactivated");
        assertRefused(
                caller.post(
                        path + "/stocks",
                        JsonObject.of("brand_id", BRAND, "out_request_no", number(), "stock", stock("API_ASSIGN"))),
                268578367,
                "The product coupon is DEACTIVATED; only an EFFECTIVE one gets more stocks");
    }

    @Test
    void aSentCouponIsToldToThePartner() {
        try (Receiver receiver = new Receiver();
                LocalPay told = LocalPay.builder().clock(clock).empty().start()) {
            told.callbacks().redirect("https://merchant.example.com", URI.create(receiver.url("")));
            ProductCouponFixture theirs = new ProductCouponFixture(new TestCaller(told.profile(), clock));
            theirs.listen();
            JsonObject made = theirs.created("WECHATPAY");
            JsonObject body = sendBody(made).with("attach", "example_attach");
            String code = ok(theirs.send(body)).string("coupon_code");
            theirs.send(body);

            assertThat(told.callbacks().awaitQuiet(Patience.LONG)).isTrue();
            assertThat(receiver.received()).hasSize(1);
            assertThat(receiver.last().path()).isEqualTo("/product-coupons");
            Notification read = receiver.last().read(told.profile(), clock);
            assertThat(read.eventType()).isEqualTo("PRODUCT_COUPON_SP.SEND");
            assertThat(read.originalType()).isEqualTo("product_coupon");
            assertThat(read.resource())
                    .isEqualTo(JsonObject.builder()
                            .put("brand_id", BRAND)
                            .put("coupon_code", code)
                            .put("product_coupon_id", made.string("product_coupon_id"))
                            .put("stock_id", made.object("stock").string("stock_id"))
                            .put("appid", "wx4fd12345678")
                            .put("openid", ProductCouponFixture.OPENID)
                            .put("unionid", "")
                            .put("receive_time", "2026-11-23T12:00:00+08:00")
                            .put("send_request_no", body.string("send_request_no"))
                            .put("send_channel", "API")
                            .put("valid_begin_time", "2026-11-23T12:00:00+08:00")
                            .put("valid_end_time", "2027-10-31T23:59:59+08:00")
                            .put("attach", "example_attach")
                            .build());
        }
    }

    @Test
    void aRefusedSendingTellsNobody() {
        JsonObject few =
                coupons.created(product(stock("WECHATPAY").with("stock_send_rule", JsonObject.of("max_count", 1))));
        coupons.sent(few);
        assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();
        int told = localPay.callbacks().log().size();

        assertThat(coupons.send(sendBody(few)).status()).isEqualTo(400);

        assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();
        assertThat(localPay.callbacks().log()).hasSize(told);
    }
}
