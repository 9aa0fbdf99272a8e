package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.APPID;
import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of the calls about one coupon, at and beyond their limits: sections 2, 4.2 to 4.4 and 4.7 of the rules. */
class CouponFieldRulesTest extends CouponRules {

    private String stock;

    @BeforeEach
    void makeCoupon() {
        stock = coupons.stock("MERCHANT_API");
        coupons.sent(stock, "one");
    }

    private JsonObject body(String operation) {
        JsonObject coupon = JsonObject.of("stock_id", stock, "coupon_code", "one");
        return switch (operation) {
            case "use" -> CouponFixture.useBody(stock, "one").with("openid", OPENID);
            case "return" -> coupon.with("return_request_no", number());
            case "deactivate" -> coupon.with("deactivate_request_no", number()).with("deactivate_reason", "x");
            case "send" -> CouponFixture.sendBody(stock, "two");
            default -> coupon.with("out_trade_no", "order").with("out_request_no", number());
        };
    }

    @ParameterizedTest
    @CsvSource({
        "return, coupon_code, 32",
        "return, stock_id, 20",
        "return, return_request_no, 128",
        "use, coupon_code, 32",
        "use, stock_id, 20",
        "use, appid, 32",
        "use, use_request_no, 128",
        "use, openid, 128",
        "deactivate, coupon_code, 32",
        "deactivate, stock_id, 20",
        "deactivate, deactivate_request_no, 128",
        "deactivate, deactivate_reason, 64",
        "associate, coupon_code, 32",
        "associate, stock_id, 20",
        "associate, out_trade_no, 128",
        "associate, out_request_no, 128",
        "disassociate, out_trade_no, 128",
        "disassociate, out_request_no, 128",
        "send, coupon_code, 32",
        "send, stock_id, 20",
        "send, appid, 32",
        "send, openid, 128",
        "send, out_request_no, 128"
    })
    void textsKeepToTheirLengths(String operation, String field, int max) {
        String expected = "/" + field + " must have 1 to " + max + " characters, and has ";

        for (int length : new int[] {0, max + 1}) {
            assertRefused(
                    coupons.post("/coupons/" + operation, body(operation).with(field, "1".repeat(length))),
                    400,
                    "PARAM_ERROR",
                    expected + length);
        }
        assertThat(coupons.post("/coupons/" + operation, body(operation).with(field, "1".repeat(max)))
                        .code())
                .isNotEqualTo("PARAM_ERROR");
    }

    @ParameterizedTest
    @CsvSource({
        "return, coupon_code stock_id return_request_no",
        "use, coupon_code appid use_time use_request_no",
        "deactivate, coupon_code stock_id deactivate_request_no",
        "associate, coupon_code stock_id out_trade_no out_request_no",
        "disassociate, coupon_code stock_id out_trade_no out_request_no",
        "send, openid appid stock_id out_request_no"
    })
    void requiredFieldsAreRequired(String operation, String fields) {
        for (String field : fields.split(" ", -1)) {
            assertRefused(
                    coupons.post("/coupons/" + operation, body(operation).without(field)),
                    400,
                    "PARAM_ERROR",
                    "/" + field + " is missing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"associate", "disassociate", "send"})
    void outRequestNoHoldsLettersDigitsAndFourSigns(String operation) {
        for (String wrong : new String[] {"a b", "a.b", "a/b", "券"}) {
            assertRefused(
                    coupons.post("/coupons/" + operation, body(operation).with("out_request_no", wrong)),
                    400,
                    "PARAM_ERROR",
                    "/out_request_no may only hold letters, digits and | _ * -");
        }
        assertThat(coupons.post("/coupons/" + operation, body(operation).with("out_request_no", "aZ09|_*-" + number()))
                        .code())
                .isNotEqualTo("PARAM_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"券", "a.b", "a:b"})
    void aCodeHoldsLettersDigitsSpacesAndSixSigns(String code) {
        assertRefused(
                coupons.post("/coupons/send", CouponFixture.sendBody(stock, code)),
                400,
                "PARAM_ERROR",
                "/coupon_code may only hold letters, digits, spaces and - _ \\ / = |");
        assertThat(coupons.sent(stock, "aZ09 -_\\/=|")).isEqualTo("aZ09 -_\\/=|");
    }

    @ParameterizedTest
    @CsvSource({"/coupons/x/appids/" + APPID + ", 129, openid", "/coupons?appid=" + APPID + ", 129, openid"})
    void theOpenidOfAPathHasALength(String path, int length, String field) {
        assertRefused(
                caller.get(BASE + "/users/" + "o".repeat(length) + path),
                400,
                "PARAM_ERROR",
                field + " must have 1 to 128 characters, and has " + length);
    }
}
