package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What our client puts on the wire, verified with the JDK alone from the bytes that arrived. The replies are signed the
 * same way, by hand.
 */
class RequestOnTheWireTest {

    private static final KeyPair MERCHANT = PlainRsa.newKeyPair();
    private static final KeyPair PLATFORM = PlainRsa.newKeyPair();
    private static final String MERCHANT_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    private static final String KEY_ID = "PUB_KEY_ID_0110000000000000000000000000000000";
    private static final Instant NOW = Instant.ofEpochSecond(1_795_420_800);

    /** Order and spacing free on the platform; this is how our client writes them. */
    private static final Pattern AUTHORIZATION =
            Pattern.compile("WECHATPAY2-SHA256-RSA2048 (?=.*\\bmchid=\"(?<mchid>[^\"]*)\")"
                    + "(?=.*\\bnonce_str=\"(?<nonce>[^\"]*)\")(?=.*\\bsignature=\"(?<signature>[^\"]*)\")"
                    + "(?=.*\\btimestamp=\"(?<timestamp>[^\"]*)\")(?=.*\\bserial_no=\"(?<serial>[^\"]*)\").*");

    private RawServer platform;
    private WechatPayClient pay;

    @BeforeEach
    void start() {
        platform = new RawServer(request -> signedReply("{\"answer\":\"商家券\"}"));
        pay = WechatPayClient.builder()
                .merchant(new Merchant("1900000001", MERCHANT_SERIAL, MerchantKey.of(MERCHANT.getPrivate())))
                .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(KEY_ID, PLATFORM.getPublic())))
                .baseUrls(platform.baseUrl())
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        pay.close();
        platform.close();
    }

    @Test
    void isSignedWithItsBody() throws IOException {
        String answer = pay.chain("v3/marketing/busifavor/coupons/return")
                .post(ExampleCoupon.returnBody("商家券 \"1\" é \n", "n-1"))
                .json()
                .string("answer");

        RawMessage request = received();
        assertThat(request.startLine()).isEqualTo("POST /v3/marketing/busifavor/coupons/return HTTP/1.1");
        assertThat(request.text())
                .isEqualTo("{\"coupon_code\":\"商家券 \\\"1\\\" é \\n\",\"stock_id\":\"1234567891\","
                        + "\"return_request_no\":\"n-1\"}");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Wechatpay-Serial")).isEqualTo(KEY_ID);
        assertSigned(request);
        assertThat(answer).isEqualTo("商家券");
    }

    @Test
    void isSignedWithItsJsonTextAsItIs() throws IOException {
        String json = "{ \"b\" : 1.50,\r\n\t\"a\" : \"\\u5546\" }\n";

        pay.chain("v3/any").post(json);

        assertThat(received().text()).isEqualTo(json);
        assertSigned(received());
    }

    @Test
    void isSignedWithPathAndQueryAsTheyAreSent() throws IOException {
        pay.chain("v3/users/{openid}/coupons")
                .path("openid", "a/b c%商")
                .query("appid", "wx&1=2")
                .query("tag", "x+y z")
                .query("filter", JsonObject.of("k", "v"))
                .get();

        RawMessage request = received();
        assertThat(request.startLine())
                .isEqualTo("GET /v3/users/a%2Fb%20c%25%E5%95%86/coupons"
                        + "?appid=wx%261%3D2&tag=x%2By%20z&filter=%7B%22k%22%3A%22v%22%7D HTTP/1.1");
        assertThat(request.body()).isEmpty();
        assertSigned(request);
    }

    @Test
    void isSignedWithoutABody() throws IOException {
        pay.chain("v3/any").post();
        pay.chain("v3/any").delete();
        pay.chain("v3/any").put(JsonObject.empty());
        pay.chain("v3/any").patch(JsonObject.of("a", 1));

        assertThat(platform.received())
                .extracting(RawMessage::startLine)
                .containsExactly(
                        "POST /v3/any HTTP/1.1",
                        "DELETE /v3/any HTTP/1.1",
                        "PUT /v3/any HTTP/1.1",
                        "PATCH /v3/any HTTP/1.1");
        assertThat(platform.received()).extracting(RawMessage::text).containsExactly("", "", "{}", "{\"a\":1}");
        platform.received().forEach(RequestOnTheWireTest::assertSigned);
    }

    private RawMessage received() {
        assertThat(platform.received()).hasSize(1);
        return platform.received().get(0);
    }

    private static void assertSigned(RawMessage request) {
        Matcher authorization = AUTHORIZATION.matcher(request.header("Authorization"));
        assertThat(authorization.matches()).isTrue();
        assertThat(authorization.group("mchid")).isEqualTo("1900000001");
        assertThat(authorization.group("serial")).isEqualTo(MERCHANT_SERIAL);
        assertThat(authorization.group("timestamp")).isEqualTo("1795420800");
        assertThat(authorization.group("nonce")).matches("[0-9A-Za-z]{32}");
        String[] start = request.startLine().split(" ", -1);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((start[0] + "\n" + start[1] + "\n1795420800\n" + authorization.group("nonce") + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(request.body());
        text.write('\n');
        assertThat(PlainRsa.verify(MERCHANT.getPublic(), text.toByteArray(), authorization.group("signature")))
                .isTrue();
    }

    private static byte[] signedReply(String body) {
        String signature = PlainRsa.sign(PLATFORM.getPrivate(), "1795420801\nabc\n" + body + "\n");
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(StandardCharsets.UTF_8).length
                        + "\r\nConnection: close\r\nWechatpay-Timestamp: 1795420801\r\nWechatpay-Nonce: abc\r\n"
                        + "Wechatpay-Signature: " + signature + "\r\nWechatpay-Serial: " + KEY_ID + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
