package io.github.fluentpay.local.productcoupon;

import io.github.fluentpay.local.exchange.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The limits of the fields of a product coupon; documentation page "create a product coupon" (创建商品券). */
final class ProductRules {

    private static final int ANY = Integer.MAX_VALUE;
    private static final List<String> SCOPES = List.of("ALL", "SINGLE", "CATEGORY");
    private static final List<String> TYPES = List.of("NORMAL", "DISCOUNT", "EXCHANGE");
    private static final List<String> USAGE_MODES = List.of("SINGLE", "SEQUENTIAL");

    private ProductRules() {}

    /** Checks all but its stock. */
    static void check(Fields body) {
        String scope = body.word("scope", SCOPES);
        String type = body.word("type", TYPES);
        if (type.equals("EXCHANGE") && !scope.equals("SINGLE")) {
            throw body.invalid("type", "can be EXCHANGE only if scope is SINGLE");
        }
        if (body.word("usage_mode", USAGE_MODES).equals("SEQUENTIAL")) {
            throw Found.invalid("LocalPay keeps product coupons of the usage_mode SINGLE alone; SEQUENTIAL ones are not"
                    + " imitated");
        }
        if (body.has("sequential_usage_info")) {
            throw body.invalid("sequential_usage_info", "goes with the usage_mode SEQUENTIAL only");
        }
        Fields usage =
                scope.equals("ALL") ? body.object("single_usage_info") : body.optionalObject("single_usage_info");
        if (usage != null) {
            checkKinds(usage, type, scope.equals("ALL"));
        }
        checkDisplay(body.object("display_info"));
        body.optionalText("out_product_no", 1, ANY);
    }

    private static void checkDisplay(Fields display) {
        display.text("name", 1, ANY);
        display.text("image_url", 1, ANY);
        display.text("background_url", 1, ANY);
        display.optionalArray("detail_image_url_list");
        display.optionalInteger("original_price", 0, Long.MAX_VALUE);
        for (Fields combo : display.objects("combo_package_list")) {
            combo.text("name", 1, ANY);
            combo.integer("pick_count", 1, ANY);
            if (combo.objects("choice_list").isEmpty()) {
                throw combo.invalid("choice_list", "must have a choice");
            }
            for (Fields choice : combo.objects("choice_list")) {
                choice.text("name", 1, ANY);
                choice.integer("price", 0, Long.MAX_VALUE);
                choice.integer("count", 1, ANY);
                choice.optionalText("image_url", 1, ANY);
                choice.optionalText("mini_program_appid", 1, ANY);
                choice.optionalText("mini_program_path", 1, ANY);
            }
        }
    }

    /** What is given: of the three kinds that of the coupon's type alone. */
    static void checkKinds(Fields usage, String type, boolean required) {
        checkKind(usage, "normal_coupon", "discount_amount", 1, ANY, type.equals("NORMAL"), required);
        checkKind(usage, "discount_coupon", "percent_off", 1, 99, type.equals("DISCOUNT"), required);
        checkKind(usage, "exchange_coupon", "exchange_price", 0, ANY, type.equals("EXCHANGE"), required);
    }

    private static void checkKind(
            Fields usage, String name, String amount, long min, long max, boolean ofType, boolean required) {
        @Nullable Fields kind = ofType && required ? usage.object(name) : usage.optionalObject(name);
        if (kind == null) {
            return;
        }
        if (!ofType) {
            throw usage.invalid(name, "does not go with the coupon's type");
        }
        kind.integer("threshold", 0, ANY);
        kind.integer(amount, min, max);
    }
}
