package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wechat.pay.contrib.apache.httpclient.auth.CertificatesVerifier;
import com.wechat.pay.contrib.apache.httpclient.auth.MixVerifier;
import com.wechat.pay.contrib.apache.httpclient.auth.PublicKeyVerifier;
import com.wechat.pay.contrib.apache.httpclient.notification.NotificationHandler;
import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.certificate.AutoCertificateService;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.notification.NotificationConfig;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSACombinedNotificationConfig;
import com.wechat.pay.java.core.notification.RSANotificationConfig;
import com.wechat.pay.java.core.notification.RSAPublicKeyNotificationConfig;
import com.wechat.pay.java.core.notification.RequestParam;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.refund.model.RefundNotification;
import com.wechat.pay.java.service.refund.model.Status;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.Credentials;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.NotificationSigner;
import io.github.fluentpay.protocol.SignedNotification;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The callbacks that FluentPay and LocalPay seal and sign, received by the platform's own SDKs. */
class CallbacksTest {

    private static LocalPay localPay;
    private static Credentials credentials;
    private static OkHttpToLocalPay toLocalPay;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
        credentials = localPay.credentials();
        toLocalPay = new OkHttpToLocalPay(localPay);
    }

    @AfterAll
    static void stop() {
        AutoCertificateService.shutdown();
        toLocalPay.close();
        localPay.close();
    }

    static Stream<Arguments> callbacks() {
        return Stream.of(
                Arguments.of("COUPON.SEND", "coupon", JsonObject.of("coupon_code", "sxxe34343434", "attach", "商家券 🎁")),
                Arguments.of(
                        "TRANSACTION.SUCCESS", "transaction", JsonObject.of("amount", JsonObject.of("total", 100))),
                Arguments.of("REFUND.SUCCESS", "refund", JsonObject.of("user_received_account", "招商银行信用卡0403")),
                // Nothing is authenticated beside the content.
                Arguments.of("COMPLAINT.CREATE", "", JsonObject.of("complaint_id", "1", "quoted", "\"\\\r\n\t=/<&>")),
                Arguments.of("事件.未知", "未知类型", JsonObject.empty()));
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void areReadByWechatpayJavaInEveryMode(String eventType, String originalType, JsonObject resource) {
        for (NotificationConfig mode : List.of(publicKeyMode(), publicKeyNotificationMode(), combinedMode())) {
            localPay.rotation().publicKeyShare(1);
            SignedNotification sent = localPay.notification(eventType, originalType, resource);

            assertThat(read(mode, sent)).as("%s", mode.getClass()).isEqualTo(resource);
        }
        for (NotificationConfig mode : List.of(autoCertificateMode(), certificateMode(), combinedMode())) {
            localPay.rotation().publicKeyShare(0);
            SignedNotification sent = localPay.notification(eventType, originalType, resource);

            assertThat(read(mode, sent)).as("%s", mode.getClass()).isEqualTo(resource);
        }
    }

    /** That SDK takes none without an original type. */
    static Stream<Arguments> callbacksWithAnOriginalType() {
        return callbacks().filter(callback -> !callback.get()[1].equals(""));
    }

    @ParameterizedTest
    @MethodSource("callbacksWithAnOriginalType")
    void areReadByWechatpayApacheHttpclient(String eventType, String originalType, JsonObject resource)
            throws Exception {
        NotificationHandler handler = new NotificationHandler(
                new MixVerifier(
                        new PublicKeyVerifier(credentials.platformPublicKeyId(), credentials.platformPublicKey()),
                        new CertificatesVerifier(List.of(credentials.platformCertificate()))),
                bytes(credentials.apiV3Key()));
        for (int publicKeyShare = 0; publicKeyShare < 2; publicKeyShare++) {
            localPay.rotation().publicKeyShare(publicKeyShare);
            SignedNotification sent = localPay.notification(eventType, originalType, resource);

            var read = handler.parse(
                    new com.wechat.pay.contrib.apache.httpclient.notification.NotificationRequest.Builder()
                            .withSerialNumber(sent.header("Wechatpay-Serial"))
                            .withTimestamp(sent.header("Wechatpay-Timestamp"))
                            .withNonce(sent.header("Wechatpay-Nonce"))
                            .withSignature(sent.header("Wechatpay-Signature"))
                            .withBody(new String(sent.body(), StandardCharsets.UTF_8))
                            .build());

            assertThat(read.getEventType()).isEqualTo(eventType);
            assertThat(JsonObject.parse(read.getDecryptData())).isEqualTo(resource);
        }
    }

    @Test
    void ofTheSignerAreReadAsTheSdksModels() {
        KeyPair platform = PlainRsa.newKeyPair();
        NotificationSigner signer = new NotificationSigner(
                "PUB_KEY_ID_0110000000000000000000000000000000",
                MerchantKey.of(platform.getPrivate()),
                ApiV3Key.of("0123456789abcdef0123456789abcdef"),
                new Random(5));
        NotificationParser parser = new NotificationParser(new RSAPublicKeyNotificationConfig.Builder()
                .publicKey(platform.getPublic())
                .publicKeyId("PUB_KEY_ID_0110000000000000000000000000000000")
                .apiV3Key("0123456789abcdef0123456789abcdef")
                .build());

        Transaction paid = parser.parse(
                asReceived(signer.sign(
                        "TRANSACTION.SUCCESS",
                        "transaction",
                        JsonObject.of(
                                "out_trade_no", "1217752501201407033233368018",
                                "trade_state", "SUCCESS",
                                "attach", "自定义数据",
                                "amount", JsonObject.of("total", 100, "payer_total", 90)),
                        Instant.now())),
                Transaction.class);
        RefundNotification refunded = parser.parse(
                asReceived(signer.sign(
                        "REFUND.SUCCESS",
                        "refund",
                        JsonObject.of("out_refund_no", "R1", "refund_status", "SUCCESS"),
                        Instant.now())),
                RefundNotification.class);

        assertThat(paid.getOutTradeNo()).isEqualTo("1217752501201407033233368018");
        assertThat(paid.getTradeState()).isEqualTo(Transaction.TradeStateEnum.SUCCESS);
        assertThat(paid.getAttach()).isEqualTo("自定义数据");
        assertThat(paid.getAmount().getPayerTotal()).isEqualTo(90);
        assertThat(refunded.getRefundStatus()).isEqualTo(Status.SUCCESS);
    }

    @Test
    void thatAreToBeRefusedAreRefusedThereToo() {
        localPay.rotation().publicKeyShare(1);
        SignedNotification sent = localPay.notification("COUPON.SEND", "coupon", JsonObject.empty());

        for (SignedNotification wrong : List.of(
                sent.withBody(bytes("{}")),
                sent.withHeader("Wechatpay-Nonce", "another"),
                sent.withHeader("Wechatpay-Signature", "WECHATPAY/SIGNTEST/AbC"))) {
            assertThatThrownBy(() -> read(publicKeyMode(), wrong)).isInstanceOf(ValidationException.class);
        }
    }

    private static JsonObject read(NotificationConfig mode, SignedNotification sent) {
        return JsonObject.parse(new NotificationParser(mode)
                .parse(asReceived(sent), com.google.gson.JsonObject.class)
                .toString());
    }

    private static RequestParam asReceived(SignedNotification sent) {
        return new RequestParam.Builder()
                .serialNumber(sent.header("Wechatpay-Serial"))
                .timestamp(sent.header("Wechatpay-Timestamp"))
                .nonce(sent.header("Wechatpay-Nonce"))
                .signature(sent.header("Wechatpay-Signature"))
                .signType(sent.header("Wechatpay-Signature-Type"))
                .body(new String(sent.body(), StandardCharsets.UTF_8))
                .build();
    }

    private static NotificationConfig publicKeyMode() {
        return new RSAPublicKeyConfig.Builder()
                .merchantId(credentials.mchid())
                .merchantSerialNumber(credentials.merchantSerial())
                .privateKey(credentials.merchantPrivateKeyPem())
                .publicKeyId(credentials.platformPublicKeyId())
                .publicKey(credentials.platformPublicKeyPem())
                .apiV3Key(credentials.apiV3Key())
                .build();
    }

    private static NotificationConfig publicKeyNotificationMode() {
        return new RSAPublicKeyNotificationConfig.Builder()
                .publicKeyId(credentials.platformPublicKeyId())
                .publicKey(credentials.platformPublicKeyPem())
                .apiV3Key(credentials.apiV3Key())
                .build();
    }

    @SuppressWarnings("deprecation") // still in use where certificates are given by hand
    private static NotificationConfig certificateMode() {
        return new RSANotificationConfig.Builder()
                .certificates(credentials.platformCertificate())
                .apiV3Key(credentials.apiV3Key())
                .build();
    }

    private static NotificationConfig autoCertificateMode() {
        return new RSAAutoCertificateConfig.Builder()
                .merchantId(credentials.mchid())
                .merchantSerialNumber(credentials.merchantSerial())
                .privateKey(credentials.merchantPrivateKeyPem())
                .apiV3Key(credentials.apiV3Key())
                .httpClientBuilder(new DefaultHttpClientBuilder().okHttpClient(toLocalPay.client()))
                .build();
    }

    private static NotificationConfig combinedMode() {
        return new RSACombinedNotificationConfig.Builder()
                .merchantId(credentials.mchid())
                .merchantSerialNumber(credentials.merchantSerial())
                .privateKey(credentials.merchantPrivateKey())
                .apiV3Key(credentials.apiV3Key())
                .publicKey(credentials.platformPublicKey())
                .publicKeyId(credentials.platformPublicKeyId())
                .httpClient(new DefaultHttpClientBuilder()
                        .config((RSAPublicKeyConfig) publicKeyMode())
                        .okHttpClient(toLocalPay.client())
                        .build())
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
