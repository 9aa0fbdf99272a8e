package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A coupon is sent with its user, appid and code in a body, and has to be found again with the same three in path and
 * query: a value that changed on either way would find nothing.
 */
class ValuesReachLocalPayTest {

    private static final int RUNS = 150;
    private static final String CODE_CHARACTERS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz -_\\/=|";
    private static final List<String> UGLY = List.of(
            ".",
            "..",
            "%2F",
            "%",
            "a/b",
            "/",
            "//",
            "a\\b",
            "+",
            " x ",
            "?q#f",
            "商家券",
            "a\u0001b",
            "a\r\nb",
            "{openid}",
            "100%",
            "a;b=c",
            "\u202E",
            "=",
            "&",
            "\"",
            "é e\u0301",
            "\uFFFF");

    @Test
    void inPathAndQueryAsInABody() {
        long seed = Long.getLong("fluentpay.seed", System.nanoTime());
        Random random = new Random(seed);
        try (LocalPay localPay = LocalPay.start();
                WechatPayClient pay =
                        WechatPayClient.builder().profile(localPay.profile()).build()) {
            String stockId = newStock(pay, localPay.merchant().mchid());
            for (int i = 0; i < RUNS; i++) {
                String openid = i < UGLY.size() ? UGLY.get(i) : text(random, 128);
                String appid = i < UGLY.size() ? UGLY.get(UGLY.size() - 1 - i) : text(random, 32);
                String code = code(random);
                String run = "with -Dfluentpay.seed=" + seed + " at " + i;
                pay.chain("v3/marketing/busifavor/coupons/send")
                        .post(JsonObject.of(
                                "stock_id", stockId,
                                "openid", openid,
                                "appid", appid,
                                "coupon_code", code,
                                "out_request_no", "n-" + i));

                JsonObject byPath = pay.chain(
                                "v3/marketing/busifavor/users/{openid}/coupons/{coupon_code}/appids/{appid}")
                        .path("openid", openid)
                        .path("coupon_code", code)
                        .path("appid", appid)
                        .get()
                        .json();
                JsonObject byQuery = pay.chain("v3/marketing/busifavor/users/{openid}/coupons")
                        .path("openid", openid)
                        .query("appid", appid)
                        .query("stock_id", stockId)
                        .get()
                        .json();

                assertThat(byPath.string("coupon_code")).as(run).isEqualTo(code);
                assertThat(byPath.string("send_request_no")).as(run).isEqualTo("n-" + i);
                assertThat(byQuery.toJson()).as(run).contains("\"send_request_no\":\"n-" + i + "\"");
            }
        }
    }

    private static String newStock(WechatPayClient pay, String mchid) {
        Instant now = Instant.now();
        return pay.chain("v3/marketing/busifavor/stocks")
                .post(JsonObject.of(
                        "stock_name", "8月1日活动券",
                        "belong_merchant", mchid,
                        "goods_name", "xxx商品使用",
                        "stock_type", "NORMAL",
                        "coupon_use_rule",
                                JsonObject.of(
                                        "coupon_available_time",
                                                JsonObject.of(
                                                        "available_begin_time", beijing(now.minus(Duration.ofDays(1))),
                                                        "available_end_time", beijing(now.plus(Duration.ofDays(30)))),
                                        "fixed_normal_coupon",
                                                JsonObject.of("discount_amount", 5, "transaction_minimum", 100),
                                        "use_method", "OFF_LINE"),
                        "stock_send_rule", JsonObject.of("max_coupons", RUNS, "max_coupons_per_user", 100),
                        "out_request_no", "stock-1",
                        "coupon_code_mode", "MERCHANT_API"))
                .json()
                .string("stock_id");
    }

    private static String beijing(Instant time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                time.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.ofHours(8)));
    }

    /** What a code may hold; not blank, which the client refuses in a path. */
    private static String code(Random random) {
        StringBuilder code = new StringBuilder("/");
        int length = 8 + random.nextInt(25);
        while (code.length() < length) {
            code.append(CODE_CHARACTERS.charAt(random.nextInt(CODE_CHARACTERS.length())));
        }
        return code.toString();
    }

    /** Up to three bytes a character, as the platform takes them. */
    /** Without U+0000, which LocalPay refuses as no database keeps it. */
    private static String text(Random random, int max) {
        StringBuilder text = new StringBuilder("x");
        int length = 1 + random.nextInt(max);
        while (text.length() < length) {
            int character = random.nextInt(random.nextBoolean() ? 0x80 : 0x10000);
            if (character != 0 && !Character.isSurrogate((char) character)) {
                text.append((char) character);
            }
        }
        return text.toString();
    }
}
