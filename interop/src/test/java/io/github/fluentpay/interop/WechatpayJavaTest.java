package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.wechat.pay.java.core.Config;
import com.wechat.pay.java.core.RSAAutoCertificateConfig;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.auth.WechatPay2Validator;
import com.wechat.pay.java.core.certificate.AutoCertificateService;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.exception.ValidationException;
import com.wechat.pay.java.core.http.ApacheHttpClientBuilder;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.notification.NotificationParser;
import com.wechat.pay.java.core.notification.RSACombinedNotificationConfig;
import com.wechat.pay.java.service.billdownload.BillDownloadServiceExtension;
import com.wechat.pay.java.service.billdownload.DigestBillEntity;
import com.wechat.pay.java.service.billdownload.model.GetTradeBillRequest;
import com.wechat.pay.java.service.certificate.CertificateService;
import com.wechat.pay.java.service.merchantexclusivecoupon.MerchantExclusiveCouponService;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponEntity;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.CouponStatus;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.QueryCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ReturnCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.SendCouponRequest;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.UseCouponRequest;
import com.wechat.pay.java.service.payments.jsapi.JsapiService;
import com.wechat.pay.java.service.payments.jsapi.model.QueryOrderByOutTradeNoRequest;
import io.github.fluentpay.local.Credentials;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.OkHttpClient;
import org.apache.http.HttpHost;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The platform's SDK wechatpay-java against LocalPay, over sockets. */
class WechatpayJavaTest {

    private static final String PLATFORM = "https://api.mch.weixin.qq.com";

    private LocalPay localPay;
    private Credentials credentials;
    private OkHttpToLocalPay toLocalPay;

    @BeforeEach
    void start() {
        // What the SDK asks for in Wechatpay-Serial decides; this is for the replies to a request that asks for none.
        localPay = LocalPay.builder().defaultReplyKey(ReplyKey.CERTIFICATE).start();
        credentials = localPay.credentials();
        toLocalPay = new OkHttpToLocalPay(localPay);
    }

    @AfterEach
    void stop() {
        AutoCertificateService.shutdown();
        toLocalPay.close();
        localPay.close();
    }

    @Test
    void returnsTheDocumentedCouponInPublicKeyMode() {
        MerchantExclusiveCouponService coupons = coupons(publicKeyMode());

        String returned = coupons.returnCoupon(documentedReturn()).getWechatpayReturnTime();

        assertThat(returned).matches(ExampleCoupon.BEIJING_TIME);
        assertThat(toLocalPay.askedFor()).containsExactly(PLATFORM + ExampleCoupon.RETURN);
    }

    @Test
    void returnsTheDocumentedCouponInPlatformCertificateMode() {
        MerchantExclusiveCouponService coupons = coupons(platformCertificateMode());

        String returned = coupons.returnCoupon(documentedReturn()).getWechatpayReturnTime();

        assertThat(returned).matches(ExampleCoupon.BEIJING_TIME);
        assertThat(toLocalPay.askedFor())
                .containsExactly(PLATFORM + "/v3/certificates?algorithm_type=RSA", PLATFORM + ExampleCoupon.RETURN);
    }

    /** The SDK's other HTTP engine: a route planner takes to LocalPay what is meant for the platform. */
    @Test
    void returnsTheDocumentedCouponThroughApacheHttpclient() throws Exception {
        HttpHost here = new HttpHost(InetAddress.getLoopbackAddress(), localPay.port(), "http");
        try (CloseableHttpClient apache = HttpClients.custom()
                .setRoutePlanner((host, request, context) -> new HttpRoute(here))
                .build()) {
            HttpClient http = new ApacheHttpClientBuilder()
                    .config(publicKeyMode())
                    .apacheHttpClient(apache)
                    .build();

            String returned = coupons(http).returnCoupon(documentedReturn()).getWechatpayReturnTime();
            assertThat(returned).matches(ExampleCoupon.BEIJING_TIME);

            localPay.spoilNextSignatures(1);
            assertThatThrownBy(() -> coupons(http).returnCoupon(documentedReturn()))
                    .isInstanceOf(ValidationException.class);
        }
    }

    @Test
    void believesBothKindsOfReplyInCombinedMode() {
        // The SDK has a combined mode for notifications; its verifier does for replies as well.
        RSACombinedNotificationConfig combined = new RSACombinedNotificationConfig.Builder()
                .merchantId(credentials.mchid())
                .merchantSerialNumber(credentials.merchantSerial())
                .privateKey(credentials.merchantPrivateKey())
                .apiV3Key(credentials.apiV3Key())
                .publicKey(credentials.platformPublicKey())
                .publicKeyId(credentials.platformPublicKeyId())
                .httpClient(http(publicKeyMode(), toLocalPay.client()))
                .build();
        WechatPay2Validator validator = new WechatPay2Validator(combined.createVerifier());
        OkHttpClient askingForNoKey = toLocalPay
                .client()
                .newBuilder()
                .addInterceptor(chain -> chain.proceed(chain.request()
                        .newBuilder()
                        .removeHeader("Wechatpay-Serial")
                        .build()))
                .build();

        assertThat(validator.getSerialNumber()).isEqualTo(credentials.platformPublicKeyId());
        for (OkHttpClient client : List.of(toLocalPay.client(), askingForNoKey)) {
            HttpClient http = new DefaultHttpClientBuilder()
                    .credential(publicKeyMode().createCredential())
                    .validator(validator)
                    .okHttpClient(client)
                    .build();
            assertThat(coupons(http).returnCoupon(documentedReturn()).getWechatpayReturnTime())
                    .matches(ExampleCoupon.BEIJING_TIME);
        }
    }

    @Test
    void takesACouponThroughItsLife() {
        MerchantExclusiveCouponService coupons = coupons(publicKeyMode());
        // No space: in a path this SDK makes it a plus sign, which LocalPay takes for a plus sign.
        String code = "a/b\\1=2|3";

        SendCouponRequest send = new SendCouponRequest();
        send.setStockId(ExampleCoupon.STOCK_ID);
        send.setCouponCode(code);
        send.setOpenid(ExampleCoupon.OPENID);
        send.setAppid(ExampleCoupon.APPID);
        send.setOutRequestNo("send-1");
        assertThat(coupons.sendCoupon(send).getSendCouponResult().getCouponCode())
                .isEqualTo(code);

        UseCouponRequest use = new UseCouponRequest();
        use.setStockId(ExampleCoupon.STOCK_ID);
        use.setCouponCode(code);
        use.setAppid(ExampleCoupon.APPID);
        use.setUseTime("2026-11-23T12:00:00+08:00");
        use.setUseRequestNo("use-1");
        assertThat(coupons.useCoupon(use).getOpenid()).isEqualTo(ExampleCoupon.OPENID);
        assertThat(query(coupons, code).getCouponState()).isEqualTo(CouponStatus.USED);

        ReturnCouponRequest giveBack = documentedReturn();
        giveBack.setCouponCode(code);
        String returned = coupons.returnCoupon(giveBack).getWechatpayReturnTime();

        CouponEntity coupon = query(coupons, code);
        assertThat(coupon.getCouponState()).isEqualTo(CouponStatus.SENDED);
        assertThat(coupon.getReturnRequestNo()).isEqualTo(ExampleCoupon.RETURN_REQUEST_NO);
        assertThat(coupon.getReturnTime()).isEqualTo(returned);
    }

    @Test
    void reportsARefusal() {
        MerchantExclusiveCouponService coupons = coupons(publicKeyMode());
        ReturnCouponRequest unused = documentedReturn();
        unused.setCouponCode(ExampleCoupon.UNUSED_CODE);

        ServiceException refusal = catchThrowableOfType(ServiceException.class, () -> coupons.returnCoupon(unused));

        assertThat(refusal.getHttpStatusCode()).isEqualTo(400);
        assertThat(refusal.getErrorCode()).isEqualTo("INVALID_REQUEST");
        assertThat(refusal.getErrorMessage())
                .isEqualTo("Only a coupon in the state USED can be returned; this one is SENDED");
    }

    @Test
    void refusesASpoiltReplyInEitherMode() {
        for (Config mode : List.of(publicKeyMode(), platformCertificateMode())) {
            MerchantExclusiveCouponService coupons = coupons(mode);
            localPay.spoilNextSignatures(1);

            assertThatThrownBy(() -> coupons.returnCoupon(documentedReturn())).isInstanceOf(ValidationException.class);

            // The platform did what it was asked to; the same number again is how to learn it.
            assertThat(coupons.returnCoupon(documentedReturn()).getWechatpayReturnTime())
                    .matches(ExampleCoupon.BEIJING_TIME);
        }
    }

    @Test
    void downloadsThePlatformCertificate() {
        byte[] apiV3Key = credentials.apiV3Key().getBytes(StandardCharsets.US_ASCII);

        for (Config mode : List.of(publicKeyMode(), platformCertificateMode())) {
            CertificateService certificates = new CertificateService.Builder()
                    .httpClient(http(mode, toLocalPay.client()))
                    .build();

            assertThat(certificates.downloadCertificate(apiV3Key)).containsExactly(credentials.platformCertificate());
        }
    }

    @Test
    void downloadsABillWhoseHashHolds() throws Exception {
        localPay.bills().atOnce();
        RSAPublicKeyConfig config = publicKeyMode();
        HttpClient http = http(config, toLocalPay.client());
        JsapiService orders = new JsapiService.Builder().httpClient(http).build();
        WechatpayJavaShop shop = new WechatpayJavaShop(credentials.mchid(), http, new NotificationParser(config));
        localPay.payer().payWith(shop.order("order-1", "http://127.0.0.1:1/nobody"));
        QueryOrderByOutTradeNoRequest query = new QueryOrderByOutTradeNoRequest();
        query.setMchid(credentials.mchid());
        query.setOutTradeNo("order-1");
        GetTradeBillRequest day = new GetTradeBillRequest();
        day.setBillDate(orders.queryOrderByOutTradeNo(query).getSuccessTime().substring(0, 10));

        DigestBillEntity bill = new BillDownloadServiceExtension.Builder()
                .httpClient(http)
                .decryptor(config.createDecryptor())
                .build()
                .getTradeBill(day);

        assertThat(new String(bill.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(",`order-1,`" + ExampleCoupon.OPENID + ",`JSAPI,`SUCCESS,");
        assertThat(bill.verifyHash()).isTrue();
    }

    private RSAPublicKeyConfig publicKeyMode() {
        return new RSAPublicKeyConfig.Builder()
                .merchantId(credentials.mchid())
                .merchantSerialNumber(credentials.merchantSerial())
                .privateKey(credentials.merchantPrivateKeyPem())
                .publicKeyId(credentials.platformPublicKeyId())
                .publicKey(credentials.platformPublicKeyPem())
                .apiV3Key(credentials.apiV3Key())
                .build();
    }

    /** Downloads the certificate at once, from a URL that the SDK holds: its HTTP client has to be ours already. */
    private RSAAutoCertificateConfig platformCertificateMode() {
        return new RSAAutoCertificateConfig.Builder()
                .merchantId(credentials.mchid())
                .merchantSerialNumber(credentials.merchantSerial())
                .privateKey(credentials.merchantPrivateKeyPem())
                .apiV3Key(credentials.apiV3Key())
                .httpClientBuilder(new DefaultHttpClientBuilder().okHttpClient(toLocalPay.client()))
                .build();
    }

    private MerchantExclusiveCouponService coupons(Config mode) {
        return coupons(http(mode, toLocalPay.client()));
    }

    private static MerchantExclusiveCouponService coupons(HttpClient http) {
        return new MerchantExclusiveCouponService.Builder().httpClient(http).build();
    }

    private static HttpClient http(Config mode, OkHttpClient client) {
        return new DefaultHttpClientBuilder().config(mode).okHttpClient(client).build();
    }

    private static ReturnCouponRequest documentedReturn() {
        ReturnCouponRequest request = new ReturnCouponRequest();
        request.setCouponCode(ExampleCoupon.CODE);
        request.setStockId(ExampleCoupon.STOCK_ID);
        request.setReturnRequestNo(ExampleCoupon.RETURN_REQUEST_NO);
        return request;
    }

    private static CouponEntity query(MerchantExclusiveCouponService coupons, String code) {
        QueryCouponRequest request = new QueryCouponRequest();
        request.setCouponCode(code);
        request.setOpenid(ExampleCoupon.OPENID);
        request.setAppid(ExampleCoupon.APPID);
        return coupons.queryCoupon(request);
    }
}
