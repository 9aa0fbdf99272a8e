package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a caller puts into a path or a query, a server reads the same. */
class ValuesArriveUnchangedTest {

    private static final List<String> UGLY = List.of(
            ".",
            "..",
            "%2F",
            "a/b",
            "a\\b",
            "+",
            " x ",
            "?q#f",
            "中文",
            "😀",
            "a\u0000b",
            "a\r\nb",
            "ORDER-No_1.~",
            "{openid}",
            "100%",
            "a;b=c",
            "\u202E",
            "=",
            "&",
            "é e\u0301");

    @Test
    void anyStringSurvivesPathAndQuery() throws Exception {
        long seed = Long.getLong("fluentpay.seed", System.nanoTime());
        Random random = new Random(seed);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            for (int i = 0; i < 300; i++) {
                String value = i < UGLY.size() ? UGLY.get(i) : randomText(random);
                platform.received.clear();

                pay.chain("v3/users/{openid}/coupons")
                        .path("openid", value)
                        .query("name " + value, value)
                        .get();

                String target = platform.received.get(0).target();
                String segment = target.substring("/v3/users/".length(), target.indexOf("/coupons?"));
                String[] pair = target.substring(target.indexOf('?') + 1).split("=", -1);
                String run = "with -Dfluentpay.seed=" + seed + " at " + i;
                assertThat(decode(segment)).as(run).isEqualTo(value);
                assertThat(pair).as(run).hasSize(2);
                assertThat(decode(pair[0])).as(run).isEqualTo("name " + value);
                assertThat(decode(pair[1])).as(run).isEqualTo(value);
            }
        }
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder("x");
        int length = 1 + random.nextInt(20);
        while (text.length() < length) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }

    /** RFC 3986 decoding: a plus sign is a plus sign. */
    private static String decode(String encoded) {
        return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
