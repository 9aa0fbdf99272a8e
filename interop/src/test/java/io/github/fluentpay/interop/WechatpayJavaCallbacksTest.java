package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSASigner;
import com.wechat.pay.java.core.notification.Notification;
import com.wechat.pay.java.core.notification.Resource;
import com.wechat.pay.java.core.util.GsonUtil;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.events.CouponSend;
import io.github.fluentpay.events.TransactionSuccess;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.NotificationAnswer;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import io.github.fluentpay.typed.EventView;
import io.github.fluentpay.typed.UnknownEvent;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks made of the parts of the platform's SDK: its signer, its cipher, its classes and its JSON. */
class WechatpayJavaCallbacksTest {

    private static final String KEY_ID = "PUB_KEY_ID_0110000000000000000000000000000000";
    private static final String API_V3_KEY = "0123456789abcdef0123456789abcdef";
    private static final KeyPair PLATFORM = PlainRsa.newKeyPair();

    private static FluentPay pay;

    @BeforeAll
    static void build() {
        pay = FluentPay.builder()
                .merchant(new Merchant(
                        "1900000001",
                        "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                        MerchantKey.of(PlainRsa.newKeyPair().getPrivate())))
                .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(KEY_ID, PLATFORM.getPublic())))
                .apiV3Key(ApiV3Key.of(API_V3_KEY))
                .build();
    }

    @AfterAll
    static void close() {
        pay.close();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"transaction", "交易"})
    void areVerifiedDecryptedAndTyped(@Nullable String associatedData) {
        NotificationRequest sent = signed(
                body(
                        "TRANSACTION.SUCCESS",
                        "transaction",
                        associatedData,
                        "{\"out_trade_no\":\"1217752501201407033233368018\",\"attach\":\"自定义 🎁\",\"amount\":{\"total\":100}}"));

        for (EventView event : List.of(
                pay.notifications().receive(sent),
                pay.notifications().receiveAsync(sent).join())) {
            TransactionSuccess paid = (TransactionSuccess) event;
            assertThat(paid.outTradeNo()).isEqualTo("1217752501201407033233368018");
            assertThat(paid.attach()).isEqualTo("自定义 🎁");
            assertThat(paid.amount().total()).isEqualTo(100);
            assertThat(paid.notification().id()).isEqualTo("EV-2018022511223320873");
            assertThat(paid.notification().signedBy()).isEqualTo(KEY_ID);
        }
    }

    @Test
    void areHandedToTheHandler() {
        List<EventView> handled = new ArrayList<>();

        NotificationAnswer coupon = pay.notifications()
                .handle(signed(body("COUPON.SEND", "coupon", "coupon", "{\"coupon_code\":\"1\"}")), handled::add);
        NotificationAnswer unknown = pay.notifications()
                .handle(signed(body("MOON.FULL", "moon", "moon", "{\"phase\":\"满月\"}")), handled::add);

        assertThat(coupon).isEqualTo(NotificationAnswer.success());
        assertThat(unknown).isEqualTo(NotificationAnswer.success());
        assertThat(((CouponSend) handled.get(0)).couponCode()).isEqualTo("1");
        assertThat(handled.get(1)).isInstanceOf(UnknownEvent.class);
        assertThat(handled.get(1).json()).isEqualTo(JsonObject.of("phase", "满月"));
    }

    /** Gson writes an equals sign, as Base64 ends with, as an escape. */
    @Test
    void areKnownAgainAfterAJsonLibraryHadThem() {
        String body = body("COUPON.SEND", "coupon", "coupon", "{\"coupon_code\":\"123\"}");
        String rewritten = new GsonBuilder().setPrettyPrinting().create().toJson(JsonParser.parseString(body));
        assertThat(rewritten).contains("\\u003d");

        assertThatThrownBy(() -> pay.notifications()
                        .receive(NotificationRequest.of(headers(body), rewritten.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(ValidationException.class)
                .hasMessage("The notification cannot be trusted: its signature does not fit its body: the body was"
                        + " re-serialised: pass the raw bytes, as they were before any JSON library, filter or string"
                        + " conversion touched them");
    }

    private static String body(
            String eventType, String originalType, @Nullable String associatedData, String resource) {
        byte[] authenticated = (associatedData == null ? "" : associatedData).getBytes(StandardCharsets.UTF_8);
        byte[] nonce = "0123456789ab".getBytes(StandardCharsets.UTF_8);
        Resource sealed = new Resource();
        sealed.setAlgorithm("AEAD_AES_256_GCM");
        sealed.setOriginalType(originalType);
        sealed.setAssociatedData(associatedData);
        sealed.setNonce("0123456789ab");
        sealed.setCiphertext(new AeadAesCipher(API_V3_KEY.getBytes(StandardCharsets.US_ASCII))
                .encrypt(authenticated, nonce, resource.getBytes(StandardCharsets.UTF_8)));
        Notification notification = new Notification();
        notification.setId("EV-2018022511223320873");
        notification.setCreateTime("2018-06-08T10:34:56+08:00");
        notification.setEventType(eventType);
        notification.setResourceType("encrypt-resource");
        notification.setSummary("支付成功");
        notification.setResource(sealed);
        return GsonUtil.toJson(notification);
    }

    private static NotificationRequest signed(String body) {
        return NotificationRequest.of(headers(body), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(String body) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        String nonce = "593BEC0C930BF1AFEB40B4A08C8FB242";
        String signature = new RSASigner(KEY_ID, PLATFORM.getPrivate())
                .sign(timestamp + "\n" + nonce + "\n" + body + "\n")
                .getSign();
        return Map.of(
                "Wechatpay-Timestamp", timestamp,
                "Wechatpay-Nonce", nonce,
                "Wechatpay-Signature", signature,
                "Wechatpay-Serial", KEY_ID);
    }
}
