package io.github.fluentpay.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Product coupons (商品券) and merchant coupons are settled by the same desk, out of the same ledger. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ProductCouponDeskTest extends DeskTestBase {

    private static final String BASE = "v3/marketing/partner/product-coupon";
    private static final String BRAND = "120344";
    private static final String OPENID = "oh-394z-6CGkNoJrsDLTTUKiAnp4";
    private static final String APPID = "wx233544546545989";

    private int numbers;

    ProductCouponDeskTest(TestDatabase kind) {
        super(kind);
    }

    @Test
    void returnsBothKindsAlsoWhenTheAnswerIsLost() {
        post("/notify-configs", JsonObject.of("notify_url", "https://merchant.example.com/product-coupons"));
        JsonObject product = post("/product-coupons", product());
        List<ProductCouponReturn> returns =
                Stream.generate(() -> used(product)).limit(3).toList();
        CouponReturn merchantCoupon = campaign(1).get(0);
        // Performed, and not answered: the same number again is the first answer.
        localPay()
                .faults()
                .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT))
                        .path(path(returns.get(0)))
                        .times(1));
        try (ReturnDesk desk = desk(quick())) {
            desk.submitAll(returns);
            desk.submit(merchantCoupon);
            desk.start();

            awaitAll(desk.ledger(), Map.of(ReturnState.RETURNED, 4L));

            ReturnEntry settled = desk.ledger()
                    .findProductCoupon(mchid(), returns.get(0).outRequestNo())
                    .orElseThrow();
            assertThat(settled.task()).isEqualTo(returns.get(0).ofMerchant(mchid()));
            assertThat(settled.attempts()).isEqualTo(2);
            assertThat(desk.ledger().history(settled))
                    .extracting(HistoryEntry::state)
                    .contains(ReturnState.UNKNOWN)
                    .endsWith(ReturnState.RETURNED);
            assertThat(returns)
                    .allSatisfy(
                            one -> assertThat(localPay().journal().of(path(one)).effects())
                                    .isEqualTo(1));
        }
    }

    private static String path(ProductCouponReturn coupon) {
        return "/" + BASE + "/users/" + OPENID + "/coupons/" + coupon.couponCode() + "/return";
    }

    /** Sent to a user, confirmed, and used. */
    private ProductCouponReturn used(JsonObject product) {
        String productId = product.string("product_coupon_id");
        String stock = product.object("stock").string("stock_id");
        JsonObject named =
                JsonObject.of("brand_id", BRAND, "product_coupon_id", productId, "stock_id", stock, "appid", APPID);
        String code = post("/users/" + OPENID + "/coupons", named.with("send_request_no", number()))
                .string("coupon_code");
        String coupon = "/users/" + OPENID + "/coupons/" + code;
        post(coupon + "/confirm", named.with("out_request_no", number()));
        post(
                coupon + "/use",
                named.with("out_request_no", number())
                        .with("use_time", at(0))
                        .with(
                                "associated_order_info",
                                JsonObject.of("transaction_id", "4200000000123456789123456789")));
        return new ProductCouponReturn(
                BRAND, productId, stock, code, new CouponHolder(OPENID, APPID), number(), null, null);
    }

    private static JsonObject post(String path, JsonObject body) {
        return pay().chain(BASE + path).post(body).json();
    }

    private String number() {
        return "number_" + ++numbers;
    }

    /** A time some days from now, as the platform writes it. */
    private static String at(int days) {
        Instant time = localPay().clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.plus(days, ChronoUnit.DAYS).atOffset(ZoneOffset.ofHours(8)));
    }

    private JsonObject product() {
        return JsonObject.builder()
                .put("brand_id", BRAND)
                .put("out_request_no", number())
                .put("scope", "ALL")
                .put("type", "NORMAL")
                .put("usage_mode", "SINGLE")
                .put(
                        "single_usage_info",
                        JsonObject.of("normal_coupon", JsonObject.of("threshold", 10000, "discount_amount", 100)))
                .put(
                        "display_info",
                        JsonObject.of(
                                "name", "全场满100减1",
                                "image_url", "https://wxpaylogo.qpic.cn/wxpaylogo/xxxxx/xxx",
                                "background_url", "https://wxpaylogo.qpic.cn/wxpaylogo/xxxxx/yyy"))
                .put("stock", stock())
                .build();
    }

    private static JsonObject stock() {
        return JsonObject.builder()
                .put("coupon_code_mode", "WECHATPAY")
                .put("stock_send_rule", JsonObject.of("max_count", 1000, "max_count_per_user", 100))
                .put(
                        "single_usage_rule",
                        JsonObject.of(
                                "coupon_available_period",
                                JsonObject.of("available_begin_time", at(-1), "available_end_time", at(30))))
                .put(
                        "usage_rule_display_info",
                        JsonObject.of(
                                "coupon_usage_method_list", JsonArray.of("OFFLINE"), "usage_description", "工作日可用"))
                .put("coupon_display_info", JsonObject.of("code_display_mode", "QRCODE"))
                .put("notify_config", JsonObject.of("notify_appid", "wx4fd12345678"))
                .put("store_scope", "NONE")
                .build();
    }
}
