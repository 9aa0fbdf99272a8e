package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.stockBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields that make a stock, at and beyond their limits: section 3.1 of the rules. */
class StockFieldRulesTest extends CouponRules {

    private static final String ENTRANCE = "/custom_entrance/mini_programs_info";
    private static final String DISPLAY = "/display_pattern_info";

    /** A body that is good, with one text of so many characters. */
    private JsonObject withText(String pointer, int length) {
        JsonObject body = stockBody("MERCHANT_API")
                .with("comment", "x")
                .with(
                        "custom_entrance",
                        json("{'mini_programs_info':{'mini_programs_appid':'wx','mini_programs_path':'p',"
                                + "'entrance_words':'去'}}"))
                .with("display_pattern_info", json("{'description':'x'}"))
                .with("notify_config", json("{'notify_appid':'wx'}"));
        return set(body, pointer.substring(1).split("/", -1), 0, JsonValue.of("券".repeat(length)));
    }

    @ParameterizedTest
    @CsvSource({
        "/stock_name, 1, 21",
        "/belong_merchant, 8, 15",
        "/comment, 1, 20",
        "/goods_name, 1, 15",
        "/out_request_no, 1, 128",
        ENTRANCE + "/mini_programs_appid, 1, 32",
        ENTRANCE + "/mini_programs_path, 1, 128",
        ENTRANCE + "/entrance_words, 1, 5",
        ENTRANCE + "/guiding_words, 1, 6",
        DISPLAY + "/description, 1, 1000",
        DISPLAY + "/merchant_logo_url, 1, 128",
        DISPLAY + "/merchant_name, 1, 16",
        DISPLAY + "/coupon_image_url, 1, 128",
        "/coupon_use_rule/mini_programs_appid, 1, 32",
        "/coupon_use_rule/mini_programs_path, 1, 128",
        "/notify_config/notify_appid, 1, 32"
    })
    void textsKeepToTheirLengthsInCharacters(String pointer, int min, int max) {
        String expected = " must have " + min + " to " + max + " characters, and has ";

        assertThat(coupons.post("/stocks", withText(pointer, max)).status()).isEqualTo(200);
        assertRefused(
                coupons.post("/stocks", withText(pointer, max + 1)),
                400,
                "PARAM_ERROR",
                pointer + expected + (max + 1));
        assertRefused(
                coupons.post("/stocks", withText(pointer, min - 1)),
                400,
                "PARAM_ERROR",
                pointer + expected + (min - 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/stock_name",
                "/belong_merchant",
                "/goods_name",
                "/stock_type",
                "/coupon_use_rule",
                "/stock_send_rule",
                "/out_request_no",
                "/coupon_code_mode",
                "/coupon_use_rule/coupon_available_time",
                "/coupon_use_rule/coupon_available_time/available_begin_time",
                "/coupon_use_rule/coupon_available_time/available_end_time",
                "/coupon_use_rule/fixed_normal_coupon",
                "/coupon_use_rule/fixed_normal_coupon/discount_amount",
                "/coupon_use_rule/fixed_normal_coupon/transaction_minimum",
                "/coupon_use_rule/use_method",
                "/stock_send_rule/max_coupons",
                "/stock_send_rule/max_coupons_per_user"
            })
    void requiredFieldsAreRequired(String pointer) {
        JsonObject body =
                without(stockBody("MERCHANT_API"), pointer.substring(1).split("/", -1), 0);

        assertRefused(coupons.post("/stocks", body), 400, "PARAM_ERROR", pointer + " is missing");
    }

    private static JsonObject without(JsonObject object, String[] names, int depth) {
        return depth == names.length - 1
                ? object.without(names[depth])
                : object.with(names[depth], without(object.object(names[depth]), names, depth + 1));
    }

    /** A stock of that type, with its own kind of rule. */
    private static JsonObject ofType(String type, String kind, String rule) {
        JsonObject body = stockBody("MERCHANT_API").with("stock_type", type);
        return body.with(
                "coupon_use_rule",
                body.object("coupon_use_rule").without("fixed_normal_coupon").with(kind, json(rule)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "NORMAL | fixed_normal_coupon | {'discount_amount':10000000,'transaction_minimum':10000000} | good",
                "NORMAL | fixed_normal_coupon | {'discount_amount':0,'transaction_minimum':1} | discount_amount must be from 1 to 10000000, and is 0",
                "NORMAL | fixed_normal_coupon | {'discount_amount':10000001,'transaction_minimum':1} | discount_amount must be from 1 to 10000000, and is 10000001",
                "NORMAL | fixed_normal_coupon | {'discount_amount':1,'transaction_minimum':0} | transaction_minimum must be from 1 to 10000000, and is 0",
                "DISCOUNT | discount_coupon | {'discount_percent':88,'transaction_minimum':1} | good",
                "DISCOUNT | discount_coupon | {'discount_percent':101,'transaction_minimum':1} | discount_percent must be from 1 to 100, and is 101",
                "EXCHANGE | exchange_coupon | {'exchange_price':0,'transaction_minimum':1} | good",
                "EXCHANGE | exchange_coupon | {'exchange_price':10000001,'transaction_minimum':1} | exchange_price must be from 0 to 10000000, and is 10000001"
            })
    void eachTypeHasItsKindAndItsAmountsInFen(String type, String kind, String rule, String expected) {
        TestCaller.Answer answer = coupons.post("/stocks", ofType(type, kind, rule));

        assertThat(answer.status() == 200 ? "good" : answer.message())
                .isEqualTo(expected.equals("good") ? expected : "/coupon_use_rule/" + kind + "/" + expected);
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, discount_coupon, fixed_normal_coupon is missing",
        "DISCOUNT, exchange_coupon, discount_coupon is missing",
        "EXCHANGE, discount_coupon, discount_coupon does not go with this stock_type"
    })
    void noTypeHasAnothersKind(String type, String kind, String message) {
        String fields = kind.equals("discount_coupon") ? "{'discount_percent':88}" : "{'exchange_price':1}";
        assertRefused(
                coupons.post("/stocks", ofType(type, kind, fields)), 400, "PARAM_ERROR", "/coupon_use_rule/" + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "/coupon_use_rule/use_method | 'PAYMENT_CODE' | good",
                "/coupon_use_rule/use_method | 'MINI_PROGRAMS' | mini_programs_appid is missing",
                "/coupon_use_rule/use_method | 'SELF_CONSUME' | use_method must not be SELF_CONSUME, which the platform does not support at present",
                "/stock_send_rule/max_coupons | 1000000000 | good",
                "/stock_send_rule/max_coupons | 1000000001 | max_coupons must be from 1 to 1000000000, and is 1000000001",
                "/stock_send_rule/max_coupons_per_user | 0 | max_coupons_per_user must be from 1 to 100, and is 0",
                "/stock_send_rule/max_coupons_by_day | 1 | max_coupons_by_day goes with DISCOUNT and EXCHANGE stocks only",
                "/stock_send_rule/natural_person_limit | 'yes' | natural_person_limit must be true or false",
                "/stock_send_rule/prevent_api_abuse | true | good",
                "/custom_entrance/code_display_mode | 'QRCODE' | good",
                "/custom_entrance/code_display_mode | 'CODE128' | code_display_mode must be one of NOT_SHOW, BARCODE, QRCODE",
                "/custom_entrance/mini_programs_info | {'mini_programs_appid':'wx','mini_programs_path':'p'} | mini_programs_info/entrance_words is missing",
                "/display_pattern_info/background_color | 'Color100' | good",
                "/display_pattern_info/background_color | 'Color110' | background_color must be one of Color010, Color020, Color030, Color040, Color050, Color060, Color070, Color080, Color090, Color100",
                "/display_pattern_info/finder_info | {'finder_id':'a','finder_video_id':'b'} | finder_info/finder_video_cover_image_url is missing"
            })
    void wordsAndNumbersKeepToTheirLists(String pointer, String value, String expected) {
        TestCaller.Answer answer =
                coupons.post("/stocks", stock("MERCHANT_API", pointer, JsonValue.parse(value.replace('\'', '"'))));
        String parent = pointer.substring(0, pointer.lastIndexOf('/') + 1);

        assertThat(answer.status() == 200 ? "good" : answer.message())
                .isEqualTo(expected.equals("good") ? expected : parent + expected);
    }
}
