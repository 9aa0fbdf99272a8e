package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.wechat.pay.contrib.apache.httpclient.WechatPayHttpClientBuilder;
import com.wechat.pay.contrib.apache.httpclient.util.PemUtil;
import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.http.DefaultHttpClientBuilder;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.service.merchantexclusivecoupon.MerchantExclusiveCouponService;
import com.wechat.pay.java.service.merchantexclusivecoupon.model.ReturnCouponRequest;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.profile.Profile;
import java.io.FileInputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Properties;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.apache.http.HttpHost;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.conn.routing.HttpRoute;
import org.apache.http.entity.ContentType;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.util.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways that LocalPay's README shows to point the platform's Java SDKs at it, with nothing but its data folder. */
class PointedAtLocalPayTest {

    @TempDir
    private Path temporary;

    private LocalPay localPay;
    private Path folder;
    private int port;
    private String mchid;
    private String merchantSerial;
    private String apiV3Key;
    private String publicKeyId;

    @BeforeEach
    void start() throws Exception {
        folder = temporary.resolve("localpay");
        localPay = LocalPay.builder().data(folder).start();
        port = localPay.port();
        Properties profile = new Properties();
        try (Reader reader = Files.newBufferedReader(folder.resolve("profile.properties"))) {
            profile.load(reader);
        }
        mchid = profile.getProperty(Profile.MCHID);
        merchantSerial = profile.getProperty(Profile.MERCHANT_SERIAL);
        apiV3Key = profile.getProperty(Profile.APIV3_KEY);
        publicKeyId = profile.getProperty(Profile.PLATFORM_SERIAL);
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    @Test
    void wechatpayJava() {
        OkHttpClient toLocalPay = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    HttpUrl url = chain.request().url();
                    HttpUrl here = url.newBuilder()
                            .scheme("http")
                            .host("127.0.0.1")
                            .port(port)
                            .build();
                    return chain.proceed(chain.request().newBuilder().url(here).build());
                })
                .build();
        RSAPublicKeyConfig config = new RSAPublicKeyConfig.Builder()
                .merchantId(mchid)
                .merchantSerialNumber(merchantSerial)
                .privateKeyFromPath(folder + "/merchant/apiclient_key.pem")
                .publicKeyId(publicKeyId)
                .publicKeyFromPath(folder + "/platform/pub_key.pem")
                .apiV3Key(apiV3Key)
                .build();
        HttpClient http = new DefaultHttpClientBuilder()
                .config(config)
                .okHttpClient(toLocalPay)
                .build();
        MerchantExclusiveCouponService coupons =
                new MerchantExclusiveCouponService.Builder().httpClient(http).build();

        ReturnCouponRequest request = new ReturnCouponRequest();
        request.setStockId(ExampleCoupon.STOCK_ID);
        request.setCouponCode(ExampleCoupon.CODE);
        request.setReturnRequestNo(ExampleCoupon.RETURN_REQUEST_NO);
        assertThat(coupons.returnCoupon(request).getWechatpayReturnTime()).matches(ExampleCoupon.BEIJING_TIME);
        toLocalPay.dispatcher().executorService().shutdown();
        toLocalPay.connectionPool().evictAll();
    }

    @Test
    void wechatpayApacheHttpclient() throws Exception {
        PrivateKey merchantKey;
        PublicKey publicKey;
        try (FileInputStream merchant = new FileInputStream(folder + "/merchant/apiclient_key.pem");
                FileInputStream platform = new FileInputStream(folder + "/platform/pub_key.pem")) {
            merchantKey = PemUtil.loadPrivateKey(merchant);
            publicKey = PemUtil.loadPublicKey(platform);
        }

        HttpHost toLocalPay = new HttpHost("127.0.0.1", port, "http");
        CloseableHttpClient http = WechatPayHttpClientBuilder.create()
                .withMerchant(mchid, merchantSerial, merchantKey)
                .withWechatPay(publicKeyId, publicKey)
                .setRoutePlanner((host, request, context) -> new HttpRoute(toLocalPay))
                .build();
        HttpPost post = new HttpPost("https://api.mch.weixin.qq.com/v3/marketing/busifavor/coupons/return");

        post.addHeader("Accept", "application/json");
        post.setEntity(new StringEntity(ExampleCoupon.returnBody().toJson(), ContentType.APPLICATION_JSON));
        try (http;
                CloseableHttpResponse reply = http.execute(post)) {
            assertThat(JsonObject.parse(EntityUtils.toString(reply.getEntity())).string("wechatpay_return_time"))
                    .matches(ExampleCoupon.BEIJING_TIME);
        }
    }
}
