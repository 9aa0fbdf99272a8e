package io.github.fluentpay.local.signature;

import java.util.Comparator;
import java.util.List;

/** The order of fields on a page of the documentation, which generated classes keep. */
final class DocumentedOrder {

    /** "Create a merchant coupon" (创建商家券), all levels in one list; fields that are not there come last. */
    static final Comparator<String> STOCK = of(List.of(
            "stock_name",
            "belong_merchant",
            "comment",
            "goods_name",
            "stock_type",
            "coupon_use_rule",
            "coupon_available_time",
            "available_begin_time",
            "available_end_time",
            "available_day_after_receive",
            "available_week",
            "week_day",
            "available_day_time",
            "irregulary_avaliable_time",
            "begin_time",
            "end_time",
            "wait_days_after_receive",
            "available_second_after_receive",
            "fixed_normal_coupon",
            "discount_coupon",
            "exchange_coupon",
            "discount_amount",
            "discount_percent",
            "exchange_price",
            "transaction_minimum",
            "use_method",
            "stock_send_rule",
            "max_coupons",
            "max_coupons_per_user",
            "max_coupons_by_day",
            "natural_person_limit",
            "prevent_api_abuse",
            "transferable",
            "shareable",
            "out_request_no",
            "custom_entrance",
            "mini_programs_info",
            "mini_programs_appid",
            "mini_programs_path",
            "entrance_words",
            "guiding_words",
            "appid",
            "hall_id",
            "store_id",
            "code_display_mode",
            "display_pattern_info",
            "description",
            "merchant_logo_url",
            "merchant_name",
            "background_color",
            "coupon_image_url",
            "coupon_code_mode",
            "notify_config",
            "notify_appid",
            "subsidy"));

    private DocumentedOrder() {}

    private static Comparator<String> of(List<String> names) {
        return Comparator.comparingInt(name -> {
            int at = names.indexOf(name);
            return at < 0 ? names.size() : at;
        });
    }
}
