package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.APPID;
import static io.github.fluentpay.local.CouponFixture.BASE;
import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static io.github.fluentpay.local.CouponFixture.useBody;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Sending, using and querying coupons. */
class CouponLifeTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(START);

    private static LocalPay localPay;
    private static TestCaller caller;
    private static CouponFixture coupons;
    private static String stock;
    private static String ownCodes;
    private static TestCaller stranger;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().clock(CLOCK).start();
        caller = new TestCaller(localPay.profile(), CLOCK);
        coupons = new CouponFixture(caller);
        stock = coupons.stock("MERCHANT_API");
        ownCodes = coupons.stock("WECHATPAY_MODE");
        stranger = new TestCaller(localPay.addMerchant("1900000002"), CLOCK);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void setClock() {
        CLOCK.set(START);
    }

    // Sending

    @Test
    void makesACodeOf22DigitsWhereThePlatformChoosesThem() {
        assertThat(coupons.sent(ownCodes, null)).matches("[0-9]{22}");
    }

    @Test
    void answersASendInBothDocumentedShapes() {
        JsonObject body = sendBody(stock, "shape-1");

        JsonObject reply = caller.post(BASE + "/coupons/send", body).json();

        JsonObject result = JsonObject.of(
                "stock_id", stock, "out_request_no", body.string("out_request_no"), "coupon_code", "shape-1");
        assertThat(reply).isEqualTo(result.with("send_coupon_result", result));
    }

    @Test
    void replaysASendWithTheSameNumber() {
        JsonObject body = sendBody(ownCodes, null);

        assertThat(caller.post(BASE + "/coupons/send", body).text())
                .isEqualTo(caller.post(BASE + "/coupons/send", body).text());
        assertThat(caller.post(BASE + "/coupons/send", body.with("appid", "another"))
                        .code())
                .isEqualTo("INVALID_REQUEST");
    }

    @Test
    void takesTheSameSendNumberForAnotherUser() {
        JsonObject body = sendBody(ownCodes, null);
        caller.post(BASE + "/coupons/send", body);

        TestCaller.Answer answer = caller.post(BASE + "/coupons/send", body.with("openid", "another"));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void refusesACodeThatTheStockHasAlready() {
        coupons.sent(stock, "twice-1");

        TestCaller.Answer answer = caller.post(BASE + "/coupons/send", sendBody(stock, "twice-1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void wantsACodeExactlyWhereTheMerchantChoosesIt() {
        assertThat(caller.post(BASE + "/coupons/send", sendBody(stock, null)).message())
                .isEqualTo("/coupon_code is missing: the stock's codes are MERCHANT_API");
        assertThat(caller.post(BASE + "/coupons/send", sendBody(ownCodes, "x")).message())
                .isEqualTo("/coupon_code must be left out: the stock's codes are WECHATPAY_MODE");
    }

    @Test
    void stopsAtTheStocksLimits() {
        String two = coupons.stock(stockBody("MERCHANT_API")
                .with("stock_send_rule", JsonObject.of("max_coupons", 2, "max_coupons_per_user", 1)));
        coupons.sent(two, "a");

        TestCaller.Answer perUser = caller.post(BASE + "/coupons/send", sendBody(two, "b"));
        caller.post(BASE + "/coupons/send", sendBody(two, "b").with("openid", "second"));
        TestCaller.Answer all =
                caller.post(BASE + "/coupons/send", sendBody(two, "c").with("openid", "third"));

        assertThat(perUser.message()).isEqualTo("The user has all max_coupons_per_user (1) coupons of this stock");
        assertThat(all.message()).isEqualTo("All max_coupons (2) coupons of this stock are sent");
    }

    @Test
    void refusesToSendAnotherMerchantsCoupons() {
        assertThat(stranger.post(BASE + "/coupons/send", sendBody(stock, "theirs"))
                        .code())
                .isEqualTo("NO_AUTH");
    }

    // Using

    @Test
    void usesACouponAndShowsIt() {
        coupons.sent(stock, "use-1");
        JsonObject body = useBody(stock, "use-1");

        TestCaller.Answer answer = coupons.use(body);

        assertThat(answer.json())
                .isEqualTo(JsonObject.of(
                        "stock_id", stock, "openid", OPENID, "wechatpay_use_time", "2026-11-23T12:00:00+08:00"));
        JsonObject coupon = coupons.query("use-1").json();
        assertThat(coupon.string("coupon_state")).isEqualTo("USED");
        assertThat(coupon.string("use_request_no")).isEqualTo(body.string("use_request_no"));
        assertThat(coupon.string("use_time")).isEqualTo("2026-11-23T12:00:00+08:00");
    }

    @Test
    void replaysAUseAndRefusesASecondOne() {
        coupons.sent(stock, "use-2");
        JsonObject body = useBody(stock, "use-2");
        TestCaller.Answer first = coupons.use(body);
        CLOCK.forward(Duration.ofMinutes(1));

        TestCaller.Answer second = coupons.use(useBody(stock, "use-2"));

        assertThat(coupons.use(body).text()).isEqualTo(first.text());
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo("RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void refusesTheWrongUser() {
        coupons.sent(stock, "use-3");

        TestCaller.Answer answer = coupons.use(useBody(stock, "use-3").with("openid", "somebody"));

        assertThat(answer.code()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.message()).isEqualTo("The coupon belongs to another user than this openid");
        assertThat(coupons.use(useBody(stock, "use-3").with("openid", OPENID)).status())
                .isEqualTo(200);
    }

    @Test
    void findsThePlatformsOwnCodesWithoutTheStock() {
        String code = coupons.sent(ownCodes, null);
        coupons.sent(stock, "use-4");

        assertThat(coupons.use(useBody("", code).without("stock_id")).status()).isEqualTo(200);
        assertThat(coupons.use(useBody("", "use-4").without("stock_id")).message())
                .isEqualTo("/stock_id is required unless the stock's coupon_code_mode is WECHATPAY_MODE");
        assertThat(coupons.use(useBody("", "nowhere").without("stock_id")).status())
                .isEqualTo(404);
    }

    @Test
    void refusesToUseAnExpiredCoupon() {
        coupons.sent(stock, "use-5");
        CLOCK.set(Instant.parse("2027-11-05T00:00:00Z"));

        assertThat(coupons.use(useBody(stock, "use-5")).message())
                .isEqualTo("Only a coupon in the state SENDED can be used; this one is EXPIRED");
        assertThat(coupons.query("use-5").json().string("coupon_state")).isEqualTo("EXPIRED");
    }

    @Test
    void refusesToUseACouponBeforeItsTime() {
        String waiting = coupons.stock(stockBody("MERCHANT_API")
                .with(
                        "coupon_use_rule",
                        stockBody("MERCHANT_API")
                                .object("coupon_use_rule")
                                .with(
                                        "coupon_available_time",
                                        JsonObject.of(
                                                "available_begin_time",
                                                "2026-11-01T00:00:00+08:00",
                                                "available_end_time",
                                                "2027-10-31T23:59:59+08:00",
                                                "wait_days_after_receive",
                                                2,
                                                "available_day_after_receive",
                                                3))));
        coupons.sent(waiting, "wait-1");

        JsonObject coupon = coupons.query("wait-1").json();
        assertThat(coupon.string("available_start_time")).isEqualTo("2026-11-25T00:00:00+08:00");
        assertThat(coupon.string("expire_time")).isEqualTo("2026-11-27T23:59:59+08:00");
        assertThat(coupons.use(useBody(waiting, "wait-1")).message())
                .isEqualTo("The coupon can be used from 2026-11-25T00:00:00+08:00 on");
        CLOCK.set(Instant.parse("2026-11-27T15:59:59Z"));
        assertThat(coupons.use(useBody(waiting, "wait-1")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"coupon_code", "appid", "use_time", "use_request_no"})
    void wantsTheRequiredFieldsOfAUse(String field) {
        assertThat(coupons.use(useBody(stock, "any").without(field)).message()).isEqualTo("/" + field + " is missing");
    }

    @ParameterizedTest
    @CsvSource({"out_trade_no", "mch_id", "transaction_id"})
    void comparesThePaymentOfARepeatedUse(String field) {
        coupons.sent(stock, "paid-" + field);
        JsonObject body = useBody(stock, "paid-" + field).with(field, "1900000001");
        TestCaller.Answer first = coupons.use(body);

        assertThat(first.status()).isEqualTo(200);
        assertThat(coupons.use(body).text()).isEqualTo(first.text());
        assertThat(coupons.use(body.with(field, 1900000001)).message())
                .isEqualTo("/" + field + " must be a string, and is a number");
        for (JsonObject other : List.of(body.with(field, "1900000002"), body.without(field))) {
            assertThat(coupons.use(other).status()).isEqualTo(400);
            assertThat(coupons.use(other).message())
                    .startsWith("The number use_request_no was used before with other parameters");
        }
    }

    @Test
    void refusesATimeThatIsNone() {
        assertThat(coupons.use(useBody(stock, "any").with("use_time", "2026-11-23 12:00:00"))
                        .message())
                .startsWith("/use_time must be a time as RFC 3339 writes it");
    }

    // Querying

    @Test
    void showsTheStockWithEachCoupon() {
        coupons.sent(stock, "show-1");

        JsonObject coupon = coupons.query("show-1").json();

        assertThat(coupon.fields().keySet())
                .containsExactly(
                        "belong_merchant",
                        "stock_name",
                        "goods_name",
                        "stock_type",
                        "coupon_use_rule",
                        "display_pattern_info",
                        "coupon_state",
                        "coupon_code",
                        "stock_id",
                        "available_start_time",
                        "expire_time",
                        "receive_time",
                        "send_request_no");
    }

    @Test
    void answersNotFoundForAnotherUserOrAppid() {
        coupons.sent(stock, "show-2");

        assertThat(caller.get(BASE + "/users/other/coupons/show-2/appids/" + APPID)
                        .status())
                .isEqualTo(404);
        assertThat(caller.get(BASE + "/users/" + OPENID + "/coupons/show-2/appids/other")
                        .status())
                .isEqualTo(404);
        assertThat(stranger.get(BASE + "/users/" + OPENID + "/coupons/show-2/appids/" + APPID)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void findsACodeWithASlashByItsEncodedForm() {
        coupons.sent(stock, "a/b \\=|c");

        assertThat(coupons.query("a%2Fb%20%5C%3D%7Cc").json().string("coupon_code"))
                .isEqualTo("a/b \\=|c");
    }

    @Test
    void listsByFilterAndPage() {
        String listed = coupons.stock("MERCHANT_API");
        coupons.used(listed, "list-1");
        coupons.sent(listed, "list-2");
        coupons.sent(listed, "list-3");
        String base = BASE + "/users/" + OPENID + "/coupons?appid=" + APPID + "&stock_id=" + listed;

        assertThat(codes(base)).containsExactlyInAnyOrder("list-1", "list-2", "list-3");
        assertThat(codes(base + "&coupon_state=USED")).containsExactly("list-1");
        assertThat(codes(base + "&coupon_state=EXPIRED")).isEmpty();
        assertThat(codes(base + "&creator_merchant=1900000001&belong_merchant=1900000001&sender_merchant=1900000001"))
                .hasSize(3);
        assertThat(codes(base + "&creator_merchant=1900000002")).isEmpty();
        JsonObject page = caller.get(base + "&offset=1&limit=1").json();
        assertThat(page.array("data").size()).isEqualTo(1);
        assertThat(page.integer("total_count")).isEqualTo(3);
        assertThat(page.integer("offset")).isEqualTo(1);
        assertThat(page.integer("limit")).isEqualTo(1);
        CLOCK.set(Instant.parse("2027-11-05T00:00:00Z"));
        assertThat(codes(base + "&coupon_state=EXPIRED")).containsExactlyInAnyOrder("list-2", "list-3");
    }

    @Test
    void listsNothingToStrangers() {
        assertThat(stranger.get(BASE + "/users/" + OPENID + "/coupons?appid=" + APPID)
                        .json()
                        .integer("total_count"))
                .isZero();
    }

    @Test
    void leavesTheDescriptionOutOfLists() {
        String described = coupons.stock(stockBody("MERCHANT_API")
                .with("display_pattern_info", JsonObject.of("description", "long", "merchant_name", "shop")));
        coupons.sent(described, "desc-1");

        JsonObject listed = (JsonObject)
                caller.get(BASE + "/users/" + OPENID + "/coupons?appid=" + APPID + "&stock_id=" + described)
                        .json()
                        .array("data")
                        .get(0);

        assertThat(listed.object("display_pattern_info")).isEqualTo(JsonObject.of("merchant_name", "shop"));
        assertThat(coupons.query("desc-1").json().object("display_pattern_info").string("description"))
                .isEqualTo("long");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit must be from 1 to 100",
        "limit=x, limit must be a whole number",
        "offset=-1, offset must be from 0",
        "coupon_state=GONE, coupon_state must be one of"
    })
    void refusesAQueryOutOfItsLimits(String parameter, String message) {
        TestCaller.Answer answer = caller.get(BASE + "/users/" + OPENID + "/coupons?appid=" + APPID + "&" + parameter);

        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).startsWith(message);
        assertThat(answer.json().object("detail").string("location")).isEqualTo("query");
    }

    private static List<String> codes(String path) {
        return caller.get(path).json().array("data").values().stream()
                .map(coupon -> ((JsonObject) coupon).string("coupon_code"))
                .toList();
    }

    // Stocks

    @Test
    void showsAStockWithItsCounts() {
        JsonObject body = stockBody("MERCHANT_API");
        String stockId = coupons.stock(body);
        coupons.sent(stockId, "count-1");
        coupons.sent(stockId, "count-2");

        JsonObject reply = caller.get(BASE + "/stocks/" + stockId).json();

        JsonObject sendRule = body.object("stock_send_rule").with("max_amount", 5_000);
        assertThat(reply)
                .isEqualTo(body.without("out_request_no")
                        .with("stock_send_rule", sendRule)
                        .with("stock_state", "RUNNING")
                        .with("stock_id", stockId)
                        .with("send_count_information", JsonObject.of("total_send_num", 2, "total_send_amount", 10)));
    }

    @Test
    void refusesToCreateAStockTwice() {
        JsonObject body = stockBody("MERCHANT_API");
        coupons.stock(body);

        TestCaller.Answer answer = caller.post(BASE + "/stocks", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void answersForUnknownAndForeignStocks() {
        assertThat(caller.get(BASE + "/stocks/999").code()).isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(stranger.get(BASE + "/stocks/" + stock).code()).isEqualTo("NO_AUTH");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/stock_name | \"\" | /stock_name must have 1 to 21 characters, and has 0",
                "/stock_name | \"一二三四五六七八九十一二三四五六七八九十一二\" | /stock_name must have 1 to 21 characters, and has 22",
                "/belong_merchant | \"1234567\" | /belong_merchant must have 8 to 15 characters, and has 7",
                "/stock_type | \"GIFT\" | /stock_type must be one of NORMAL, DISCOUNT, EXCHANGE",
                "/stock_type | \"DISCOUNT\" | /coupon_use_rule/fixed_normal_coupon does not go with this stock_type",
                "/coupon_code_mode | \"NONE\" | /coupon_code_mode must be one of WECHATPAY_MODE, MERCHANT_API, MERCHANT_UPLOAD",
                "/coupon_use_rule | 1 | /coupon_use_rule must be an object, and is a number",
                "/stock_send_rule | {\"max_coupons\":0,\"max_coupons_per_user\":1} | /stock_send_rule/max_coupons must be from 1 to 1000000000, and is 0",
                "/stock_send_rule | {\"max_coupons\":1,\"max_coupons_per_user\":101} | /stock_send_rule/max_coupons_per_user must be from 1 to 100, and is 101",
                "/stock_send_rule | {\"max_coupons\":1.5,\"max_coupons_per_user\":1} | /stock_send_rule/max_coupons must be a whole number, and is a number"
            })
    void refusesAStockOutOfItsLimits(String field, String value, String message) {
        JsonObject body = stockBody("MERCHANT_API").with(field.substring(1), JsonValue.parse(value));

        TestCaller.Answer answer = caller.post(BASE + "/stocks", body);

        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).isEqualTo(message);
    }

    @Test
    void refusesAValidityOfMoreThanAYear() {
        String body = stockBody("MERCHANT_API").toJson().replace("2027-10-31T23:59:59", "2027-11-01T00:00:01");

        assertThat(caller.send("POST", BASE + "/stocks", body).message())
                .isEqualTo("/coupon_use_rule/coupon_available_time/available_end_time must be at most one year after"
                        + " available_begin_time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T00:00:00+08:00",
                "+10000-01-01T00:00:00+08:00",
                "-0001-01-01T00:00:00+08:00",
                "2026-11-01T00:00+08:00",
                "2026-11-01T00:00:00",
                "2026-11-01T00:00:00+08",
                "2026-11-01T00:00:00+08:00:00",
                "2026-13-01T00:00:00+08:00",
                "2026-02-30T00:00:00+08:00",
                "2026-11-01T25:00:00+08:00",
                "2026-11-01T00:00:00+99:00"
            })
    void refusesATimeThatRfc3339DoesNotHave(String time) {
        String body = stockBody("MERCHANT_API").toJson().replace("2026-11-01T00:00:00+08:00", time);

        TestCaller.Answer answer = caller.send("POST", BASE + "/stocks", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.message())
                .isEqualTo("/coupon_use_rule/coupon_available_time/available_begin_time must be a time as RFC 3339"
                        + " writes it, such as 2015-05-20T13:29:35+08:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-01T00:00:00+08:00", "9999-12-31T23:59:59-18:00"})
    void answersTimesAtTheEndsOfTheRange(String time) {
        String body = stockBody("MERCHANT_API").toJson().replace("2026-11-01T00:00:00+08:00", time);

        assertThat(caller.send("POST", BASE + "/stocks", body).status()).isEqualTo(400);
    }
}
