package io.github.fluentpay.interop;

import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.certificate.AutoCertificateService;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.notification.NotificationParser;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.Credentials;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of a coupon through a shop, told with our client in each of its spellings and with the platform's SDK. */
class RefundedCouponStoryTest {

    private static LocalPay localPay;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
    }

    @BeforeEach
    void beginAgain() {
        localPay.reset();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @ParameterizedTest
    @EnumSource
    void isToldWithOurClient(Spelling spelling) {
        try (FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            new RefundedCouponStory(
                            localPay,
                            new FluentPayShop(pay, localPay.profile().merchant().mchid(), spelling))
                    .isTold();
        }
    }

    @Test
    void isToldWithWechatpayJavaInPublicKeyMode() {
        try (OkHttpToLocalPay toLocalPay = new OkHttpToLocalPay(localPay)) {
            Credentials credentials = localPay.credentials();
            RSAPublicKeyConfig config = new RSAPublicKeyConfig.Builder()
                    .merchantId(credentials.mchid())
                    .merchantSerialNumber(credentials.merchantSerial())
                    .privateKey(credentials.merchantPrivateKeyPem())
                    .publicKeyId(credentials.platformPublicKeyId())
                    .publicKey(credentials.platformPublicKeyPem())
                    .apiV3Key(credentials.apiV3Key())
                    .build();

            new RefundedCouponStory(
                            localPay,
                            new WechatpayJavaShop(
                                    credentials.mchid(),
                                    new DefaultHttpClientBuilder()
                                            .config(config)
                                            .okHttpClient(toLocalPay.client())
                                            .build(),
                                    new NotificationParser(config)))
                    .isTold();
        }
    }

    @Test
    void isToldWithWechatpayJavaInPlatformCertificateMode() {
        try (LocalPay withCertificates =
                        LocalPay.builder().defaultReplyKey(ReplyKey.CERTIFICATE).start();
                OkHttpToLocalPay toLocalPay = new OkHttpToLocalPay(withCertificates)) {
            Credentials credentials = withCertificates.credentials();
            RSAAutoCertificateConfig config = new RSAAutoCertificateConfig.Builder()
                    .merchantId(credentials.mchid())
                    .merchantSerialNumber(credentials.merchantSerial())
                    .privateKey(credentials.merchantPrivateKeyPem())
                    .apiV3Key(credentials.apiV3Key())
                    .httpClientBuilder(new DefaultHttpClientBuilder().okHttpClient(toLocalPay.client()))
                    .build();

            new RefundedCouponStory(
                            withCertificates,
                            new WechatpayJavaShop(
                                    credentials.mchid(),
                                    new DefaultHttpClientBuilder()
                                            .config(config)
                                            .okHttpClient(toLocalPay.client())
                                            .build(),
                                    new NotificationParser(config)))
                    .isTold();
        } finally {
            AutoCertificateService.shutdown();
        }
    }
}
