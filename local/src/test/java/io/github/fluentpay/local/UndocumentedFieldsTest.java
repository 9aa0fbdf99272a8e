package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that the documentation does not have, at operations with state and at those answered from the catalogue. */
class UndocumentedFieldsTest {

    private static final String REFUND = PaymentFixture.REFUNDS;
    private static final String NATIVE = PaymentFixture.BASE + "/native";
    private static final String TRANSFER = "/v3/fund-app/mch-transfer/transfer-bills";
    private static final String SHARE = "/v3/profitsharing/orders";
    private static final String BUSIFAVOR = CouponFixture.BASE;
    private static final String PRODUCT_COUPONS = ProductCouponFixture.BASE + "/product-coupons";

    private static LocalPay localPay;
    private static LocalPay lax;
    private static TestCaller caller;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
        caller = TestCaller.of(localPay);
        lax = LocalPay.builder().acceptUndocumentedFields().start();
    }

    @AfterAll
    static void stop() {
        localPay.close();
        lax.close();
    }

    private static JsonObject nativeOrder() {
        return PaymentFixture.nativeBody(PaymentFixture.number());
    }

    private static JsonObject refund() {
        return PaymentFixture.refundBody("none", "refund-1", 1);
    }

    private static JsonObject transfer() {
        return JsonObject.of(
                "appid",
                "wxf636efh567hg4356",
                "out_bill_no",
                "plfk2020042013",
                "transfer_scene_id",
                "1000",
                "openid",
                "o-MYE42l80oelYMDE34nYD456Xoy",
                "transfer_amount",
                400_000,
                "transfer_remark",
                "新会员开通有礼",
                "transfer_scene_report_infos",
                JsonArray.of(JsonObject.of("info_type", "活动名称", "info_content", "新会员有礼")));
    }

    private static JsonObject share() {
        return JsonObject.of(
                "appid",
                "wx8888888888888888",
                "transaction_id",
                "4208450740201411110007820472",
                "out_order_no",
                "P20150806125346",
                "receivers",
                JsonArray.of(
                        receiver(),
                        receiver().with("openid", "oA-b"),
                        receiver().with("a/b~c", 1)),
                "unfreeze_unsplit",
                true);
    }

    private static JsonObject receiver() {
        return JsonObject.of("type", "PERSONAL_OPENID", "account", "oA-b", "amount", 123, "description", "分给张三");
    }

    private static JsonObject couponReturn() {
        return CouponFixture.returnBody("1234567891", "sxxe34343434", CouponFixture.number());
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments(NATIVE, nativeOrder().with("trade_type", "NATIVE"), List.of("/body/trade_type")),
                arguments(
                        NATIVE,
                        nativeOrder().without("notify_url").with("notifyUrl", PaymentFixture.NOTIFY_URL),
                        List.of("/body/notifyUrl")),
                arguments(
                        NATIVE,
                        nativeOrder().with("amount", JsonObject.of("total", "many", "fee", 1, "currency", "CNY")),
                        List.of("/body/amount/fee")),
                arguments(REFUND, refund().with("appid", CouponFixture.APPID), List.of("/body/appid")),
                arguments(
                        REFUND,
                        JsonObject.of("mchid", "1900000001", "out_refund_no", "1", "appid", CouponFixture.APPID),
                        List.of("/body/mchid", "/body/appid")),
                arguments(
                        REFUND,
                        refund().with("goods_detail", JsonArray.of(JsonObject.of("name", "iPhone6s 16G"))),
                        List.of("/body/goods_detail/0/name")),
                arguments(TRANSFER, transfer().with("sub_mchid", "1900000109"), List.of("/body/sub_mchid")),
                arguments(
                        TRANSFER,
                        transfer()
                                .with(
                                        "transfer_scene_report_infos",
                                        JsonArray.of(JsonObject.of("info_type", "活动名称", "content", "新会员有礼"))),
                        List.of("/body/transfer_scene_report_infos/0/content")),
                arguments(SHARE, share(), List.of("/body/receivers/1/openid", "/body/receivers/2/a~1b~0c")),
                arguments(BUSIFAVOR + "/coupons/return", couponReturn().with("openid", "o1"), List.of("/body/openid")),
                arguments(
                        BUSIFAVOR + "/coupons/use",
                        CouponFixture.useBody("1234567891", "sxxe34343435").with("", 1),
                        List.of("/body/")),
                arguments(
                        BUSIFAVOR + "/stocks",
                        CouponFixture.stockBody("MERCHANT_API")
                                .with("stock_send_rule", JsonObject.of("max_coupons", 100, "max_per_user", 1)),
                        List.of("/body/stock_send_rule/max_per_user")),
                arguments(
                        PRODUCT_COUPONS,
                        JsonObject.of("out_request_no", "number_1", "name", "x"),
                        List.of("/body/name")),
                arguments(
                        PaymentFixture.BASE + "/out-trade-no/none/close",
                        JsonObject.of("mchid", "1900000001", "reason", "none"),
                        List.of("/body/reason")));
    }

    private static String refusal(List<String> pointers) {
        return JsonObject.of(
                        "code",
                        "PARAM_ERROR",
                        "message",
                        "请求中含有未在API文档中定义的参数",
                        "detail",
                        JsonObject.parse("{\"location\":null}").with("value", JsonArray.of(pointers.toArray())))
                .toJson();
    }

    private static void assertRefused(TestCaller.Answer answer, String... pointers) {
        assertThat(answer.text()).isEqualTo(refusal(List.of(pointers)));
        assertThat(answer.status()).isEqualTo(400);
    }

    private static void assertNotForItsNames(TestCaller.Answer answer) {
        assertThat(answer.text()).doesNotContain("未在API文档中定义");
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("bodies")
    void areRefusedAllTogetherBeforeAnyOtherMistakeIsTold(String path, JsonObject body, List<String> pointers) {
        TestCaller.Answer answer = caller.post(path, body);

        assertThat(answer.text()).isEqualTo(refusal(pointers));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(caller.verify(answer)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("bodies")
    void areTakenWhenLocalPayWasToldTo(String path, JsonObject body, List<String> pointers) {
        assertNotForItsNames(TestCaller.of(lax).post(path, body));
    }

    @Test
    void areRefusedWithoutAnyEffect() {
        String order = PaymentFixture.number();

        assertRefused(
                caller.post(NATIVE, PaymentFixture.nativeBody(order).with("trade_type", "NATIVE")), "/body/trade_type");

        assertThat(caller.get(PaymentFixture.BASE + "/out-trade-no/" + order + "?mchid=" + PaymentFixture.MCHID)
                        .code())
                .isEqualTo("ORDER_NOT_EXIST");
        assertThat(caller.post(NATIVE, PaymentFixture.nativeBody(order)).status())
                .isEqualTo(200);
    }

    @Test
    void countWhateverTheirValueIs() {
        String body = nativeOrder().toJson().replaceFirst("^\\{", "{\"a\":null,\"b\":{\"c\":1},");

        assertRefused(caller.send("POST", NATIVE, body), "/body/a", "/body/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v3/pay/transactions/id/1?mchid=1900000001", "/v3/certificates", "/v3/refund/domestic/refunds/1"
            })
    void areRefusedInABodyWhereNoneIsDocumented(String target) {
        assertRefused(caller.send("GET", target, "{\"mchid\":\"1900000001\"}"), "/body/mchid");
        assertNotForItsNames(caller.send("GET", target, "{}"));
        assertNotForItsNames(caller.send("GET", target, ""));
    }

    /** Fields that the pages leave out, and that the official Java SDK sends. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/profitsharing/orders",
                "/v3/profitsharing/orders/unfreeze",
                "/v3/ecommerce/profitsharing/orders",
                "/v3/ecommerce/profitsharing/finish-order",
                "/v3/brand/profitsharing/orders",
                "/v3/brand/profitsharing/finish-order"
            })
    void areNoneThatAnOfficialSdkSends(String path) {
        JsonObject body = JsonObject.of("notify_url", PaymentFixture.NOTIFY_URL);

        assertNotForItsNames(caller.post(path, body));
        assertRefused(caller.post(path, body.with("notifyUrl", PaymentFixture.NOTIFY_URL)), "/body/notifyUrl");
    }

    @Test
    void areRefusedInAnUploadsDescription() {
        String meta = JsonObject.parse(UploadTest.meta()).with("size", 10).toJson();

        assertRefused(UploadTest.upload(localPay, "/v3/merchant/media/upload", meta), "/body/size");
        assertThat(UploadTest.upload(lax, "/v3/merchant/media/upload", meta).status())
                .isEqualTo(200);
    }

    @Test
    void areNotLookedForInABodyThatShouldHaveBeenAnUpload() {
        assertThat(caller.post("/v3/merchant/media/upload", JsonObject.of("size", 10))
                        .message())
                .startsWith("Content-Type must be multipart/form-data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/pay/transactions/out-trade-no/none?mchid=1900000001&more=1&m%2Fore",
                "/v3/marketing/busifavor/stocks/1234567891?more=1&m%2Fore=",
                "/v3/merchant-service/complaints-v2/1?more=&more=2&m%2Fore"
            })
    void areRefusedInAQuery(String target) {
        assertRefused(caller.get(target), "/query/more", "/query/m~1ore");
        assertNotForItsNames(TestCaller.of(lax).get(target));
    }

    @Test
    void inQueryAndBodyAreListedTogether() {
        assertRefused(caller.post(NATIVE + "?a=1", nativeOrder().with("b", 1)), "/query/a", "/body/b");
    }

    /** A body that cannot be read is told as that, and so are a path that is not there and a signature that is wrong. */
    @Test
    void areToldAfterAllThatConcernsTheWholeRequest() {
        assertThat(caller.send("POST", NATIVE, "{\"trade_type\":").message())
                .startsWith("The body is not a JSON object");
        assertThat(caller.post("/v3/pay/transactions/nativ", JsonObject.of("trade_type", 1))
                        .status())
                .isEqualTo(404);
        assertThat(caller.sendWith("none", "POST", NATIVE, "{\"trade_type\":1}".getBytes(StandardCharsets.UTF_8))
                        .status())
                .isEqualTo(401);
    }
}
