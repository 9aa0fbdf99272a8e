package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.APPID;
import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.protocol.V2Signature;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coupons that users take, and what signs the way there: section 8 of the rules. */
class ClaimRulesTest extends CouponRules {

    private static final String PAGE = "https://action.weixin.qq.com/busifavor/getcouponinfo";
    private static final String FRAGMENT = "#wechat_pay&wechat_redirect";
    private static final String VECTOR_KEY = "192006250b4c09247ec02edce69f6a2d";
    private static final String MCHID = "1900000001";

    private String stock;
    private String key;

    @BeforeAll
    void makeStock() {
        stock = coupons.stock("MERCHANT_API");
        key = localPay.coupons().apiV2Key(MCHID);
        localPay.addMerchant("12345678");
        localPay.addMerchant("10016226");
        localPay.coupons().apiV2Key("12345678", VECTOR_KEY);
        localPay.coupons().apiV2Key("10016226", VECTOR_KEY);
    }

    // H5

    private Map<String, String> parameters(String code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("stock_id", stock);
        parameters.put("out_request_no", number());
        parameters.put("send_coupon_merchant", MCHID);
        parameters.put("open_id", OPENID);
        parameters.put("coupon_code", code);
        return parameters;
    }

    private URI page(Map<String, String> parameters) {
        return page(parameters, V2Signature.HMAC_SHA256.sign(parameters, key));
    }

    private static URI page(Map<String, String> parameters, String sign) {
        String query = parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(PAGE + "?" + query + "&sign=" + sign + FRAGMENT);
    }

    private JsonObject open(URI url) {
        return localPay.coupons().openPage(url, APPID);
    }

    @Test
    void aSignedPageGivesTheUserTheCoupon() {
        Map<String, String> parameters = parameters("h5/1 a");

        assertThat(open(page(parameters)))
                .isEqualTo(JsonObject.of(
                        "stock_id",
                        stock,
                        "out_request_no",
                        parameters.get("out_request_no"),
                        "coupon_code",
                        "h5/1 a"));
        assertThat(coupons.query("h5%2F1%20a").json().string("coupon_state")).isEqualTo("SENDED");
    }

    @Test
    void thePlatformsCodesNeedNoneInThePage() {
        String own = coupons.stock("WECHATPAY_MODE");
        Map<String, String> parameters = parameters("");
        parameters.put("stock_id", own);
        parameters.remove("coupon_code");

        assertThat(open(page(parameters)).string("coupon_code")).matches("[0-9]{22}");
    }

    @Test
    void thePageOpenedAgainGivesTheSameCoupon() {
        Map<String, String> parameters = parameters("h5-2");

        assertThat(open(page(parameters))).isEqualTo(open(page(parameters)));
        parameters.put("coupon_code", "h5-3");
        assertThatThrownBy(() -> open(page(parameters)))
                .hasMessageStartingWith("The number out_request_no was used before with other parameters");
    }

    @ParameterizedTest
    @CsvSource({"stock_id", "out_request_no", "send_coupon_merchant", "open_id", "coupon_code"})
    void theSignCoversEachParameter(String changed) {
        Map<String, String> parameters = parameters("h5-4");
        String sign = V2Signature.HMAC_SHA256.sign(parameters, key);
        parameters.put(changed, changed.equals("send_coupon_merchant") ? "12345678" : parameters.get(changed) + "1");

        assertThatThrownBy(() -> open(page(parameters, sign)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The sign does not hold");
    }

    @Test
    void theRefusalOfASignShowsWhatWasExpectedAndNoKey() {
        Map<String, String> parameters = parameters("h5-5");
        parameters.put("out_request_no", "1");
        String sign = V2Signature.HMAC_SHA256.sign(parameters, key).toLowerCase(Locale.ROOT);

        assertThatThrownBy(() -> open(page(parameters, sign)))
                .hasMessage(
                        "The sign does not hold: it must be the HMAC-SHA256 of string_to_sign, both under and followed"
                                + " by the APIv2 key of merchant 1900000001, in upper-case hexadecimal")
                .cause()
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.detail().string("string_to_sign"))
                                .isEqualTo("coupon_code=h5-5&open_id=" + OPENID
                                        + "&out_request_no=1&send_coupon_merchant=1900000001&stock_id=" + stock
                                        + "&key=(the APIv2 key)"));
    }

    @Test
    void aMerchantThatNeverAskedForItsKeyHasNone() {
        localPay.addMerchant("1900000041");
        Map<String, String> parameters = parameters("h5-6");
        parameters.put("send_coupon_merchant", "1900000041");

        assertThatThrownBy(() -> open(page(parameters)))
                .hasMessage("Merchant 1900000041 has no APIv2 key; LocalPay makes one by Coupons.apiV2Key, or GET"
                        + " /localpay/merchants/{mchid}/apiv2-key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                PAGE + "?a=1 | it must end with #wechat_pay&wechat_redirect",
                PAGE + "?a=1#wechat_redirect | it must end with #wechat_pay&wechat_redirect",
                "http://action.weixin.qq.com/busifavor/getcouponinfo?a=1" + FRAGMENT + " | it must begin with " + PAGE
                        + "?",
                PAGE + FRAGMENT + " | it must begin with " + PAGE + "?"
            })
    void thePageHasItsAddressAndItsFragment(String url, String problem) {
        assertThatThrownBy(() -> open(URI.create(url)))
                .hasMessage("This is not the page where coupons are taken: " + problem);
    }

    @Test
    void thePublishedShapeOfAPageHolds() {
        String url = PAGE + "?stock_id=12111100000001&out_request_no=202011181058&send_coupon_merchant=12345678"
                + "&open_id=a1B2c3D4&coupon_code=12345678&sign=%s" + FRAGMENT;
        String sign = "9C265ABF40DF998FEDC20C54AFD062476EDF6E8888EB906A7AC507603A500AE9";

        assertThatThrownBy(() -> open(URI.create(url.formatted(sign))))
                .hasMessage("There is no stock with this stock_id");
        assertThatThrownBy(() -> open(URI.create(url.formatted(sign.replace('9', '8')))))
                .hasMessageStartingWith("The sign does not hold");
    }

    // Plug-in

    private JsonObject plugin(List<JsonObject> coupons) {
        Map<String, String> signed = new LinkedHashMap<>();
        signed.put("send_coupon_merchant", MCHID);
        for (int i = 0; i < coupons.size(); i++) {
            int index = i;
            coupons.get(i)
                    .fields()
                    .keySet()
                    .forEach(name -> signed.put(
                            name + index, String.valueOf(coupons.get(index).string(name))));
        }
        return JsonObject.of(
                "send_coupon_params",
                JsonArray.of(coupons.toArray()),
                "send_coupon_merchant",
                MCHID,
                "sign",
                V2Signature.HMAC_SHA256.sign(signed, key));
    }

    private JsonObject wanted(String code) {
        return JsonObject.of("stock_id", stock, "out_request_no", number(), "coupon_code", code);
    }

    @Test
    void thePluginGivesEachCouponForItself() {
        coupons.sent(stock, "taken");
        JsonObject good = wanted("m-1");
        JsonObject bad = wanted("taken");

        JsonObject event = localPay.coupons().runPlugin(APPID, OPENID, plugin(List.of(good, bad)));

        assertThat(event.array("send_coupon_result").values())
                .containsExactly(
                        good.toBuilder()
                                .put("code", "SUCCESS")
                                .put("message", "")
                                .build(),
                        bad.without("coupon_code").toBuilder()
                                .put("code", "RESOURCE_ALREADY_EXISTS")
                                .put("message", "A coupon of this stock has this coupon_code already")
                                .build());
        assertThat(coupons.state("m-1")).isEqualTo("SENDED");
    }

    @Test
    void theSignOfThePluginCoversEachCouponInItsPlace() {
        JsonObject one = wanted("m-2");
        JsonObject other = wanted("m-3");
        JsonObject signed = plugin(List.of(one, other));

        assertThatThrownBy(() -> localPay.coupons()
                        .runPlugin(APPID, OPENID, signed.with("send_coupon_params", JsonArray.of(other, one))))
                .hasMessageStartingWith("The sign does not hold");
        assertThat(coupons.query("m-2").status()).isEqualTo(404);
    }

    @Test
    void thePublishedShapesOfThePluginHold() {
        JsonObject one = json("{'send_coupon_params':[{'stock_id':'1234567','out_request_no':'abc123'}],"
                + "'send_coupon_merchant':'10016226',"
                + "'sign':'AD7CD2967446E742075BF7A52CEBC5FE1A17A4042ED451A44DAABF9F04FFDD99'}");
        JsonObject two = json("{'send_coupon_params':[{'stock_id':'1234567','out_request_no':'abc123'},"
                + "{'stock_id':'2345678','out_request_no':'123abc'}],'send_coupon_merchant':'10016226',"
                + "'sign':'DE91F5E153D9CBE846E9206FBF94CE2198AB06D618D3A2C0603566091C984E78'}");

        for (JsonObject shape : List.of(one, two)) {
            assertThat(localPay.coupons().runPlugin(APPID, OPENID, shape).toJson())
                    .contains("There is no stock with this stock_id")
                    .doesNotContain("SUCCESS");
        }
        assertThatThrownBy(() -> localPay.coupons().runPlugin(APPID, OPENID, two.with("sign", one.string("sign"))))
                .hasMessageStartingWith("The sign does not hold");
    }

    @Test
    void thePluginWantsACoupon() {
        assertThatThrownBy(() -> localPay.coupons().runPlugin(APPID, OPENID, plugin(List.of())))
                .hasMessage("/send_coupon_params must name a coupon at least");
    }

    // Either way

    @Test
    void theMerchantOfThePageMustBeAllowedToSend() {
        localPay.addMerchant("1900000042");
        String other = localPay.coupons().apiV2Key("1900000042");
        Map<String, String> parameters = parameters("h5-7");
        parameters.put("send_coupon_merchant", "1900000042");
        URI url = page(parameters, V2Signature.HMAC_SHA256.sign(parameters, other));

        assertThatThrownBy(() -> open(url))
                .hasMessageStartingWith("Merchant 1900000042 may not send this stock's coupons");
        localPay.coupons().allowSender(stock, "1900000042");
        assertThat(open(url).string("coupon_code")).isEqualTo("h5-7");
    }

    @Test
    void everyWayIsToldWithItsChannel() {
        String product = coupons.stock("MERCHANT_API");
        localPay.coupons().linkProduct(product);
        try (Receiver receiver = new Receiver()) {
            caller.post(BASE + "/callbacks", JsonObject.of("notify_url", receiver.url("/")));
            open(page(parameters("way-1")));
            localPay.coupons().runPlugin(APPID, OPENID, plugin(List.of(wanted("way-2"))));
            coupons.post(
                    "/product-coupons/send",
                    CouponFixture.sendBody(product, "way-3").with("coupon_type", "NORMAL"));
            JsonObject offer = JsonObject.of(
                    "stock_id", product, "coupon_code", "way-4", "appid", APPID, "send_request_no", number());
            localPay.coupons()
                    .redeem(
                            coupons.post("/product-coupons/pre-send", offer)
                                    .json()
                                    .string("token"),
                            OPENID);
            assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();

            assertThat(receiver.received().stream()
                            .map(received -> received.read(localPay.profile(), localPay.clock())
                                    .resource())
                            .map(told -> told.string("coupon_code") + " " + told.string("send_channel")))
                    .containsExactlyInAnyOrder(
                            "way-1 BUSICOUPON_SEND_CHANNEL_H5",
                            "way-2 BUSICOUPON_SEND_CHANNEL_MINIAPP",
                            "way-3 BUSICOUPON_SEND_CHANNEL_API",
                            "way-4 BUSICOUPON_SEND_CHANNEL_MINIAPP");
        }
    }

    @Test
    void anApiV2KeyHas32CharactersAndAKnownMerchant() {
        assertThat(key).startsWith("LocalPayV2Key").hasSize(32);
        assertThatThrownBy(() -> localPay.coupons().apiV2Key(MCHID, "short"))
                .hasMessage("An APIv2 key has exactly 32 characters, and this one has 5");
        assertThatThrownBy(() -> localPay.coupons().apiV2Key("1900009999"))
                .hasMessage("There is no merchant 1900009999");
    }

    // The same over HTTP

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(localPay.baseUrl().resolve("/localpay" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anApiV2KeyOfAnotherLengthIsRefusedAndNotShown() throws Exception {
        String wrong = "LocalPayV3Key".repeat(10);

        HttpResponse<String> answer = call(
                "POST",
                "/merchants/1900000001/apiv2-key",
                JsonObject.of("apiv2_key", wrong).toJson());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JsonObject.parse(answer.body()).string("message"))
                .isEqualTo("An APIv2 key has exactly 32 characters, and this one has 130");
        assertThat(answer.body()).doesNotContain(wrong);
    }

    @Test
    void allOfItCanBeCalledOverHttp() throws Exception {
        String product = coupons.stock("MERCHANT_API");
        JsonObject offer = JsonObject.of(
                "stock_id", product, "coupon_code", "http-3", "appid", APPID, "send_request_no", number());
        JsonObject user = JsonObject.of("appid", APPID, "openid", OPENID);

        assertThat(call("GET", "/merchants/1900000001/apiv2-key", "").body())
                .isEqualTo(JsonObject.of("apiv2_key", key).toJson());
        assertThat(call(
                                "POST",
                                "/merchants/12345678/apiv2-key",
                                JsonObject.of("apiv2_key", VECTOR_KEY).toJson())
                        .statusCode())
                .isEqualTo(204);
        assertThat(call(
                                "POST",
                                "/busifavor/claims/page",
                                JsonObject.of("url", page(parameters("http-1")).toString(), "appid", APPID)
                                        .toJson())
                        .body())
                .contains("\"coupon_code\":\"http-1\"");
        JsonObject.Builder plugin = user.toBuilder();
        plugin(List.of(wanted("http-2"))).fields().forEach(plugin::put);
        assertThat(call("POST", "/busifavor/claims/plugin", plugin.build().toJson())
                        .body())
                .contains("\"code\":\"SUCCESS\"");
        assertThat(call("POST", "/busifavor/stocks/" + product + "/product", "").statusCode())
                .isEqualTo(204);
        String token = coupons.post("/product-coupons/pre-send", offer).json().string("token");
        assertThat(call(
                                "POST",
                                "/busifavor/claims/token",
                                user.without("appid").with("token", token).toJson())
                        .body())
                .isEqualTo("{\"coupon_code\":\"http-3\"}");
        assertThat(call("POST", "/busifavor/cards", "{\"card_id\":\"c\",\"mchid\":\"1900000001\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(call("POST", "/busifavor/claims/page", "{\"url\":\"x\",\"appid\":\"a\"}")
                        .body())
                .isEqualTo(
                        "{\"code\":\"PARAM_ERROR\",\"message\":\"This is not the page where coupons are taken: it must"
                                + " begin with " + PAGE + "?\"}");
    }
}
