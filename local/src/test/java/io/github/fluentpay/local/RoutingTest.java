package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingTest {

    private static LocalPay localPay;
    private static TestCaller caller;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
        caller = TestCaller.of(localPay);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @Test
    void namesTheNearestPath() {
        TestCaller.Answer answer = caller.get("/v3/marketing/busifavour/stock/1234567891");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text())
                .isEqualTo("{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"There is no such path; the nearest"
                        + " documented path is GET or PATCH /v3/marketing/busifavor/stocks/{stock_id}\"}");
    }

    @Test
    void saysThatAPathIsNotServed() {
        assertThat(caller.get("/v3/none/of/these").message()).isEqualTo("There is no such path");
    }

    /** Comparing it with each documented path takes longer the longer it is. */
    @Test
    void comparesNoVeryLongPath() {
        assertThat(caller.get("/v3/marketing/busifavour/stock/" + "1".repeat(1_000))
                        .message())
                .isEqualTo("There is no such path");
    }

    @Test
    void namesTheMethodThatAPathTakes() {
        TestCaller.Answer answer = caller.send("DELETE", "/v3/marketing/busifavor/stocks/1", "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.message()).isEqualTo("This path takes GET, PATCH, not DELETE");
        assertThat(caller.verify(answer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "not json", "[]", "{\"a\":1", "{\"a\":1}{}", "{\"a\":1,\"a\":2}"})
    void refusesABodyThatIsNoJsonObject(String body) {
        TestCaller.Answer answer = caller.send("POST", "/v3/marketing/busifavor/coupons/return", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).startsWith("The body is not a JSON object: ");
    }

    @Test
    void takesNoBodyAsOneWithoutFields() {
        assertThat(caller.send("POST", "/v3/marketing/busifavor/coupons/return", "")
                        .message())
                .isEqualTo("/coupon_code is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"coupon_code\":\"😀\"}", "{\"coupon_code\":\"\\ud83d\\ude00\"}"})
    void refusesCharactersOfFourBytes(String body) {
        TestCaller.Answer answer = caller.send("POST", "/v3/marketing/busifavor/coupons/return", body);

        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).contains("outside Unicode's basic plane");
    }

    @Test
    void takesAnyTextAsAPathVariable() {
        Random random = new Random(20261123);
        for (int i = 0; i < 200; i++) {
            String openid = text(random, 1 + random.nextInt(128));
            String code = text(random, 1 + random.nextInt(32));

            TestCaller.Answer answer = caller.get("/v3/marketing/busifavor/users/" + encoded(openid) + "/coupons/"
                    + encoded(code) + "/appids/wx%2F..");

            assertThat(answer.message())
                    .as("openid %s, code %s", openid, code)
                    .isEqualTo("This user has no coupon with this coupon_code under this appid");
        }
    }

    private static String text(Random random, int length) {
        String special = "/\\.%;?#&=+ \n\u007f|\"'<>é券😀";
        int[] points = special.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        random.ints(length, 0, points.length).forEach(i -> text.appendCodePoint(points[i]));
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace(".", "%2E");
    }
}
