package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.APPID;
import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The request number of each operation but creating a stock, which never repeats: a repeat answers the same, other
 * parameters are refused, a refused request does not spend its number.
 */
class RequestNumberRulesTest extends CouponRules {

    /** Operations by their request numbers. */
    enum Numbered {
        MODIFY("out_request_no"),
        BUDGET("modify_budget_request_no"),
        UPLOAD("upload_request_no"),
        DELETE_CODE("delete_request_no"),
        SEND("out_request_no"),
        SEND_FOR_PRODUCT("out_request_no"),
        PRE_SEND("send_request_no"),
        SEND_CARD("out_request_no"),
        USE("use_request_no"),
        RETURN("return_request_no"),
        DEACTIVATE("deactivate_request_no"),
        ASSOCIATE("out_request_no"),
        DISASSOCIATE("out_request_no");

        private final String field;

        Numbered(String field) {
            this.field = field;
        }
    }

    /** Three requests with one number: one that can be done, one with other parameters, one that is refused. */
    private record Requests(Request good, Request other, Request refused) {}

    private record Request(String method, String path, JsonObject body) {}

    @BeforeAll
    void addCard() {
        localPay.coupons().addCard("card-1", "1900000001");
    }

    private TestCaller.Answer call(Request request) {
        return caller.send(
                request.method(),
                BASE + request.path(),
                request.body().isEmpty() ? "" : request.body().toJson());
    }

    private Requests requests(Numbered operation, String number) {
        return switch (operation) {
            case MODIFY -> {
                JsonObject body = JsonObject.of("comment", "one", "out_request_no", number);
                yield stockRequests("PATCH", "", coupons.stock("MERCHANT_API"), body, body.with("comment", "two"));
            }
            case BUDGET -> {
                JsonObject body = JsonObject.of(
                        "target_max_coupons", 2_000, "current_max_coupons", 1_000, "modify_budget_request_no", number);
                yield stockRequests(
                        "PATCH",
                        "/budget",
                        coupons.stock("MERCHANT_API"),
                        body,
                        body.with("target_max_coupons", 3_000));
            }
            case UPLOAD -> {
                JsonObject body = json("{'coupon_code_list':['A']}").with("upload_request_no", number);
                yield stockRequests(
                        "POST",
                        "/couponcodes",
                        coupons.stock("MERCHANT_UPLOAD"),
                        body,
                        json("{'coupon_code_list':['B']}").with("upload_request_no", number));
            }
            case DELETE_CODE -> {
                String stock = coupons.stock("MERCHANT_UPLOAD");
                coupons.post(
                        "/stocks/" + stock + "/couponcodes",
                        json("{'coupon_code_list':['A','B']}").with("upload_request_no", number()));
                String path = "/stocks/" + stock + "/couponcodes/%s?delete_request_no=" + number;
                yield new Requests(
                        delete(path.formatted("A")), delete(path.formatted("B")), delete(path.formatted("C")));
            }
            case SEND -> sendRequests("/coupons/send", coupons.stock("MERCHANT_API"), number, JsonObject.empty());
            case SEND_FOR_PRODUCT ->
                sendRequests("/product-coupons/send", productStock(), number, JsonObject.of("coupon_type", "NORMAL"));
            case PRE_SEND -> {
                JsonObject body = JsonObject.of(
                        "stock_id", productStock(), "coupon_code", "one", "appid", APPID, "send_request_no", number);
                yield posts(
                        "/product-coupons/pre-send", body, body.with("coupon_code", "two"), body.with("stock_id", "9"));
            }
            case SEND_CARD -> {
                JsonObject body = JsonObject.of(
                        "appid",
                        APPID,
                        "openid",
                        OPENID,
                        "out_request_no",
                        number,
                        "send_time",
                        "2026-11-23T12:00:00+08:00");
                yield new Requests(
                        new Request("POST", "/coupons/card-1/send", body),
                        new Request("POST", "/coupons/card-1/send", body.with("openid", "somebody")),
                        new Request("POST", "/coupons/card-2/send", body));
            }
            case USE -> couponRequests("use", CouponFixture.useBody("", ""), number);
            case RETURN -> couponRequests("return", JsonObject.empty(), number);
            case DEACTIVATE -> couponRequests("deactivate", JsonObject.empty(), number);
            case ASSOCIATE -> couponRequests("associate", JsonObject.of("out_trade_no", "order"), number);
            case DISASSOCIATE -> couponRequests("disassociate", JsonObject.of("out_trade_no", "order"), number);
        };
    }

    private static Request delete(String path) {
        return new Request("DELETE", path, JsonObject.empty());
    }

    private static Requests posts(String path, JsonObject good, JsonObject other, JsonObject refused) {
        return new Requests(
                new Request("POST", path, good), new Request("POST", path, other), new Request("POST", path, refused));
    }

    private static Requests stockRequests(String method, String path, String stock, JsonObject good, JsonObject other) {
        return new Requests(
                new Request(method, "/stocks/" + stock + path, good),
                new Request(method, "/stocks/" + stock + path, other),
                new Request(method, "/stocks/9" + path, good));
    }

    private String productStock() {
        String stock = coupons.stock("MERCHANT_API");
        localPay.coupons().linkProduct(stock);
        return stock;
    }

    private Requests sendRequests(String path, String stock, String number, JsonObject more) {
        coupons.sent(stock, "taken");
        JsonObject.Builder builder = CouponFixture.sendBody(stock, "one").with("out_request_no", number).toBuilder();
        more.fields().forEach(builder::put);
        JsonObject body = builder.build();
        return posts(path, body, body.with("coupon_code", "two"), body.with("coupon_code", "taken"));
    }

    /** About one of two coupons that are where the operation wants them. */
    private Requests couponRequests(String operation, JsonObject more, String number) {
        String stock = coupons.stock("MERCHANT_API");
        for (String code : new String[] {"one", "two"}) {
            coupons.sent(stock, code);
            if (operation.equals("return")) {
                coupons.use(CouponFixture.useBody(stock, code));
            }
            if (operation.equals("disassociate")) {
                coupons.post(
                        "/coupons/associate",
                        JsonObject.of(
                                "stock_id",
                                stock,
                                "coupon_code",
                                code,
                                "out_trade_no",
                                "order",
                                "out_request_no",
                                number()));
            }
        }
        String field = Numbered.valueOf(operation.toUpperCase(Locale.ROOT)).field;
        JsonObject body =
                more.with("stock_id", stock).with("coupon_code", "one").with(field, number);
        return posts("/coupons/" + operation, body, body.with("coupon_code", "two"), body.with("coupon_code", "none"));
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatGetsTheFirstAnswerAgain(Numbered operation) {
        Requests requests = requests(operation, number());
        TestCaller.Answer first = call(requests.good());
        clock.forward(Duration.ofMinutes(1));

        TestCaller.Answer repeated = call(requests.good());

        assertThat(first.status()).as(first.text()).isIn(200, 204);
        assertThat(repeated.status() + repeated.text()).isEqualTo(first.status() + first.text());
        assertThat(caller.verify(repeated)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theSameNumberWithOtherParametersIsRefused(Numbered operation) {
        Requests requests = requests(operation, number());
        call(requests.good());

        assertRefused(
                call(requests.other()),
                400,
                "INVALID_REQUEST",
                "The number " + operation.field
                        + " was used before with other parameters; a repeat must be identical, and"
                        + " a new request needs a new number");
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedRequestDoesNotSpendItsNumber(Numbered operation) {
        Requests requests = requests(operation, number());

        TestCaller.Answer refused = call(requests.refused());
        TestCaller.Answer good = call(requests.good());

        assertThat(refused.status()).as(refused.text()).isBetween(400, 499);
        assertThat(good.status()).as(good.text()).isIn(200, 204);
    }

    @Test
    void aRepeatMayHaveItsFieldsInAnotherOrder() {
        String stock = coupons.stock("MERCHANT_API");
        String number = number();
        JsonObject change = JsonObject.of("comment", "one", "goods_name", "two", "out_request_no", number);
        JsonObject same = JsonObject.of("out_request_no", number, "goods_name", "two", "comment", "one");

        assertThat(patch("/stocks/" + stock, change).status()).isEqualTo(204);
        assertThat(patch("/stocks/" + stock, same).status()).isEqualTo(204);
    }

    @Test
    void operationsDoNotShareTheirNumbers() {
        String number = number();

        for (Numbered operation : Numbered.values()) {
            assertThat(call(requests(operation, number).good()).status())
                    .as("%s", operation)
                    .isIn(200, 204);
        }
    }

    @Test
    void merchantsDoNotShareTheirNumbers() {
        TestCaller owner = merchant("1900000051");
        String stock = coupons.stock(CouponFixture.stockBody("MERCHANT_API").with("belong_merchant", "1900000051"));
        coupons.used(stock, "one");
        coupons.used(stock, "two");
        String number = number();

        assertThat(coupons.giveBack(stock, "one", number).status()).isEqualTo(200);
        assertThat(owner.post(BASE + "/coupons/return", CouponFixture.returnBody(stock, "two", number))
                        .status())
                .isEqualTo(200);
    }
}
