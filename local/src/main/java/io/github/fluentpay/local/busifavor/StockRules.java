package io.github.fluentpay.local.busifavor;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.coupon.BackgroundColor;
import io.github.fluentpay.local.exchange.Fields;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits of the fields of a stock; documentation page "create a merchant coupon" (创建商家券). */
final class StockRules {

    static final String NOT_BY_DAY = "goes with DISCOUNT and EXCHANGE stocks only";

    private static final long MAX_FEN = 10_000_000;
    static final long MAX_COUPONS = 1_000_000_000;
    private static final List<String> TYPES = List.of("NORMAL", "DISCOUNT", "EXCHANGE");
    private static final List<String> USE_METHODS =
            List.of("OFF_LINE", "MINI_PROGRAMS", "PAYMENT_CODE", "SELF_CONSUME");
    private static final List<String> CODE_MODES = List.of("WECHATPAY_MODE", "MERCHANT_API", "MERCHANT_UPLOAD");
    private static final List<String> CODE_DISPLAYS = List.of("NOT_SHOW", "BARCODE", "QRCODE");

    private StockRules() {}

    /** Checks every documented field; those that are not documented are let through. */
    static void check(Fields body, Instant now) {
        body.text("stock_name", 1, 21);
        body.text("belong_merchant", 8, 15);
        body.optionalText("comment", 1, 20);
        body.text("goods_name", 1, 15);
        String type = body.word("stock_type", TYPES);
        checkUseRule(body.object("coupon_use_rule"), type, now);
        checkSendRule(body.object("stock_send_rule"), type);
        checkEntrance(body.optionalObject("custom_entrance"));
        checkDisplay(body.optionalObject("display_pattern_info"));
        body.word("coupon_code_mode", CODE_MODES);
        Fields notify = body.optionalObject("notify_config");
        if (notify != null) {
            notify.optionalText("notify_appid", 1, Limits.APPID);
        }
        body.optionalBoolean("subsidy");
    }

    private static void checkUseRule(Fields rule, String type, Instant now) {
        AvailableTimeRules.check(rule.object("coupon_available_time"), now);
        checkKind(rule, "fixed_normal_coupon", type.equals("NORMAL"));
        checkKind(rule, "discount_coupon", type.equals("DISCOUNT"));
        checkKind(rule, "exchange_coupon", type.equals("EXCHANGE"));
        String method = rule.word("use_method", USE_METHODS);
        if (method.equals("SELF_CONSUME")) {
            throw rule.invalid(
                    "use_method", "must not be SELF_CONSUME, which the platform does not support at present");
        }
        if (method.equals("MINI_PROGRAMS")) {
            rule.text("mini_programs_appid", 1, Limits.APPID);
            rule.text("mini_programs_path", 1, 128);
        } else {
            rule.optionalText("mini_programs_appid", 1, Limits.APPID);
            rule.optionalText("mini_programs_path", 1, 128);
        }
    }

    private static void checkKind(Fields rule, String name, boolean expected) {
        if (!expected) {
            if (rule.has(name)) {
                throw rule.invalid(name, "does not go with this stock_type");
            }
            return;
        }
        Fields kind = rule.object(name);
        switch (name) {
            case "fixed_normal_coupon" -> kind.integer("discount_amount", 1, MAX_FEN);
            case "discount_coupon" -> kind.integer("discount_percent", 1, 100);
            default -> kind.integer("exchange_price", 0, MAX_FEN);
        }
        kind.integer("transaction_minimum", 1, MAX_FEN);
    }

    private static void checkSendRule(Fields rule, String type) {
        rule.integer("max_coupons", 1, MAX_COUPONS);
        rule.integer("max_coupons_per_user", 1, 100);
        if (rule.optionalInteger("max_coupons_by_day", 1, MAX_COUPONS) != null && type.equals("NORMAL")) {
            throw rule.invalid("max_coupons_by_day", NOT_BY_DAY);
        }
        rule.optionalBoolean("natural_person_limit");
        rule.optionalBoolean("prevent_api_abuse");
        rule.optionalBoolean("transferable");
        rule.optionalBoolean("shareable");
    }

    private static void checkEntrance(@Nullable Fields entrance) {
        if (entrance == null) {
            return;
        }
        Fields program = entrance.optionalObject("mini_programs_info");
        if (program != null) {
            program.text("mini_programs_appid", 1, Limits.APPID);
            program.text("mini_programs_path", 1, 128);
            program.text("entrance_words", 1, 5);
            program.optionalText("guiding_words", 1, 6);
        }
        entrance.optionalWord("code_display_mode", CODE_DISPLAYS);
    }

    private static void checkDisplay(@Nullable Fields display) {
        if (display == null) {
            return;
        }
        display.optionalText("description", 1, 1000);
        display.optionalText("merchant_logo_url", 1, 128);
        display.optionalText("merchant_name", 1, 16);
        display.optionalWord("background_color", BackgroundColor.NAMES);
        display.optionalText("coupon_image_url", 1, 128);
        Fields finder = display.optionalObject("finder_info");
        if (finder != null) {
            finder.text("finder_id", 1, Integer.MAX_VALUE);
            finder.text("finder_video_id", 1, Integer.MAX_VALUE);
            finder.text("finder_video_cover_image_url", 1, Integer.MAX_VALUE);
        }
    }

    /** What is kept of a request: all of it, but the number that was spent on making the stock. */
    static JsonObject definition(Fields body) {
        return body.object().without("out_request_no");
    }
}
