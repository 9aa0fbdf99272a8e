package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * A reply that the platform really gave, to an order of the Native kind, and whose bytes, signature and key are public.
 * Whoever changes how replies are verified has to reckon with it, whatever LocalPay says.
 */
class PublishedReplyTest {

    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1_722_850_421);
    private static final String NONCE = "d824f2e086d3c1df967785d13fcd22ef";
    private static final String BODY = "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=JyC91EIz1\"}";
    private static final String SIGNATURE =
            "mfI1CPqvBrgcXfgXMFjdNIhBf27ACE2YyeWsWV9ZI7T7RU0vHvbQpu9Z32ogzc+k8ZC5n3kz7h70eWKjgqNdKQF0eRp8mVKlmfzMLBVH"
                    + "bssB9jEZEDXThOX1XFqX7s7ymia1hoHQxQagPGzkdWxtlZPZ4ZPvr1RiqkgAu6Is8MZgXXrRoBKqjmSdrP1N7uxzJ/cjfSiis9Fi"
                    + "LjuADoqmQ1P7p2N876YPAol7Rn0+GswwAwxldbdLrmVSjfytfSBJFqTMHn4itojgxSWWN1byuckQt8hSTEv/Lg97QoeGniYP17T8"
                    + "0pJeQyL3b+295FPHSO2AtvCgyIbKMZ0BALilAA==";
    private static final String KEY =
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwXNI6sdlknHBnK8Fu2U6Cwor9qY747jP8KAfeBMeveEt1TqaHkLfaSD07trZ"
                    + "LhGpfs8/AHqjhgSMO1O10YQWOrrJ4hjIWPKqxbgrYMkBQc+mwdiWp4W3ByCqxBRagCveCXRWCmuJYovl9H/bsDI0iGbpVtEOghJt"
                    + "fciisYSgxcLufUDTRkvwxjIBK1pCRjk33jJ5YTBWTHMRtMAOcFLNF6hdEYdX8SPsgHHeLZ5Lv2T/686w1xtgCHef/sd4uSfWmyzs"
                    + "alQdHG/e4IyYmrhx+O3VBoNDzE3nx23bFeV/RVNCG7cV6VhmYokJNHa/erIPkEmEFID6A5wQOXuxUkmJWwIDAQAB";
    /** The key is what was published; its name is ours, and is not signed. */
    private static final String KEY_ID = "PUB_KEY_ID_0110000000000000000000000000000000";

    private static final Merchant MERCHANT = new Merchant(
            "1900000001",
            "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
            MerchantKey.of(PlainRsa.newKeyPair().getPrivate()));

    @Test
    void isBelieved() throws Exception {
        try (RawServer platform = new RawServer(request -> reply(bytes(BODY), SIGNATURE));
                WechatPayClient pay = client(platform, SIGNED_AT)) {
            Reply reply = order(pay);

            assertThat(reply.json().string("code_url")).isEqualTo("weixin://wxpay/bizpayurl?pr=JyC91EIz1");
            assertThat(reply.signedBy()).isEqualTo(KEY_ID);
        }
    }

    @Test
    void isRefusedWithAnyByteOfItsBodyChangedByOneBit() throws Exception {
        byte[] changed = bytes(BODY);
        try (RawServer platform = new RawServer(request -> reply(changed, SIGNATURE));
                WechatPayClient pay = client(platform, SIGNED_AT)) {
            for (int i = 0; i < changed.length; i++) {
                changed[i] ^= 1;
                assertThatThrownBy(() -> order(pay)).as("byte " + i).isInstanceOf(ValidationException.class);
                changed[i] ^= 1;
            }
            assertThat(order(pay).status()).isEqualTo(200);
        }
    }

    @Test
    void isRefusedWithAnotherSignature() throws Exception {
        String another = "n" + SIGNATURE.substring(1);
        try (RawServer platform = new RawServer(request -> reply(bytes(BODY), another));
                WechatPayClient pay = client(platform, SIGNED_AT)) {
            assertThatThrownBy(() -> order(pay)).isInstanceOf(ValidationException.class);
        }
    }

    @Test
    void isRefusedOnceItIsOlderThanFiveMinutes() throws Exception {
        try (RawServer platform = new RawServer(request -> reply(bytes(BODY), SIGNATURE))) {
            try (WechatPayClient inTime = client(platform, SIGNED_AT.plus(Duration.ofSeconds(299)));
                    WechatPayClient tooLate = client(platform, SIGNED_AT.plus(Duration.ofSeconds(301)))) {
                assertThat(order(inTime).status()).isEqualTo(200);
                assertThatThrownBy(() -> order(tooLate)).isInstanceOf(ValidationException.class);
            }
        }
    }

    private static WechatPayClient client(RawServer platform, Instant now) {
        return WechatPayClient.builder()
                .merchant(MERCHANT)
                .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(KEY_ID, PlainRsa.publicKey(KEY))))
                .baseUrls(platform.baseUrl())
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build();
    }

    private static Reply order(WechatPayClient pay) {
        return pay.chain("v3/pay/transactions/native")
                .post(JsonObject.of("out_trade_no", "1217752501201407033233368018"));
    }

    private static byte[] reply(byte[] body, String signature) {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(bytes("""
                HTTP/1.1 200 OK
                Content-Type: application/json; charset=utf-8
                Content-Length: %d
                Connection: close
                Request-ID: 08F5CBC0B50610A5041801209FBF5528C9DA16-0
                Wechatpay-Nonce: %s
                Wechatpay-Signature: %s
                Wechatpay-Timestamp: %d
                Wechatpay-Serial: %s
                Wechatpay-Signature-Type: WECHATPAY2-SHA256-RSA2048

                """.replace("\n", "\r\n")
                .formatted(body.length, NONCE, signature, SIGNED_AT.getEpochSecond(), KEY_ID)));
        reply.writeBytes(body);
        return reply.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
