package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.coupon.BackgroundColor;
import io.github.fluentpay.local.exchange.Fields;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the fields of a stock; documentation pages "create a product coupon" (创建商品券) and "add a stock"
 * (添加商品券批次).
 */
final class StockRules {

    private static final int ANY = Integer.MAX_VALUE;
    private static final long LAST_SECOND = 86_399;
    private static final List<String> CODE_MODES =
            Arrays.stream(CodeMode.values()).map(CodeMode::name).toList();
    private static final List<String> DAYS =
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");
    private static final List<String> METHODS = List.of("OFFLINE", "MINI_PROGRAM", "APP", "PAYMENT_CODE");
    private static final List<String> JUMPS = List.of("H5", "PASSCODE_LINK", "USAGE_GUIDE");
    private static final List<String> CODE_DISPLAYS = List.of("INVISIBLE", "BARCODE", "QRCODE");
    private static final List<String> STORES = List.of("NONE", "ALL", "SPECIFIC");

    private StockRules() {}

    /**
     * Checks every documented field; those that are not documented are let through.
     *
     * @param product the fields of the product coupon
     */
    static void check(Fields stock, Fields product, Instant now) {
        stock.optionalText("remark", 1, 20);
        stock.word("coupon_code_mode", CODE_MODES);
        Fields send = stock.object("stock_send_rule");
        send.integer("max_count", 1, ANY);
        send.optionalInteger("max_count_per_day", 1, ANY);
        send.optionalInteger("max_count_per_user", 1, ANY);
        if (stock.has("sequential_usage_rule")) {
            throw stock.invalid("sequential_usage_rule", "goes with the usage_mode SEQUENTIAL only");
        }
        Fields usage = stock.object("single_usage_rule");
        checkPeriod(usage.object("coupon_available_period"), now);
        // What all coupons of the scope ALL give stands beside the stock, what the others give stands in it.
        boolean here = !product.text("scope", 1, ANY).equals("ALL");
        ProductRules.checkKinds(usage, product.text("type", 1, ANY), here && !product.has("single_usage_info"));
        checkUsageDisplay(stock.object("usage_rule_display_info"));
        checkCouponDisplay(stock.object("coupon_display_info"));
        stock.object("notify_config").optionalText("notify_appid", 1, Limits.APPID);
        stock.word("store_scope", STORES);
    }

    private static void checkPeriod(Fields period, Instant now) {
        Instant begin = period.time("available_begin_time");
        Instant end = period.time("available_end_time");
        if (!end.isAfter(begin)) {
            throw period.invalid("available_end_time", "must be after available_begin_time");
        }
        if (end.isBefore(now)) {
            throw period.invalid("available_end_time", "must not be in the past");
        }
        period.optionalInteger("available_days", 0, ANY);
        period.optionalInteger("wait_days_after_receive", 0, ANY);
        period.optionalInteger("available_seconds", 0, ANY);
        Fields week = period.optionalObject("weekly_available_period");
        if (week != null) {
            checkWords(week, "day_list", DAYS);
            for (Fields range : week.objects("day_period_list")) {
                if (range.integer("end_time", 0, LAST_SECOND) < range.integer("begin_time", 0, LAST_SECOND)) {
                    throw range.invalid("end_time", "must not be before begin_time");
                }
            }
        }
        for (Fields range : period.objects("irregular_available_period_list")) {
            if (range.time("end_time").isBefore(range.time("begin_time"))) {
                throw range.invalid("end_time", "must not be before begin_time");
            }
        }
    }

    private static void checkUsageDisplay(Fields display) {
        if (checkWords(display, "coupon_usage_method_list", METHODS) == null) {
            throw display.invalid("coupon_usage_method_list", "is missing");
        }
        checkTexts(display, "mini_program_appid", "mini_program_path", "app_path", "passcode_link");
        display.text("usage_description", 1, ANY);
        display.optionalWord("app_jump_type", JUMPS);
        Fields stores = display.optionalObject("coupon_available_store_info");
        if (stores != null) {
            stores.text("description", 1, ANY);
            checkTexts(stores, "mini_program_appid", "mini_program_path");
        }
    }

    private static void checkCouponDisplay(Fields display) {
        display.word("code_display_mode", CODE_DISPLAYS);
        display.optionalWord("background_color", BackgroundColor.NAMES);
        Fields program = display.optionalObject("entrance_mini_program");
        if (program != null) {
            program.text("appid", 1, ANY);
            program.text("path", 1, ANY);
            program.text("entrance_wording", 1, ANY);
            checkTexts(program, "guidance_wording");
        }
        Fields account = display.optionalObject("entrance_official_account");
        if (account != null) {
            account.text("appid", 1, ANY);
        }
        Fields finder = display.optionalObject("entrance_finder");
        if (finder != null) {
            finder.text("finder_id", 1, ANY);
            finder.text("finder_video_id", 1, ANY);
            finder.text("finder_video_cover_image_url", 1, ANY);
        }
    }

    private static void checkTexts(Fields fields, String... names) {
        for (String name : names) {
            fields.optionalText(name, 1, ANY);
        }
    }

    private static @Nullable JsonArray checkWords(Fields fields, String name, List<String> allowed) {
        JsonArray array = fields.optionalArray(name);
        for (JsonValue word : array == null ? JsonArray.of() : array) {
            if (!(word instanceof JsonString text && allowed.contains(text.value()))) {
                throw fields.invalid(name, "must hold words out of " + String.join(", ", allowed));
            }
        }
        return array;
    }
}
