package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.wechat.pay.java.core.cipher.RSAPrivacyDecryptor;
import com.wechat.pay.java.core.cipher.RSAPrivacyEncryptor;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.core.http.HttpRequest;
import com.wechat.pay.java.core.http.HttpResponse;
import com.wechat.pay.java.core.http.JsonRequestBody;
import com.wechat.pay.java.service.profitsharing.ProfitsharingService;
import com.wechat.pay.java.service.profitsharing.model.CreateOrderReceiver;
import com.wechat.pay.java.service.profitsharing.model.CreateOrderRequest;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.ClientBuilder;
import io.github.fluentpay.client.Headers;
import io.github.fluentpay.client.KeyMode;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.client.TransportReply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.io.InputStream;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Sensitive fields (敏感信息加解密) across: what FluentPay seals the platform's SDK opens, and the other way round. */
class SealedFieldsTest {

    private static final String KEY_ID = "PUB_KEY_ID_0110000000000000000000000000000000";
    private static final KeyPair PLATFORM = PlainRsa.newKeyPair();
    private static final KeyPair MERCHANT = PlainRsa.newKeyPair();
    private static final RSAPrivacyDecryptor THEIRS_AT_THE_PLATFORM = new RSAPrivacyDecryptor(PLATFORM.getPrivate());
    private static final PrivacyDecryptor OURS_AT_THE_PLATFORM =
            new PrivacyDecryptor(MerchantKey.of(PLATFORM.getPrivate()));

    private final List<TransportRequest> sent = new ArrayList<>();

    private FluentPay refusedByThePlatform() {
        TransportReply refusal = new TransportReply(400, Headers.none(), new byte[0]);
        return FluentPay.builder()
                .merchant(new Merchant(
                        "1900000001",
                        "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                        MerchantKey.of(MERCHANT.getPrivate())))
                .verifyingKeys(VerifyingKeys.of(VerifyingKey.ofPublicKey(KEY_ID, PLATFORM.getPublic())))
                .transport(request -> {
                    sent.add(request);
                    return CompletableFuture.completedFuture(refusal);
                })
                .build();
    }

    private static String text(JsonObject json, String pointer) {
        return ((JsonString) json.at(pointer)).value();
    }

    @Test
    void theirsOpensWhatOursSealsInLists() {
        try (FluentPay pay = refusedByThePlatform()) {
            assertThatThrownBy(() -> pay.v3()
                            .profitsharing()
                            .orders()
                            .post(b -> b.appid("wx1")
                                    .transactionId("4208450740201411110007820472")
                                    .outOrderNo("P20150806125346")
                                    .addReceivers(r -> r.type("PERSONAL_OPENID")
                                            .account("o1")
                                            .name("张三")
                                            .amount(1)
                                            .description("a"))
                                    .addReceivers(r -> r.type("MERCHANT_ID")
                                            .account("1900000109")
                                            .amount(1)
                                            .description("b"))
                                    .addReceivers(r -> r.type("PERSONAL_OPENID")
                                            .account("o3")
                                            .name("李四")
                                            .amount(1)
                                            .description("c"))
                                    .unfreezeUnsplit(true)))
                    .isInstanceOf(ServiceException.class);
            assertThatThrownBy(() -> pay.chain("v3/any")
                            .encrypting("/receivers/*/name", "/payer/card/owner")
                            .post(Map.of(
                                    "receivers", List.of(Map.of("name", "张三"), Map.of("a", 1), Map.of("name", "李四")),
                                    "payer", Map.of("card", Map.of("owner", "王五")))))
                    .isInstanceOf(ServiceException.class);
        }

        for (TransportRequest request : sent) {
            JsonObject body = JsonObject.parse(request.body());
            assertThat(request.headers().first("Wechatpay-Serial")).isEqualTo(KEY_ID);
            assertThat(THEIRS_AT_THE_PLATFORM.decrypt(text(body, "/receivers/0/name")))
                    .isEqualTo("张三");
            assertThat(body.at("/receivers/1/name")).isNull();
            assertThat(THEIRS_AT_THE_PLATFORM.decrypt(text(body, "/receivers/2/name")))
                    .isEqualTo("李四");
        }
        assertThat(THEIRS_AT_THE_PLATFORM.decrypt(
                        text(JsonObject.parse(sent.get(1).body()), "/payer/card/owner")))
                .isEqualTo("王五");
        assertThat(sent).hasSize(2);
    }

    @Test
    void oursOpensWhatTheirsSealsInLists() {
        CreateOrderReceiver named = new CreateOrderReceiver();
        named.setName("张三");
        CreateOrderReceiver nameless = new CreateOrderReceiver();
        nameless.setAccount("1900000109");
        CreateOrderRequest request = new CreateOrderRequest();
        request.setOutOrderNo("P20150806125346");
        request.setReceivers(List.of(named, nameless));
        Recording recording = new Recording();

        assertThatThrownBy(() -> new ProfitsharingService.Builder()
                        .httpClient(recording)
                        .encryptor(new RSAPrivacyEncryptor(PLATFORM.getPublic(), KEY_ID))
                        .decryptor(new RSAPrivacyDecryptor(MERCHANT.getPrivate()))
                        .build()
                        .createOrder(request))
                .isInstanceOf(UnsupportedOperationException.class);

        JsonObject body =
                JsonObject.parse(((JsonRequestBody) recording.requests.get(0).getBody()).getBody());
        assertThat(OURS_AT_THE_PLATFORM.open(text(body, "/receivers/0/name"))).isEqualTo("张三");
        assertThat(body.at("/receivers/1/name")).isNull();
    }

    /** Sends nothing: the test wants what would have been sent, and the call ends in the exception that it expects. */
    private static final class Recording implements HttpClient {

        private final List<HttpRequest> requests = new ArrayList<>();

        @Override
        public <T> HttpResponse<T> execute(HttpRequest request, Class<T> type) {
            requests.add(request);
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream download(String url) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void oursOpensReplies() {
        RSAPrivacyEncryptor forTheMerchant = new RSAPrivacyEncryptor(MERCHANT.getPublic(), "any");
        JsonObject reply = JsonObject.of(
                "data",
                List.of(
                        Map.of("payer_phone", forTheMerchant.encrypt("13800000000")),
                        Map.of("payer_phone", ""),
                        Map.of("complaint_id", "3")));

        try (FluentPay pay = refusedByThePlatform()) {
            JsonObject opened = pay.decrypt(reply, List.of("/data/*/payer_phone"));

            assertThat(text(opened, "/data/0/payer_phone")).isEqualTo("13800000000");
            assertThat(text(opened, "/data/1/payer_phone")).isEmpty();
            assertThat(opened.toString()).doesNotContain("13800000000");
        }
    }

    @Test
    void localPayOpensAndSealsAgain() {
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            Reply reply = pay.chain("v3/security/echo")
                    .encrypting("/encrypted_echo_message")
                    .post(JsonObject.of("echo_message", "a", "encrypted_echo_message", "张三"));

            JsonObject opened = pay.decrypt(reply.json(), List.of("/encrypted_echo_message"));
            assertThat(text(opened, "/encrypted_echo_message")).isEqualTo("张三");
        }
    }

    /** The certificate that the first attempt was sealed with is gone when the second one is made. */
    @Test
    void isSealedAnewWhenTheKeyHasChangedBetweenTwoAttempts() {
        List<TransportRequest> echoes = new CopyOnWriteArrayList<>();
        try (LocalPay localPay = LocalPay.start()) {
            localPay.rotation().certificatesOnly();
            String before = localPay.credentials().platformCertificateSerial();
            localPay.faults()
                    .add(FaultRule.of(Fault.refusal(429, "RATELIMIT_EXCEEDED"))
                            .path("/v3/security/echo")
                            .times(1));
            ClientBuilder<FluentPay> builder = FluentPay.builder()
                    .profile(localPay.profile())
                    .keyMode(KeyMode.certificates())
                    .retry(RetryPolicy.ofDefaults().withThrottledDelay(Duration.ofMillis(20)));
            CompletableFuture<FluentPay> made = new CompletableFuture<>();
            builder.decorateTransport(engine -> request -> {
                boolean first = request.target().equals("/v3/security/echo") && echoes.isEmpty();
                if (request.target().equals("/v3/security/echo")) {
                    echoes.add(request);
                }
                return first
                        ? engine.send(request).thenCompose(refused -> {
                            localPay.rotation().publish();
                            localPay.rotation().finish();
                            localPay.rotation().withdraw();
                            return made.join().keys().refresh().thenApply(keys -> refused);
                        })
                        : engine.send(request);
            });
            try (FluentPay pay = builder.build()) {
                made.complete(pay);
                Reply reply = pay.chain("v3/security/echo")
                        .encrypting("/encrypted_echo_message")
                        .post(JsonObject.of("echo_message", "a", "encrypted_echo_message", "张三"));

                assertThat(text(
                                pay.decrypt(reply.json(), List.of("/encrypted_echo_message")),
                                "/encrypted_echo_message"))
                        .isEqualTo("张三");
                assertThat(echoes).hasSize(2);
                assertThat(serial(echoes.get(0))).isEqualTo(before);
                assertThat(serial(echoes.get(1)))
                        .isEqualTo(
                                pay.keys().current().certificate().orElseThrow().serial())
                        .isNotEqualTo(before);
                assertThat(echoes.get(1).body()).isNotEqualTo(echoes.get(0).body());
            }
        }
    }

    private static String serial(TransportRequest request) {
        return request.headers().first("Wechatpay-Serial");
    }
}
