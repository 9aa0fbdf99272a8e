package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The self-test of the platform, over raw HTTP. */
class SecurityEchoTest {

    private static final String PATH = "/v3/security/echo";

    private static LocalPay localPay;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().empty().start();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    private static VerifyingKey publicKey() {
        return localPay.platformKeys().publicKey().orElseThrow();
    }

    private static VerifyingKey certificate() {
        return localPay.platformKeys().certificate().orElseThrow();
    }

    private static TestCaller.Answer echo(JsonObject body, String... headers) {
        return TestCaller.of(localPay).send("POST", PATH, body.toJson(), headers);
    }

    private static JsonObject sealedFor(VerifyingKey key) {
        return JsonObject.of("echo_message", "hello", "encrypted_echo_message", new PrivacyEncryptor(key).seal("张三"));
    }

    @Test
    void givesAPlainMessageBack() {
        TestCaller.Answer answer = echo(
                JsonObject.of("echo_message", "你好"),
                "Wechatpay-Serial",
                publicKey().serial());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json()).isEqualTo(JsonObject.of("echo_message", "你好"));
    }

    @Test
    void tellsTheSameToTheAddressThatIsGiven() {
        try (Receiver receiver = new Receiver()) {
            echo(
                    sealedFor(publicKey()).with("notify_url", receiver.url("/notify")),
                    "Wechatpay-Serial",
                    publicKey().serial());
            assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();

            Notification read = receiver.last().read(localPay.profile(), localPay.clock());
            assertThat(read.eventType()).isEqualTo("SECURITY_ECHO.SUCCESS");
            assertThat(read.originalType()).isEqualTo("security");
            assertThat(read.resource().string("echo_message")).isEqualTo("hello");
            assertThat(new PrivacyDecryptor(
                                    MerchantKey.of(localPay.credentials().merchantPrivateKey()))
                            .open(read.resource().string("encrypt_echo_message")))
                    .isEqualTo("张三");
        }
    }

    @Test
    void sealsASealedMessageForTheMerchant() {
        for (VerifyingKey key : new VerifyingKey[] {publicKey(), certificate()}) {
            TestCaller.Answer answer = echo(sealedFor(key), "Wechatpay-Serial", key.serial());

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.header("Wechatpay-Serial")).isEqualTo(key.serial());
            assertThat(new PrivacyDecryptor(
                                    MerchantKey.of(localPay.credentials().merchantPrivateKey()))
                            .open(answer.json().string("encrypted_echo_message")))
                    .isEqualTo("张三");
        }
    }

    @Test
    void sealsForTheMerchantThatCalls() {
        var other = localPay.addMerchant("1900000009");
        JsonObject body = sealedFor(publicKey());

        TestCaller.Answer answer = new TestCaller(other, Clock.systemUTC())
                .send(
                        "POST",
                        PATH,
                        body.toJson(),
                        "Wechatpay-Serial",
                        publicKey().serial());

        assertThat(new PrivacyDecryptor((MerchantKey) other.merchant().signer())
                        .open(answer.json().string("encrypted_echo_message")))
                .isEqualTo("张三");
    }

    @Test
    void wantsTheKeyToBeNamed() {
        assertRefused(
                echo(sealedFor(publicKey())),
                "The header Wechatpay-Serial is missing; it names the key of the platform that the message is sealed for");
        assertRefused(
                echo(sealedFor(publicKey()), "Wechatpay-Serial", "A1"),
                "The header Wechatpay-Serial names no key of this platform; its keys are "
                        + publicKey().serial() + " and " + certificate().serial());
    }

    @Test
    void refusesAMessageThatIsSealedForAnotherKey() {
        assertRefused(
                echo(sealedFor(certificate()), "Wechatpay-Serial", publicKey().serial()),
                "/encrypted_echo_message is sealed for the platform certificate, and Wechatpay-Serial names the WeChat"
                        + " Pay public key; a call must not mix the two");
        assertRefused(
                echo(JsonObject.of("echo_message", "hello", "encrypted_echo_message", "bm90IHNlYWxlZA==")),
                "/encrypted_echo_message is not sealed: plain text");
        assertRefused(
                echo(
                        JsonObject.of(
                                "echo_message",
                                "hello",
                                "encrypted_echo_message",
                                Base64.getEncoder().encodeToString(new byte[256])),
                        "Wechatpay-Serial",
                        publicKey().serial()),
                "/encrypted_echo_message does not open with the private half of "
                        + publicKey().serial() + ": it is sealed for another key, or not by RSA-OAEP with SHA-1");
    }

    @Test
    void wantsAMessage() {
        assertRefused(echo(JsonObject.empty(), "Wechatpay-Serial", publicKey().serial()), "/echo_message is missing");
    }

    private static void assertRefused(TestCaller.Answer answer, String message) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("PARAM_ERROR");
        assertThat(answer.message()).isEqualTo(message);
    }
}
