package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wechat.pay.contrib.apache.httpclient.Validator;
import com.wechat.pay.contrib.apache.httpclient.WechatPayHttpClientBuilder;
import com.wechat.pay.contrib.apache.httpclient.auth.CertificatesVerifier;
import com.wechat.pay.contrib.apache.httpclient.auth.MixVerifier;
import com.wechat.pay.contrib.apache.httpclient.auth.PublicKeyVerifier;
import com.wechat.pay.contrib.apache.httpclient.auth.Verifier;
import com.wechat.pay.contrib.apache.httpclient.auth.WechatPay2Validator;
import com.wechat.pay.contrib.apache.httpclient.util.CertSerializeUtil;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.Credentials;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.apache.http.HttpException;
import org.apache.http.HttpHost;
import org.apache.http.client.ClientProtocolException;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.util.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The platform's wechatpay-apache-httpclient against LocalPay, over sockets. It signs requests to {@code
 * *.mch.weixin.qq.com} only, so that the URLs have to stay as they are; a route planner takes every one of them to
 * LocalPay.
 */
class WechatpayApacheHttpclientTest {

    private static final String PLATFORM = "https://api.mch.weixin.qq.com";

    private LocalPay localPay;
    private Credentials credentials;

    @BeforeEach
    void start() {
        localPay = LocalPay.builder().defaultReplyKey(ReplyKey.CERTIFICATE).start();
        credentials = localPay.credentials();
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    @Test
    void returnsTheDocumentedCouponInPublicKeyMode() throws Exception {
        try (CloseableHttpClient http = toLocalPay(
                        merchant().withWechatPay(credentials.platformPublicKeyId(), credentials.platformPublicKey()))
                .build()) {
            Answer answer = send(http, giveBack(ExampleCoupon.CODE));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.serial()).isEqualTo(credentials.platformPublicKeyId());
            assertThat(answer.json().string("wechatpay_return_time")).matches(ExampleCoupon.BEIJING_TIME);
        }
    }

    @Test
    void returnsTheDocumentedCouponInPlatformCertificateMode() throws Exception {
        try (CloseableHttpClient http = toLocalPay(merchant().withWechatPay(List.of(credentials.platformCertificate())))
                .build()) {
            Answer answer = send(http, giveBack(ExampleCoupon.CODE));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.serial()).isEqualTo(credentials.platformCertificateSerial());
            assertThat(answer.json().string("wechatpay_return_time")).matches(ExampleCoupon.BEIJING_TIME);
        }
    }

    @Test
    void believesBothKindsOfReplyInMixedMode() throws Exception {
        Verifier mixed = new MixVerifier(
                new PublicKeyVerifier(credentials.platformPublicKeyId(), credentials.platformPublicKey()),
                new CertificatesVerifier(List.of(credentials.platformCertificate())));

        try (CloseableHttpClient asking = toLocalPay(merchant().withValidator(new WechatPay2Validator(mixed)))
                        .build();
                CloseableHttpClient askingForNoKey = toLocalPay(
                                merchant().withValidator(new WechatPay2Validator(mixed)))
                        .addInterceptorLast(
                                (org.apache.http.HttpRequest request, org.apache.http.protocol.HttpContext context) ->
                                        request.removeHeaders("Wechatpay-Serial"))
                        .build()) {
            assertThat(send(asking, giveBack(ExampleCoupon.CODE)).serial())
                    .isEqualTo(credentials.platformPublicKeyId());
            assertThat(send(askingForNoKey, giveBack(ExampleCoupon.CODE)).serial())
                    .isEqualTo(credentials.platformCertificateSerial());
        }
    }

    @Test
    void signsAQuery() throws Exception {
        HttpGet list = new HttpGet(PLATFORM + ExampleCoupon.BUSIFAVOR + "/users/" + ExampleCoupon.OPENID
                + "/coupons?appid=" + ExampleCoupon.APPID + "&coupon_state=USED");
        list.addHeader("Accept", "application/json");

        try (CloseableHttpClient http = toLocalPay(
                        merchant().withWechatPay(credentials.platformPublicKeyId(), credentials.platformPublicKey()))
                .build()) {
            Answer answer = send(http, list);

            assertThat(answer.json().integer("total_count")).isEqualTo(1);
        }
    }

    @Test
    void handsOverARefusal() throws Exception {
        try (CloseableHttpClient http = toLocalPay(
                        merchant().withWechatPay(credentials.platformPublicKeyId(), credentials.platformPublicKey()))
                .build()) {
            Answer answer = send(http, giveBack(ExampleCoupon.UNUSED_CODE));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().string("code")).isEqualTo("INVALID_REQUEST");
            assertThat(answer.json().string("message"))
                    .isEqualTo("Only a coupon in the state USED can be returned; this one is SENDED");
        }
    }

    @Test
    void refusesASpoiltReplyInEitherMode() throws Exception {
        for (WechatPayHttpClientBuilder mode : List.of(
                merchant().withWechatPay(credentials.platformPublicKeyId(), credentials.platformPublicKey()),
                merchant().withWechatPay(List.of(credentials.platformCertificate())))) {
            try (CloseableHttpClient http = toLocalPay(mode).build()) {
                localPay.spoilNextSignatures(1);

                assertThatThrownBy(() -> send(http, giveBack(ExampleCoupon.CODE)))
                        .isInstanceOf(ClientProtocolException.class)
                        .hasCauseInstanceOf(HttpException.class)
                        .hasRootCauseMessage("应答的微信支付签名验证失败");

                assertThat(send(http, giveBack(ExampleCoupon.CODE)).status()).isEqualTo(200);
            }
        }
    }

    /**
     * Step by step what its CertificatesManager does. The manager itself cannot be taken here: it makes its HTTP client
     * inside, for an https URL that it holds, and lets its user choose no more than a proxy, which would have to
     * present a trusted certificate for the platform's own name.
     */
    @Test
    void downloadsThePlatformCertificateAndVerifiesWithIt() throws Exception {
        HttpGet download = new HttpGet(PLATFORM + "/v3/certificates");
        download.addHeader("Accept", ContentType.APPLICATION_JSON.toString());

        Map<BigInteger, X509Certificate> downloaded;
        try (CloseableHttpClient unverified =
                toLocalPay(merchant().withValidator(ANYTHING)).build()) {
            Answer answer = send(unverified, download);
            downloaded = CertSerializeUtil.deserializeToCerts(
                    credentials.apiV3Key().getBytes(StandardCharsets.US_ASCII), answer.text());
        }

        assertThat(downloaded)
                .containsOnlyKeys(credentials.platformCertificate().getSerialNumber());
        Validator validator = new WechatPay2Validator(new CertificatesVerifier(downloaded));
        try (CloseableHttpClient http =
                toLocalPay(merchant().withValidator(validator)).build()) {
            assertThat(send(http, download).status()).isEqualTo(200);
            assertThat(send(http, giveBack(ExampleCoupon.CODE)).serial())
                    .isEqualTo(credentials.platformCertificateSerial());
        }
    }

    /** Of no use but for the first download, as in the SDK itself. */
    private static final Validator ANYTHING = new Validator() {
        @Override
        public boolean validate(CloseableHttpResponse response) {
            return true;
        }

        @Override
        public String getSerialNumber() {
            return "";
        }
    };

    private WechatPayHttpClientBuilder merchant() {
        return WechatPayHttpClientBuilder.create()
                .withMerchant(credentials.mchid(), credentials.merchantSerial(), credentials.merchantPrivateKey());
    }

    private HttpClientBuilder toLocalPay(WechatPayHttpClientBuilder builder) {
        HttpHost here = new HttpHost(InetAddress.getLoopbackAddress(), localPay.port(), "http");
        return builder.setRoutePlanner((host, request, context) -> new HttpRoute(here));
    }

    private static HttpPost giveBack(String code) {
        HttpPost post = new HttpPost(PLATFORM + ExampleCoupon.RETURN);
        post.addHeader("Accept", "application/json");
        post.setEntity(new StringEntity(
                ExampleCoupon.returnBody(code, ExampleCoupon.RETURN_REQUEST_NO).toJson(),
                ContentType.APPLICATION_JSON));
        return post;
    }

    private record Answer(int status, String serial, String text) {

        JsonObject json() {
            return JsonObject.parse(text);
        }
    }

    private static Answer send(CloseableHttpClient http, HttpUriRequest request) throws Exception {
        try (CloseableHttpResponse response = http.execute(request)) {
            return new Answer(
                    response.getStatusLine().getStatusCode(),
                    response.getFirstHeader("Wechatpay-Serial").getValue(),
                    EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8));
        }
    }
}
