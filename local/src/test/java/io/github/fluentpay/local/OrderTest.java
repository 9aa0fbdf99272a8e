package io.github.fluentpay.local;

import static io.github.fluentpay.local.PaymentFixture.BASE;
import static io.github.fluentpay.local.PaymentFixture.MCHID;
import static io.github.fluentpay.local.PaymentFixture.h5Body;
import static io.github.fluentpay.local.PaymentFixture.jsapiBody;
import static io.github.fluentpay.local.PaymentFixture.nativeBody;
import static io.github.fluentpay.local.PaymentFixture.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders until they are paid: made, asked for again, queried, closed, and over with time. */
class OrderTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(START);

    private static LocalPay localPay;
    private static TestCaller caller;
    private static TestCaller stranger;
    private static PaymentFixture payments;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().clock(CLOCK).start();
        caller = new TestCaller(localPay.profile(), CLOCK);
        stranger = new TestCaller(localPay.addMerchant("1900000002"), CLOCK);
        payments = new PaymentFixture(caller);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void setClock() {
        CLOCK.set(START);
    }

    // Ordering

    @Test
    void givesWhatTheUsersDevicePaysWithInTheDocumentedShapes() {
        assertThat(payments.order("jsapi", jsapiBody(number())).json().string("prepay_id"))
                .matches("wx20261123120000[0-9a-f]{20}");
        assertThat(payments.order("app", nativeBody(number())).json().string("prepay_id"))
                .matches("wx20261123120000[0-9a-f]{20}");
        assertThat(payments.order("native", nativeBody(number())).json().string("code_url"))
                .matches("weixin://wxpay/bizpayurl\\?pr=[0-9A-Za-z]{9}");
        assertThat(payments.order("h5", h5Body(number())).json().string("h5_url"))
                .matches("https://wx\\.tenpay\\.com/cgi-bin/mmpayweb-bin/checkmweb"
                        + "\\?prepay_id=wx20261123120000[0-9a-f]{20}&package=[0-9]{10}");
    }

    @Test
    void isSignedAndStateful() {
        TestCaller.Answer answer = payments.order("jsapi", jsapiBody(number()));

        assertThat(caller.verify(answer)).isEmpty();
        assertThat(answer.header("LocalPay-Fidelity")).isEqualTo("stateful");
    }

    @Test
    void answersAnIdenticalOrderWithANewPrepayIdOfTheSameOrder() {
        JsonObject body = jsapiBody(number());
        String first = payments.order("jsapi", body).json().string("prepay_id");
        JsonObject reordered = JsonObject.of("payer", body.get("payer")).toBuilder()
                .put("amount", body.get("amount"))
                .build();
        for (String field : List.of("notify_url", "out_trade_no", "description", "mchid", "appid")) {
            reordered = reordered.with(field, body.get(field));
        }

        TestCaller.Answer again = payments.order("jsapi", reordered);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().string("prepay_id")).isNotEqualTo(first);
        localPay.payer().payWith(first);
        assertThat(payments.state(body.string("out_trade_no"))).isEqualTo("SUCCESS");
        assertThat(localPay.journal().of(BASE + "/jsapi").stream()
                        .reduce((one, two) -> two)
                        .orElseThrow()
                        .effect())
                .hasToString("REPEATED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jsapi | description | \"another thing\"",
                "jsapi | amount | {\"total\":101,\"currency\":\"CNY\"}",
                "jsapi | attach | \"more\"",
                "jsapi | payer | {\"openid\":\"another\"}",
                "native | goods_tag | \"WXG\"",
            })
    void refusesAUsedNumberWithOtherParameters(String path, String field, String value) {
        JsonObject body = jsapiBody(number());
        payments.ordered(body);
        JsonObject again = path.equals("jsapi") ? body : body.without("payer");

        TestCaller.Answer answer = payments.order(path, again.with(field, JsonValue.parse(value)));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("OUT_TRADE_NO_USED");
        assertThat(answer.message())
                .isEqualTo("The number out_trade_no was used before with other parameters; a repeat must be identical,"
                        + " and a new order needs a new number");
    }

    @Test
    void refusesAUsedNumberOnAnotherPath() {
        JsonObject body = jsapiBody(number());
        payments.ordered(body);

        assertThat(payments.order("app", body.without("payer")).code()).isEqualTo("OUT_TRADE_NO_USED");
    }

    @Test
    void letsTwoMerchantsUseTheSameNumber() {
        JsonObject body = jsapiBody(number());
        payments.ordered(body);

        assertThat(stranger.post(BASE + "/jsapi", body.with("mchid", "1900000002"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesToOrderAgainWhatIsPaid() {
        JsonObject body = jsapiBody(number());
        localPay.payer().pay(MCHID, payments.ordered(body));

        TestCaller.Answer answer = payments.order("jsapi", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("ORDERPAID");
        assertThat(answer.message())
                .isEqualTo("The order with this out_trade_no is paid; a new order needs a new out_trade_no");
    }

    @Test
    void refusesToOrderAgainWhatIsClosed() {
        JsonObject body = jsapiBody(number());
        payments.close(payments.ordered(body));

        TestCaller.Answer answer = payments.order("jsapi", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("ORDER_CLOSED");
        assertThat(answer.message())
                .isEqualTo("The order with this out_trade_no is closed; a new order needs a new out_trade_no");
    }

    @ParameterizedTest
    @CsvSource({"appid", "mchid", "description", "out_trade_no", "notify_url", "amount", "payer"})
    void wantsTheRequiredFields(String field) {
        TestCaller.Answer answer = payments.order("jsapi", jsapiBody(number()).without(field));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).isEqualTo("/" + field + " is missing");
        assertThat(answer.json().object("detail").string("field")).isEqualTo("/" + field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mchid | \"1900000002\" | /mchid must be the merchant that signs the request, 1900000001",
                "out_trade_no | \"12345\" | /out_trade_no must have 6 to 32 characters, and has 5",
                "out_trade_no | \"123456/7\" | '/out_trade_no may only hold letters, digits and _ - | *'",
                "description | \"\" | /description must have 1 to 127 characters, and has 0",
                "amount | {} | /amount/total is missing",
                "amount | {\"total\":0} | /amount/total must be from 1 to 100000000000, and is 0",
                "amount | {\"total\":1.5} | /amount/total must be a whole number, and is a number",
                "amount | {\"total\":\"100\"} | /amount/total must be a whole number, and is a string",
                "amount | {\"total\":1,\"currency\":\"USD\"} | /amount/currency must be one of CNY",
                "payer | {} | /payer/openid is missing",
                "time_expire | \"2026-11-23\" | /time_expire must be a time as RFC 3339 writes it, such as 2015-05-20T13:29:35+08:00",
                "limit_pay | [\"no_money\"] | /limit_pay may only hold no_balance, no_credit, no_debit, balance_only",
                "support_fapiao | \"yes\" | /support_fapiao must be true or false",
                "detail | {\"goods_detail\":[{\"quantity\":1,\"unit_price\":1}]} | /detail/goods_detail/0/merchant_goods_id is missing",
                "notify_url | \"ftp://www.weixin.qq.com/\" | /notify_url must be an absolute https or http address without a query",
                "notify_url | \"/wxpay/pay.php\" | /notify_url must be an absolute https or http address without a query",
                "notify_url | \"https://www.weixin.qq.com/pay?a=b\" | /notify_url must be an absolute https or http address without a query",
                "notify_url | \"https://\" | /notify_url must be an absolute https or http address without a query"
            })
    void refusesFieldsOutOfTheirLimits(String field, String value, String message) {
        TestCaller.Answer answer = payments.order("jsapi", jsapiBody(number()).with(field, JsonValue.parse(value)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).isEqualTo(message);
    }

    @Test
    void wantsTheUsersAddressForAnOrderInABrowser() {
        assertThat(payments.order("h5", nativeBody(number())).message()).isEqualTo("/scene_info is missing");
        assertThat(payments.order("h5", nativeBody(number()).with("scene_info", JsonObject.empty()))
                        .message())
                .isEqualTo("/scene_info/payer_client_ip is missing");
    }

    // Querying

    @Test
    void showsAnOrderThatIsNotPaid() {
        JsonObject body = jsapiBody(number()).with("attach", "自定义数据");
        payments.ordered(body);

        assertThat(payments.query(body.string("out_trade_no")).json())
                .isEqualTo(JsonObject.of(
                        "appid",
                        CouponFixture.APPID,
                        "mchid",
                        MCHID,
                        "out_trade_no",
                        body.string("out_trade_no"),
                        "trade_state",
                        "NOTPAY",
                        "trade_state_desc",
                        "订单未支付",
                        "attach",
                        "自定义数据",
                        "amount",
                        JsonObject.of("total", 100, "currency", "CNY"),
                        "description",
                        "Image形象店-深圳腾大-QQ公仔",
                        "notify_url",
                        PaymentFixture.NOTIFY_URL));
    }

    @Test
    void answersOrderNotExistForUnknownNumbers() {
        TestCaller.Answer byNumber = payments.query("no-such-order");
        TestCaller.Answer byId = caller.get(BASE + "/id/4200000000000000000000000000?mchid=" + MCHID);

        assertThat(byNumber.status()).isEqualTo(404);
        assertThat(byNumber.code()).isEqualTo("ORDER_NOT_EXIST");
        assertThat(byNumber.message()).isEqualTo("There is no order with this out_trade_no of this merchant");
        assertThat(byId.status()).isEqualTo(404);
        assertThat(byId.code()).isEqualTo("ORDER_NOT_EXIST");
    }

    @Test
    void hidesAMerchantsOrdersFromOthers() {
        String order = payments.ordered();
        String transactionId = localPay.payer().pay(MCHID, order);

        assertThat(stranger.get(BASE + "/out-trade-no/" + order + "?mchid=1900000002")
                        .code())
                .isEqualTo("ORDER_NOT_EXIST");
        assertThat(stranger.get(BASE + "/id/" + transactionId + "?mchid=1900000002")
                        .code())
                .isEqualTo("ORDER_NOT_EXIST");
    }

    @Test
    void wantsTheMerchantOfAQuery() {
        String path = BASE + "/out-trade-no/" + payments.ordered();

        assertThat(caller.get(path).message()).isEqualTo("mchid is missing");
        assertThat(caller.get(path + "?mchid=1900000002").message())
                .isEqualTo("mchid must be the merchant that signs the request, 1900000001");
    }

    // Closing

    @Test
    void closesAnOrderAndAnswersAgainAsBefore() {
        String order = payments.ordered();

        for (int i = 0; i < 2; i++) {
            TestCaller.Answer answer = payments.close(order);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.text()).isEmpty();
            assertThat(caller.verify(answer)).isEmpty();
        }
        assertThat(payments.state(order)).isEqualTo("CLOSED");
        assertThat(payments.query(order).json().string("trade_state_desc")).isEqualTo("订单已关闭");
    }

    @Test
    void refusesToCloseAPaidOrder() {
        String order = payments.ordered();
        localPay.payer().pay(MCHID, order);

        TestCaller.Answer answer = payments.close(order);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("ORDERPAID");
        assertThat(answer.message())
                .isEqualTo("Only an order that is not paid can be closed; this one is SUCCESS: refund it instead");
        assertThat(payments.state(order)).isEqualTo("SUCCESS");
    }

    @Test
    void answersOrderNotExistForAnUnknownOrderToClose() {
        assertThat(payments.close("no-such-order").code()).isEqualTo("ORDER_NOT_EXIST");
    }

    @Test
    void wantsTheMerchantOfAnOrderToClose() {
        assertThat(caller.post(
                                BASE + "/out-trade-no/" + payments.ordered() + "/close",
                                JsonObject.of("mchid", "1900000002"))
                        .message())
                .isEqualTo("/mchid must be the merchant that signs the request, 1900000001");
    }

    // Time

    @ParameterizedTest
    @CsvSource({
        "jsapi, , P7D",
        "jsapi, 2026-11-23T12:30:00+08:00, PT30M",
        "jsapi, 2026-11-23T12:00:30+08:00, PT1M",
        "jsapi, 2026-11-22T12:00:00+08:00, PT1M",
        "jsapi, 2027-11-23T12:00:00+08:00, P15D",
        "native, 2027-11-23T12:00:00+08:00, P7D"
    })
    void isOverAtItsTimeWithinTheDocumentedLimits(String path, String timeExpire, Duration lasts) {
        JsonObject body = path.equals("jsapi") ? jsapiBody(number()) : nativeBody(number());
        JsonObject timed = timeExpire == null ? body : body.with("time_expire", timeExpire);
        String order = body.string("out_trade_no");
        assertThat(payments.order(path, timed).status()).isEqualTo(200);

        CLOCK.set(START.plus(lasts).minusSeconds(1));
        assertThat(payments.state(order)).isEqualTo("NOTPAY");
        CLOCK.forward(Duration.ofSeconds(1));
        assertThat(payments.state(order)).isEqualTo("CLOSED");
        assertThat(payments.order(path, timed).code()).isEqualTo("ORDER_CLOSED");
        assertThat(payments.close(order).status()).isEqualTo(204);
    }

    // Service providers

    @Test
    void takesOrdersOfAServiceProvider() {
        String order = number();
        JsonObject body = jsapiBody(order)
                .without("appid")
                .without("mchid")
                .with("sp_appid", "wx8888888888888888")
                .with("sp_mchid", MCHID)
                .with("sub_mchid", "1900000109")
                .with("payer", JsonObject.of("sp_openid", CouponFixture.OPENID));
        String path = "/v3/pay/partner/transactions";
        String query = path + "/out-trade-no/" + order + "?sp_mchid=" + MCHID + "&sub_mchid=1900000109";
        assertThat(caller.post(path + "/jsapi", body.without("sub_mchid")).message())
                .isEqualTo("/sub_mchid is missing");
        assertThat(caller.post(path + "/jsapi", body).status()).isEqualTo(200);

        String transactionId = localPay.payer().pay(MCHID, order);

        JsonObject paid = caller.get(query).json();
        assertThat(paid.string("sp_mchid")).isEqualTo(MCHID);
        assertThat(paid.string("sub_mchid")).isEqualTo("1900000109");
        assertThat(paid.string("trade_state")).isEqualTo("SUCCESS");
        assertThat(paid.object("payer")).isEqualTo(JsonObject.of("sp_openid", CouponFixture.OPENID));
        assertThat(caller.get(path + "/id/" + transactionId + "?sp_mchid=" + MCHID + "&sub_mchid=1900000109")
                        .json())
                .isEqualTo(paid);
        assertThat(caller.get(query.replace("sub_mchid=1900000109", "sub_mchid=1900000110"))
                        .code())
                .isEqualTo("ORDER_NOT_EXIST");
        assertThat(payments.query(order).code()).isEqualTo("ORDER_NOT_EXIST");
    }

    @Test
    void aCodeIsPaidByWhoScansItWhateverTheOrderSays() {
        String order = number();
        JsonObject body = nativeBody(order)
                .without("appid")
                .without("mchid")
                .with("sp_appid", "wx8888888888888888")
                .with("sp_mchid", MCHID)
                .with("sub_mchid", "1900000109");
        String path = "/v3/pay/partner/transactions";
        assertThat(caller.post(path + "/native", body).status()).isEqualTo(200);

        localPay.payer().pay(MCHID, order, "somebody");

        assertThat(caller.get(path + "/out-trade-no/" + order + "?sp_mchid=" + MCHID + "&sub_mchid=1900000109")
                        .json()
                        .object("payer"))
                .isEqualTo(JsonObject.of("sp_openid", "somebody"));
    }
}
