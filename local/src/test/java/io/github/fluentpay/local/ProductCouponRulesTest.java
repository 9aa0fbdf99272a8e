package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.APPID;
import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coupons linked to a product, and consumption cards: section 4.7 of the rules. */
class ProductCouponRulesTest extends CouponRules {

    private String stock;
    private TestCaller stranger;

    @BeforeAll
    void linkStock() {
        stock = coupons.stock("MERCHANT_API");
        localPay.coupons().linkProduct(stock);
        stranger = merchant("1900000031");
        localPay.coupons().addCard("card-1", "1900000001");
    }

    // 19: send for a product

    private TestCaller.Answer send(JsonObject body) {
        return coupons.post("/product-coupons/send", body);
    }

    private JsonObject body(String code) {
        return sendBody(stock, code).with("coupon_type", "NORMAL");
    }

    @Test
    void aSendingForAProductAnswersFlat() {
        JsonObject body = body("p-1").with("coupon_type", "MEMBER").with("member_card_id", "card");

        assertThat(send(body).json())
                .isEqualTo(JsonObject.of(
                        "stock_id", stock, "out_request_no", body.string("out_request_no"), "coupon_code", "p-1"));
        assertThat(coupons.state("p-1")).isEqualTo("SENDED");
    }

    @Test
    void aSendingForAProductReplaysItsNumberWithTheSameFieldsOnly() {
        JsonObject body = body("p-2");
        TestCaller.Answer first = send(body);

        assertThat(send(body).text()).isEqualTo(first.text());
        for (JsonObject other : List.of(
                body.with("coupon_type", "MEMBER"),
                body.with("member_card_id", "x"),
                body.with("coupon_code", "p-3"))) {
            assertRefused(
                    send(other),
                    400,
                    "INVALID_REQUEST",
                    "The number out_request_no was used before with other parameters; a repeat must be identical, and a"
                            + " new request needs a new number");
        }
    }

    @Test
    void onlyAStockLinkedToAProductIsSentOrOfferedForOne() {
        String other = coupons.stock("MERCHANT_API");
        String refusal = "The stock is not linked to a product; LocalPay links it by Coupons.linkProduct, or POST"
                + " /localpay/busifavor/stocks/{stock_id}/product";

        assertRefused(send(body("p-4").with("stock_id", other)), 400, "INVALID_REQUEST", refusal);
        assertRefused(preSend(preSendBody("p-4").with("stock_id", other)), 400, "INVALID_REQUEST", refusal);
    }

    @Test
    void strangersNeitherSendNorOffer() {
        for (TestCaller.Answer answer : List.of(
                stranger.post(BASE + "/product-coupons/send", body("p-5")),
                stranger.post(BASE + "/product-coupons/pre-send", preSendBody("p-5")))) {
            assertRefused(
                    answer,
                    403,
                    "NO_AUTH",
                    "Merchant 1900000031 may not send this stock's coupons: it neither created nor owns it, nor was"
                            + " allowed to");
        }
    }

    @Test
    void theTypeIsNormalOrMember() {
        assertRefused(
                send(body("p-6").with("coupon_type", "GOLD")),
                400,
                "PARAM_ERROR",
                "/coupon_type must be one of NORMAL, MEMBER");
        assertRefused(send(sendBody(stock, "p-6")), 400, "PARAM_ERROR", "/coupon_type is missing");
    }

    // 20: pre-send

    private TestCaller.Answer preSend(JsonObject body) {
        return coupons.post("/product-coupons/pre-send", body);
    }

    private JsonObject preSendBody(String code) {
        return JsonObject.of("stock_id", stock, "coupon_code", code, "appid", APPID, "send_request_no", number());
    }

    @Test
    void anOfferIsACouponOnceItIsRedeemed() {
        JsonObject body = preSendBody("o-1");
        String token = preSend(body).json().string("token");
        int before = coupons.query("o-1").status();

        String code = localPay.coupons().redeem(token, OPENID);

        assertThat(before).isEqualTo(404);
        assertThat(code).isEqualTo("o-1");
        JsonObject coupon = coupons.query("o-1").json();
        assertThat(coupon.string("coupon_state")).isEqualTo("SENDED");
        assertThat(coupon.string("send_request_no")).isEqualTo(body.string("send_request_no"));
        assertThat(localPay.coupons().redeem(token, OPENID)).isEqualTo("o-1");
        assertThatThrownBy(() -> localPay.coupons().redeem(token, "somebody"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The token is another user's");
    }

    @Test
    void anOfferMayBeForOneUser() {
        String token = preSend(preSendBody("o-2").with("openid", OPENID)).json().string("token");

        assertThatThrownBy(() -> localPay.coupons().redeem(token, "somebody"))
                .hasMessage("The token is another user's");
        assertThat(localPay.coupons().redeem(token, OPENID)).isEqualTo("o-2");
    }

    @Test
    void anOfferTakesNothingOfTheStockUntilItIsRedeemed() {
        String small = coupons.stock(stock("WECHATPAY_MODE", "/stock_send_rule/max_coupons", 1));
        localPay.coupons().linkProduct(small);
        JsonObject body = preSendBody("x").with("stock_id", small).without("coupon_code");
        String one = preSend(body).json().string("token");
        String other = preSend(body.with("send_request_no", number())).json().string("token");

        localPay.coupons().redeem(one, OPENID);

        assertThatThrownBy(() -> localPay.coupons().redeem(other, OPENID))
                .hasMessage("All max_coupons (1) coupons of this stock are sent");
    }

    @Test
    void anOfferReplaysItsToken() {
        JsonObject body = preSendBody("o-3");
        TestCaller.Answer first = preSend(body);

        assertThat(preSend(body).text()).isEqualTo(first.text());
        assertThat(preSend(body.with("openid", "x")).message())
                .startsWith("The number send_request_no was used before with other parameters");
    }

    @Test
    void anOfferNamesACodeWhereTheMerchantChoosesThem() {
        assertRefused(
                preSend(preSendBody("x").without("coupon_code")),
                400,
                "PARAM_ERROR",
                "/coupon_code is missing: the stock's codes are MERCHANT_API");
        assertThatThrownBy(() -> localPay.coupons().redeem("none", OPENID))
                .hasMessage("There is no coupon with this token");
    }

    // 21: consumption cards

    private TestCaller.Answer sendCard(JsonObject body) {
        return coupons.post("/coupons/card-1/send", body);
    }

    private static JsonObject cardBody() {
        return JsonObject.of(
                "appid", APPID, "openid", OPENID, "out_request_no", number(), "send_time", "2026-11-23T11:59:00+08:00");
    }

    @Test
    void aCardIsSentOnceForNumberAndTimeTogether() {
        JsonObject body = cardBody();
        TestCaller.Answer first = sendCard(body);

        assertThat(first.json().string("card_code")).matches("[0-9]{22}");
        assertThat(sendCard(body).text()).isEqualTo(first.text());
        assertThat(sendCard(body.with("openid", "somebody")).message())
                .startsWith("The number out_request_no was used before with other parameters");
        assertThat(sendCard(body.with("send_time", "2026-11-23T11:59:01+08:00"))
                        .json()
                        .string("card_code"))
                .matches("[0-9]{22}")
                .isNotEqualTo(first.json().string("card_code"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-22T12:00:00+08:00 | 200",
                "2026-11-22T11:59:59+08:00 | /send_time must not be more than 24 hours ago",
                "2026-11-23T04:00:00Z | /send_time must be a time of Beijing, with the offset +08:00",
                "today | /send_time must be a time as RFC 3339 writes it, such as 2015-05-20T13:29:35+08:00"
            })
    void theTimeOfACardIsBeijingsAndAtMostADayOld(String time, String expected) {
        TestCaller.Answer answer = sendCard(cardBody().with("send_time", time));

        assertThat(answer.status() == 200 ? "200" : answer.message()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"appid", "openid", "out_request_no", "send_time"})
    void allFieldsOfACardAreRequired(String field) {
        assertRefused(sendCard(cardBody().without(field)), 400, "PARAM_ERROR", "/" + field + " is missing");
    }

    @Test
    void aCardIsSentByItsMerchantOnly() {
        assertRefused(
                stranger.post(BASE + "/coupons/card-1/send", cardBody()),
                403,
                "NO_AUTH",
                "Merchant 1900000031 may not send this consumption card: it is another's");
        assertRefused(
                coupons.post("/coupons/card-2/send", cardBody()),
                404,
                "RESOURCE_NOT_EXISTS",
                "There is no consumption card with this card_id; LocalPay learns of one by Coupons.addCard, or POST"
                        + " /localpay/busifavor/cards");
    }
}
