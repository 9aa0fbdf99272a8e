package io.github.fluentpay.local;

import static io.github.fluentpay.local.ProductCouponFixture.BRAND;
import static io.github.fluentpay.local.ProductCouponFixture.moveBody;
import static io.github.fluentpay.local.ProductCouponFixture.number;
import static io.github.fluentpay.local.ProductCouponFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.ProductCouponFixture.Sent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moves of a user's product coupon: confirm, use, return, deactivate, and the time that passes. */
class ReturnProductCouponTest extends ProductCouponRules {

    private static final int EXPIRED = 268578776;
    private static final int ILLEGAL_STATE = 268578367;
    private static final int DELETED = 272756769;
    private static final int NOT_IN_VALIDITY = 272755715;
    private static final int OTHER_DATA = 268578927;

    private JsonObject product;

    @BeforeAll
    void createProduct() {
        product = coupons.created("WECHATPAY");
    }

    @Test
    void aReturnedCouponIsEffectiveAgainWithinItsOldValidity() {
        Sent sent = coupons.used(product);
        String until = coupons.query(sent).json().string("valid_end_time");
        String requestNo = number();

        JsonObject reply = ok(coupons.move(sent, "return", moveBody(sent).with("out_request_no", requestNo)));

        assertThat(reply.string("coupon_state")).isEqualTo("EFFECTIVE");
        assertThat(reply.string("valid_end_time")).isEqualTo(until);
        assertThat(reply.object("single_usage_detail"))
                .isEqualTo(JsonObject.of("return_request_no", requestNo, "return_time", "2026-11-23T12:00:00+08:00"));
        assertThat(coupons.query(sent).json()).isEqualTo(reply);
        assertThat(coupons.use(sent).status()).isEqualTo(200);
    }

    @Test
    void aUsedCouponAloneIsReturned() {
        Sent waiting = coupons.sent(product);
        Sent effective = coupons.confirmed(product);
        Sent returned = coupons.used(product);
        ok(coupons.giveBack(returned));

        assertRefused(
                coupons.giveBack(waiting), ILLEGAL_STATE, "A coupon in the state CONFIRMING does not take return");
        assertRefused(
                coupons.giveBack(effective), ILLEGAL_STATE, "A coupon in the state EFFECTIVE does not take return");
        assertRefused(
                coupons.giveBack(returned), ILLEGAL_STATE, "A coupon in the state EFFECTIVE does not take return");
    }

    @Test
    void anExpiredCouponIsNeitherUsedNorReturned() {
        Sent used = coupons.used(product);
        Sent unused = coupons.confirmed(product);
        clock.set(AFTER_THE_PERIOD);

        assertRefused(
                coupons.giveBack(used),
                EXPIRED,
                "The coupon is USED and its validity has ended, so it cannot be returned");
        assertRefused(coupons.use(unused), EXPIRED, "A coupon in the state EXPIRED does not take use");
        assertThat(coupons.state(used)).isEqualTo("USED");
        assertThat(coupons.state(unused)).isEqualTo("EXPIRED");
    }

    @Test
    void aSentCouponWaitsToBeConfirmed() {
        Sent sent = coupons.sent(product);

        assertThat(coupons.state(sent)).isEqualTo("CONFIRMING");
        assertRefused(coupons.use(sent), ILLEGAL_STATE, "A coupon in the state CONFIRMING does not take use");

        JsonObject confirmed = ok(coupons.move(sent, "confirm", moveBody(sent)));
        assertThat(confirmed.string("coupon_state")).isEqualTo("EFFECTIVE");
        assertThat(confirmed.string("confirm_time")).isEqualTo("2026-11-23T12:00:00+08:00");
        assertRefused(
                coupons.move(sent, "confirm", moveBody(sent)),
                ILLEGAL_STATE,
                "A coupon in the state EFFECTIVE does not take confirm");
    }

    @Test
    void aConfirmedCouponIsPendingUntilItsTimeComes() {
        JsonObject stock = ProductCouponFixture.stock("WECHATPAY");
        JsonObject period = stock.object("single_usage_rule")
                .object("coupon_available_period")
                .with("wait_days_after_receive", 1)
                .with("available_days", 2);
        Sent sent = coupons.confirmed(coupons.created(ProductCouponFixture.product(
                stock.with("single_usage_rule", JsonObject.of("coupon_available_period", period)))));

        JsonObject coupon = coupons.query(sent).json();
        assertThat(coupon.string("coupon_state")).isEqualTo("PENDING");
        assertThat(coupon.string("valid_begin_time")).isEqualTo("2026-11-24T00:00:00+08:00");
        assertThat(coupon.string("valid_end_time")).isEqualTo("2026-11-25T23:59:59+08:00");
        assertRefused(coupons.use(sent), NOT_IN_VALIDITY, "A coupon in the state PENDING does not take use");

        clock.forward(Duration.ofHours(12));
        assertThat(coupons.state(sent)).isEqualTo("EFFECTIVE");
        assertThat(coupons.use(sent).status()).isEqualTo(200);
    }

    @Test
    void aRepeatWithTheSameParametersGetsTheFirstAnswerByteForByte() {
        Sent sent = coupons.used(product);
        JsonObject body = moveBody(sent);
        String first = coupons.move(sent, "return", body).text();
        clock.forward(Duration.ofMinutes(3));
        ok(coupons.use(sent));

        TestCaller.Answer again = coupons.move(sent, "return", body);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first);
        assertThat(coupons.state(sent)).isEqualTo("USED");
    }

    @Test
    void theSameNumberWithOtherParametersIsRefused() {
        Sent one = coupons.used(product);
        Sent other = coupons.used(product);
        JsonObject body = moveBody(one);
        ok(coupons.move(one, "return", body));

        assertRefused(
                coupons.move(other, "return", body),
                OTHER_DATA,
                "This request number was used before with other parameters; a repeat must be identical, and a new"
                        + " request needs a new number");
        assertThat(coupons.state(other)).isEqualTo("USED");
    }

    @Test
    void aRefusedReturnDoesNotSpendItsNumber() {
        Sent sent = coupons.confirmed(product);
        JsonObject body = moveBody(sent);
        assertThat(coupons.move(sent, "return", body).status()).isEqualTo(400);
        ok(coupons.use(sent));

        assertThat(coupons.move(sent, "return", body).status()).isEqualTo(200);
    }

    @Test
    void oneOfManyNumbersReturnsACoupon() {
        Sent sent = coupons.used(product);

        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> coupons.giveBack(sent).status())
                .toList();

        assertThat(statuses).containsOnly(200, 400).containsOnlyOnce(200);
    }

    @Test
    void aUseShowsTheOrderAndIsDoneOnce() {
        Sent sent = coupons.confirmed(product);
        JsonObject body = ProductCouponFixture.useBody(sent);

        JsonObject reply = ok(coupons.move(sent, "use", body));

        assertThat(reply.string("coupon_state")).isEqualTo("USED");
        assertThat(reply.object("single_usage_detail"))
                .isEqualTo(JsonObject.of(
                        "use_request_no", body.string("out_request_no"),
                        "use_time", "2026-11-23T12:00:00+08:00",
                        "associated_order_info", JsonObject.of("transaction_id", "4200000000123456789123456789")));
        assertRefused(coupons.use(sent), ILLEGAL_STATE, "A coupon in the state USED does not take use");
    }

    @Test
    void aUseNamesExactlyOneOrder() {
        Sent sent = coupons.confirmed(product);
        JsonObject body = ProductCouponFixture.useBody(sent);
        JsonObject none = body.without("associated_order_info");

        assertRefused(
                coupons.move(sent, "use", none),
                400,
                "PARAM_ERROR",
                "/associated_order_info and associated_pay_score_order_info exclude each other: exactly one of them"
                        + " must be there");
        assertRefused(
                coupons.move(sent, "use", body.with("associated_order_info", JsonObject.empty())),
                400,
                "PARAM_ERROR",
                "/associated_order_info/transaction_id or out_trade_no must be there");
        assertRefused(
                coupons.move(sent, "use", body.with("associated_order_info", JsonObject.of("out_trade_no", "t-1"))),
                400,
                "PARAM_ERROR",
                "/associated_order_info/mchid is required with out_trade_no");
        assertThat(coupons.move(
                                sent,
                                "use",
                                none.with(
                                        "associated_pay_score_order_info", JsonObject.of("order_id", "1000000000202")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aDeactivatedCouponCanNoLongerBeUsed() {
        Sent sent = coupons.confirmed(product);
        JsonObject body = moveBody(sent).with("deactivate_reason", "商品已下线，使用户商品券失效");

        JsonObject reply = ok(coupons.move(sent, "deactivate", body));

        assertThat(reply.string("coupon_state")).isEqualTo("DEACTIVATED");
        assertThat(reply.string("deactivate_reason")).isEqualTo("商品已下线，使用户商品券失效");
        assertRefused(coupons.use(sent), ILLEGAL_STATE, "A coupon in the state DEACTIVATED does not take use");
        Sent used = coupons.used(product);
        assertRefused(
                coupons.move(used, "deactivate", moveBody(used).with("deactivate_reason", "x")),
                ILLEGAL_STATE,
                "A coupon in the state USED does not take deactivate");
    }

    @Test
    void aCouponThatTheUserDeletedIsGoneForGood() throws Exception {
        Sent sent = coupons.confirmed(product);
        HttpRequest delete = HttpRequest.newBuilder(URI.create(localPay.baseUrl() + "/localpay/product-coupon/stocks/"
                        + sent.stock() + "/coupons/" + sent.code()))
                .DELETE()
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(delete, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(204);

        assertThat(coupons.state(sent)).isEqualTo("DELETED");
        assertRefused(coupons.use(sent), DELETED, "A coupon in the state DELETED does not take use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "n-12345678901234567890123456789012345678901", "with space", "star*star"})
    void aRequestNumberHas6To40LettersDigitsUnderscoresAndHyphens(String requestNo) {
        Sent sent = coupons.used(product);

        TestCaller.Answer answer = coupons.move(sent, "return", moveBody(sent).with("out_request_no", requestNo));

        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).startsWith("/out_request_no ");
    }

    @Test
    void anUnknownCouponStockOrBrandIsNotFound() {
        Sent sent = coupons.used(product);

        assertRefused(
                coupons.giveBack(new Sent(sent.product(), sent.stock(), "no-such-code")),
                404,
                "RESOURCE_NOT_EXISTS",
                "This user has no coupon with this coupon_code of this stock under this appid");
        assertRefused(
                coupons.giveBack(new Sent(sent.product(), "1", sent.code())),
                404,
                "RESOURCE_NOT_EXISTS",
                "This product coupon has no stock with this stock_id");
        assertRefused(
                coupons.move(sent, "return", moveBody(sent).with("brand_id", "120345")),
                404,
                "RESOURCE_NOT_EXISTS",
                "This brand has no product coupon with this product_coupon_id");
        assertRefused(
                coupons.move(sent, "return", moveBody(sent).with("appid", "wx-another")),
                404,
                "RESOURCE_NOT_EXISTS",
                "This user has no coupon with this coupon_code of this stock under this appid");
    }

    @Test
    void anotherPartnersCouponIsRefused() {
        Sent sent = coupons.used(product);
        TestCaller other = new TestCaller(localPay.addMerchant("1900000009"), clock);

        assertRefused(
                new ProductCouponFixture(other).giveBack(sent),
                403,
                "NO_AUTH",
                "Another merchant than 1900000009 created this product coupon");
        assertThat(coupons.state(sent)).isEqualTo("USED");
    }

    @Test
    void aListHasTheStateAndPagesOneAsksFor() {
        JsonObject own = coupons.created("WECHATPAY");
        Sent used = coupons.used(own);
        for (int i = 0; i < 3; i++) {
            clock.forward(Duration.ofMinutes(1));
            coupons.confirmed(own);
        }
        String list = BASE + "/users/" + ProductCouponFixture.OPENID + "/coupons?brand_id=" + BRAND + "&appid="
                + ProductCouponFixture.APPID + "&product_coupon_id=" + own.string("product_coupon_id");

        JsonObject usedOnes = ok(caller.get(list + "&coupon_state=USED"));
        JsonObject first = ok(caller.get(list + "&page_size=3"));
        JsonObject second = ok(caller.get(list + "&page_size=3&page_token=" + first.string("next_page_token")));

        assertThat(usedOnes.integer("total_count")).isEqualTo(1);
        assertThat(usedOnes.at("/user_coupon_list/0"))
                .isEqualTo(coupons.query(used).json());
        assertThat(first.integer("total_count")).isEqualTo(4);
        assertThat(first.array("user_coupon_list").size()).isEqualTo(3);
        assertThat(second.array("user_coupon_list").size()).isEqualTo(1);
        assertThat(second.has("next_page_token")).isFalse();
        assertThat(caller.get(list + "&page_size=51").message()).isEqualTo("page_size must be from 1 to 50, and is 51");
        assertThat(caller.get(list + "&page_token=zzz").message())
                .isEqualTo("page_token is no next_page_token of an earlier reply");
    }
}
