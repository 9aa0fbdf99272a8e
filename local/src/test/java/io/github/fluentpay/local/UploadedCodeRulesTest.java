package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.APPID;
import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static io.github.fluentpay.local.CouponFixture.useBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Codes that merchants upload: sections 3.3 and 3.8 of the rules. */
class UploadedCodeRulesTest extends CouponRules {

    private static String path(String stockId) {
        return BASE + "/stocks/" + stockId + "/couponcodes";
    }

    private TestCaller.Answer upload(String stockId, Object... codes) {
        return caller.post(
                path(stockId), JsonObject.of("coupon_code_list", List.of(codes), "upload_request_no", number()));
    }

    private String stock() {
        return coupons.stock("MERCHANT_UPLOAD");
    }

    private static List<String> codes(TestCaller.Answer answer) {
        return answer.json().array("data").values().stream()
                .map(code -> ((JsonObject) code).string("code"))
                .toList();
    }

    // Uploading

    @Test
    void partialSuccessIsASuccess() {
        String stock = stock();
        upload(stock, "OLD");

        TestCaller.Answer answer = upload(stock, "A", "x".repeat(33), "B", "A", "OLD", "tab\t");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(json("""
                        {'stock_id':'%s','total_count':5,'success_count':2,'success_codes':['A','B'],
                         'success_time':'2026-11-23T12:00:00+08:00','fail_count':2,'fail_codes':[
                          {'coupon_code':'%s','code':'LENGTH_LIMIT','message':'A code has 1 to 32 characters, this one 33'},
                          {'coupon_code':'tab\\t','code':'PARAM_ERROR',
                           'message':'A code may only hold letters, digits, spaces and - _ \\\\ / = |'}],
                         'exist_codes':['OLD'],'duplicate_codes':['A']}
                        """.formatted(stock, "x".repeat(33))));
    }

    @Test
    void aCallBrings1To200Codes() {
        String stock = stock();

        assertThat(upload(stock, IntStream.range(0, 200).mapToObj(i -> "c" + i).toArray())
                        .json()
                        .integer("success_count"))
                .isEqualTo(200);
        assertRefused(
                upload(stock, IntStream.range(0, 201).mapToObj(i -> "d" + i).toArray()),
                400,
                "PARAM_ERROR",
                "/coupon_code_list must have 1 to 200 codes, and has 201");
        assertRefused(upload(stock), 400, "PARAM_ERROR", "/coupon_code_list must have 1 to 200 codes, and has 0");
        assertRefused(upload(stock, 5), 400, "PARAM_ERROR", "/coupon_code_list must hold strings, and has a number");
        assertRefused(
                caller.post(path(stock), JsonObject.of("upload_request_no", number())),
                400,
                "PARAM_ERROR",
                "/coupon_code_list is missing");
    }

    @Test
    void aStockTakesNoMoreCodesThanCoupons() {
        String stock = coupons.stock(stock("MERCHANT_UPLOAD", "/stock_send_rule/max_coupons", 2));

        assertRefused(
                upload(stock, "A", "B", "C"),
                400,
                "INVALID_REQUEST",
                "The stock would have more codes than its max_coupons (2)");
        assertThat(caller.get(path(stock)).json().integer("total_count")).isZero();
        assertThat(upload(stock, "A", "B").json().integer("success_count")).isEqualTo(2);
    }

    @Test
    void onlyAStockForUploadsTakesCodes() {
        assertRefused(
                upload(coupons.stock("MERCHANT_API"), "A"),
                400,
                "INVALID_REQUEST",
                "The stock's coupon_code_mode is MERCHANT_API; only MERCHANT_UPLOAD takes codes");
    }

    @Test
    void aStockWhosePeriodIsOverTakesNoCodes() {
        String stock = stock();
        clock.set(Instant.parse("2027-10-31T16:00:00Z"));

        assertRefused(upload(stock, "A"), 400, "INVALID_REQUEST", "The stock's available_end_time has passed");
    }

    @Test
    void uploadIsIdempotentByItsNumber() {
        String stock = stock();
        JsonObject body = JsonObject.of("coupon_code_list", List.of("A", "B"), "upload_request_no", number());
        TestCaller.Answer first = caller.post(path(stock), body);

        assertThat(caller.post(path(stock), body).text()).isEqualTo(first.text());
        assertThat(caller.post(path(stock), body.with("coupon_code_list", List.of("A")))
                        .message())
                .startsWith("The number upload_request_no was used before with other parameters");
    }

    @Test
    void codesAreUniqueInTheirStockOnly() {
        assertThat(upload(stock(), "SAME").json().integer("success_count")).isEqualTo(1);
        assertThat(upload(stock(), "SAME").json().integer("success_count")).isEqualTo(1);
    }

    // Sending

    @Test
    void sendingTakesAnyOfTheUploadedCodesOnce() {
        String stock = stock();
        Object[] all = IntStream.range(0, 30).mapToObj(i -> "code-" + i).toArray();
        upload(stock, all);

        List<String> sent =
                IntStream.range(0, 30).mapToObj(i -> coupons.sent(stock, null)).toList();

        assertThat(sent).containsExactlyInAnyOrder(List.of(all).toArray(String[]::new));
        assertThat(sent).isNotEqualTo(List.of(all)); // by lot: 1 in 30! would be in order
        assertRefused(
                coupons.post("/coupons/send", sendBody(stock, null)),
                400,
                "INVALID_REQUEST",
                "All uploaded codes of this stock are dispatched; upload more");
    }

    @Test
    void sendingMustNotNameTheCode() {
        String stock = stock();
        upload(stock, "A");

        assertRefused(
                coupons.post("/coupons/send", sendBody(stock, "A")),
                400,
                "PARAM_ERROR",
                "/coupon_code must be left out: the stock's codes are MERCHANT_UPLOAD");
    }

    @Test
    void usingNeedsTheStock() {
        String stock = stock();
        upload(stock, "needs-stock");
        coupons.sent(stock, null);

        assertRefused(
                coupons.use(useBody(stock, "needs-stock").without("stock_id")),
                400,
                "PARAM_ERROR",
                "/stock_id is required unless the stock's coupon_code_mode is WECHATPAY_MODE");
        assertThat(coupons.use(useBody(stock, "needs-stock")).status()).isEqualTo(200);
    }

    @Test
    void theStockCountsItsCodes() {
        String stock = stock();
        upload(stock, "A", "B", "C");
        coupons.sent(stock, null);

        assertThat(coupons.stockView(stock).object("coupon_code_count"))
                .isEqualTo(json("{'total_count':3,'available_count':2}"));
        assertThat(coupons.stockView(coupons.stock("MERCHANT_API")).has("coupon_code_count"))
                .isFalse();
    }

    // Querying

    @Test
    void listsCodesByStatusAndPage() {
        String stock = stock();
        upload(stock, "A", "B", "C");
        String sent = coupons.sent(stock, null);

        assertThat(codes(caller.get(path(stock)))).containsExactly("A", "B", "C");
        assertThat(codes(caller.get(path(stock) + "?status=DISPATCHED"))).containsExactly(sent);
        assertThat(codes(caller.get(path(stock) + "?status=AVAILABLE")))
                .hasSize(2)
                .doesNotContain(sent);
        assertThat(codes(caller.get(path(stock) + "?status=SENDED"))).containsExactly(sent);
        assertThat(codes(caller.get(path(stock) + "?status=USED"))).isEmpty();
        assertThat(codes(caller.get(path(stock) + "?appid=" + APPID))).containsExactly(sent);
        assertThat(codes(caller.get(path(stock) + "?appid=other"))).isEmpty();
        TestCaller.Answer page = caller.get(path(stock) + "?offset=1&limit=1");
        assertThat(codes(page)).containsExactly("B");
        assertThat(page.json().without("data"))
                .isEqualTo(JsonObject.of("stock_id", stock, "total_count", 3, "limit", 1, "offset", 1));
    }

    @Test
    void showsOneCodeWithItsCoupon() {
        String stock = stock();
        upload(stock, "one/1");
        String one = path(stock) + "/one%2F1";
        JsonObject waiting = caller.get(one).json();
        clock.set(START.plusSeconds(60));
        coupons.sent(stock, null);

        JsonObject sent = caller.get(one).json();

        assertThat(waiting.object("code_information"))
                .isEqualTo(
                        json("{'code':'one/1','code_status':'AVAILABLE','upload_time':'2026-11-23T12:00:00+08:00'}"));
        assertThat(waiting.object("coupon_information").has("coupon_state")).isFalse();
        assertThat(sent.object("code_information")).isEqualTo(json("""
                                {'code':'one/1','code_status':'DISPATCHED','upload_time':'2026-11-23T12:00:00+08:00',
                                 'dispatched_time':'2026-11-23T12:01:00+08:00','openid':'%s','coupon_code':'one/1'}
                                """.formatted(OPENID)));
        assertThat(sent.object("coupon_information"))
                .isEqualTo(coupons.query("one%2F1").json());
        assertRefused(
                caller.get(one + "?appid=other"),
                404,
                "RESOURCE_NOT_EXISTS",
                "The coupon with this code was not sent under this appid");
        assertRefused(
                caller.get(path(stock) + "/none"),
                404,
                "RESOURCE_NOT_EXISTS",
                "There is no such code among those uploaded to this stock");
    }

    // Deleting

    private TestCaller.Answer delete(String stockId, String code, String requestNo) {
        return caller.send("DELETE", path(stockId) + "/" + code + "?delete_request_no=" + requestNo, "");
    }

    @Test
    void deletesACodeThatWaits() {
        String stock = stock();
        upload(stock, "gone");
        String requestNo = number();

        TestCaller.Answer answer = delete(stock, "gone", requestNo);

        assertThat(answer.json())
                .isEqualTo(JsonObject.of("stock_id", stock, "delete_time", "2026-11-23T12:00:00+08:00"));
        assertThat(caller.get(path(stock)).json().integer("total_count")).isZero();
        assertThat(delete(stock, "gone", requestNo).text()).isEqualTo(answer.text());
        assertThat(delete(stock, "gone", number()).status()).isEqualTo(404);
        assertThat(upload(stock, "gone").json().integer("success_count")).isEqualTo(1);
    }

    @Test
    void keepsACodeThatAUserHas() {
        String stock = stock();
        upload(stock, "kept");
        coupons.sent(stock, null);

        assertRefused(
                delete(stock, "kept", number()),
                400,
                "INVALID_REQUEST",
                "Only a code in the state AVAILABLE can be deleted; this one is DISPATCHED");
        assertRefused(
                caller.send("DELETE", path(stock) + "/kept", ""), 400, "PARAM_ERROR", "delete_request_no is missing");
    }
}
