package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveFieldsTest {

    private static final Path LOG = Path.of("target/client-test.log");
    private static final JsonObject BODY = JsonObject.of(
            "name", "张三",
            "receivers", List.of(Map.of("name", "李四"), Map.of("account", "1"), Map.of("name", "王五")),
            "payer", Map.of("card", Map.of("number", "6225")));
    private static final PrivacyDecryptor AT_THE_PLATFORM =
            new PrivacyDecryptor(MerchantKey.of(Identities.PLATFORM.getPrivate()));

    private TestPlatform platform;
    private WechatPayClient pay;

    @BeforeEach
    void start() throws Exception {
        platform = new TestPlatform();
        pay = platform.client().build();
    }

    @AfterEach
    void stop() {
        pay.close();
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areSealedWhereverThePointersFindThem(boolean async) throws Exception {
        Chain chain =
                pay.chain("v3/any").encrypting("/name", "/receivers/*/name").encrypting("/payer/card/number", "/x");
        if (async) {
            Verb.result(chain.postAsync(BODY));
        } else {
            chain.post(BODY);
        }

        TestPlatform.Received request = platform.received.get(0);
        JsonObject sent = JsonObject.parse(request.body());
        assertThat(request.isSigned("/v3/any", request.body())).isTrue();
        assertThat(request.headers().getFirst("Wechatpay-Serial")).isEqualTo(Identities.PUBLIC_KEY_ID);
        assertThat(opened(sent, "/name")).isEqualTo("张三");
        assertThat(opened(sent, "/receivers/0/name")).isEqualTo("李四");
        assertThat(opened(sent, "/receivers/2/name")).isEqualTo("王五");
        assertThat(opened(sent, "/payer/card/number")).isEqualTo("6225");
        assertThat(sent.at("/receivers/1/account")).isEqualTo(JsonString.of("1"));
        assertThat(request.body()).doesNotContain("张三", "李四", "6225");
        assertThat(chain.toString()).isEqualTo("Chain[v3/any]");
    }

    @Test
    void ofJsonTextAreSealedTooAndOtherTextIsLeftAsItIs() throws Exception {
        pay.chain("v3/any").encrypting("/name").post("{ \"name\" : \"张三\" }");
        pay.chain("v3/any").encrypting("/name").post("{ \"other\" : 1 }");

        assertThat(opened(JsonObject.parse(platform.received.get(0).body()), "/name"))
                .isEqualTo("张三");
        assertThat(platform.received.get(1).body()).isEqualTo("{ \"other\" : 1 }");
    }

    @ParameterizedTest
    @EnumSource
    void ofAQueryAreSealed(Verb verb) {
        verb.get(pay.chain("v3/any").query("a", "1").queryEncrypting("id_number", "11010119"));

        TestPlatform.Received request = platform.received.get(0);
        String target = request.target();
        String sealed = target.substring(target.indexOf("id_number=") + "id_number=".length());
        assertThat(target).startsWith("/v3/any?a=1&id_number=").doesNotContain("11010119");
        assertThat(request.isSigned(target, "")).isTrue();
        assertThat(request.headers().getFirst("Wechatpay-Serial")).isEqualTo(Identities.PUBLIC_KEY_ID);
        assertThat(AT_THE_PLATFORM.open(URLDecoder.decode(sealed, StandardCharsets.UTF_8)))
                .isEqualTo("11010119");
    }

    @ParameterizedTest
    @EnumSource
    void areInNoLogLineAndNoDescriptionOfTheCall(Verb verb) throws Exception {
        int before = (int) Files.size(LOG);
        Chain chain = pay.chain("v3/any").encrypting("/name").queryEncrypting("id_number", "11010119");

        verb.post(chain, JsonObject.of("name", "Cardholder-6222021234567890"));

        String log =
                new String(Files.readAllBytes(LOG), before, (int) Files.size(LOG) - before, StandardCharsets.UTF_8);
        assertThat(log).contains("POST v3/any 200 in ").doesNotContain("Cardholder-6222021234567890", "11010119");
        assertThat(chain.toString()).isEqualTo("Chain[v3/any]");
    }

    @Test
    void areTheSameBytesWithTheSameRandomness() {
        Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        try (WechatPayClient still =
                platform.client().clock(clock).random(() -> 7L).build()) {
            still.chain("v3/any").encrypting("/name").post(BODY);
            still.chain("v3/any").encrypting("/name").post(BODY);
        }
        pay.chain("v3/any").encrypting("/name").post(BODY);

        assertThat(platform.received.get(1).body())
                .isEqualTo(platform.received.get(0).body());
        assertThat(platform.received.get(2).body())
                .isNotEqualTo(platform.received.get(0).body());
    }

    @Test
    void thatCannotBeSealedAreRefusedBeforeAnythingIsSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.chain("v3/any").encrypting("/payer").post(BODY))
                .withMessage("The body of POST v3/any has an object at /payer, and only a string can be sealed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.chain("v3/any").encrypting("/name").post(Map.of("name", "张".repeat(72))))
                .withMessage("/name of POST v3/any: A sensitive field of 216 bytes cannot be sealed: RSA-OAEP with 2048"
                        + " bits takes at most 214");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pay.chain("v3/any").encrypting("name"));
        try (WechatPayClient keyless =
                platform.client().verifyingKeys(VerifyingKeys.none()).build()) {
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> keyless.chain("v3/any").encrypting("/name").post(BODY))
                    .withMessage("There is no key to seal the sensitive fields of POST v3/any with: give"
                            + " verifyingKeys(…) of the builder the WeChat Pay public key (pub_key.pem and its"
                            + " PUB_KEY_ID_…) or a platform certificate; nothing was sent");
        }
        assertThat(platform.received).isEmpty();
    }

    /** As in the official SDKs; and a call without anything sealed needs no key. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":null}", "{\"name\":\"\"}", "{\"other\":1}"})
    void withoutAValueAreLeftAlone(String body) {
        pay.chain("v3/any").encrypting("/name").post(body);

        assertThat(platform.received.get(0).body()).isEqualTo(body);
    }

    /** What the first attempt met, which keys are known after it, and whether the second one is the identical bytes. */
    @ParameterizedTest
    @CsvSource({
        "429, old, true, the key has not changed",
        "429, old+new, false, nothing was done with it: the new key counts",
        "503, old+new, true, the platform may have acted on it and knows the old key",
        "503, new, false, the old key is gone",
    })
    void areSealedAnewIfTheKeyHasChangedAndThatIsSafe(int status, String keysAfter, boolean same, String why) {
        String newId = "PUB_KEY_ID_0212345678";
        VerifyingKey oldKey = VerifyingKey.ofPublicKey(Identities.PUBLIC_KEY_ID, Identities.PLATFORM.getPublic());
        VerifyingKey newKey = VerifyingKey.ofPublicKey(newId, Identities.PLATFORM.getPublic());
        RetryPolicy quick =
                RetryPolicy.ofDefaults().withDelay(Duration.ofMillis(1)).withThrottledDelay(Duration.ofMillis(1));
        for (Verb verb : Verb.values()) {
            platform.received.clear();
            try (WechatPayClient changing = new KnowingClient(platform.client().retry(quick))) {
                platform.answer(request -> {
                    if (platform.received.size() == 1) {
                        changing.keys()
                                .switchTo(KeyMode.given(
                                        switch (keysAfter) {
                                            case "old" -> VerifyingKeys.of(oldKey);
                                            case "new" -> VerifyingKeys.of(newKey);
                                            default -> VerifyingKeys.of(oldKey, newKey);
                                        }));
                        return TestPlatform.Answer.json(
                                status, status == 429 ? "{\"code\":\"RATELIMIT_EXCEEDED\"}" : "");
                    }
                    return TestPlatform.Answer.json(200, "{}")
                            .with("Wechatpay-Serial", request.headers().getFirst("Wechatpay-Serial"));
                });
                verb.post(
                        changing.chain("v3/return").encrypting("/name"),
                        JsonObject.of("return_request_no", "1002", "name", "张三"));
            }

            TestPlatform.Received first = platform.received.get(0);
            TestPlatform.Received second = platform.received.get(1);
            assertThat(platform.received).hasSize(2);
            assertThat(first.headers().getFirst("Wechatpay-Serial")).isEqualTo(Identities.PUBLIC_KEY_ID);
            assertThat(second.headers().getFirst("Wechatpay-Serial"))
                    .as(why)
                    .isEqualTo(same ? Identities.PUBLIC_KEY_ID : newId);
            assertThat(second.body().equals(first.body())).as(why).isEqualTo(same);
            assertThat(opened(JsonObject.parse(second.body()), "/name")).isEqualTo("张三");
            assertThat(second.isSigned("/v3/return", second.body())).isTrue();
        }
    }

    @Test
    void ofAReplyAreOpenedAndMasked() {
        PrivacyEncryptor forTheMerchant =
                new PrivacyEncryptor(VerifyingKey.ofPublicKey("PUB_KEY_ID_1", Identities.MERCHANT.getPublic()));
        JsonObject json = JsonObject.of(
                "data", List.of(Map.of("phone", forTheMerchant.seal("13800000000")), Map.of("phone", "")));

        JsonObject opened = pay.decrypt(json, List.of("/data/*/phone", "/missing"));

        assertThat(opened.at("/data/0/phone")).isEqualTo(JsonString.of("13800000000"));
        assertThat(opened.at("/data/1/phone")).isEqualTo(JsonString.of(""));
        assertThat(opened.toString()).doesNotContain("13800000000");
        assertThat(pay.decrypt(opened, List.of("/data/*/phone"))).isEqualTo(opened);
    }

    /** As the resource of a notification comes: all of it is secret, and this field of it is sealed all the same. */
    @Test
    void thatAreSecretAlreadyAreOpenedOnce() {
        PrivacyEncryptor forTheMerchant =
                new PrivacyEncryptor(VerifyingKey.ofPublicKey("PUB_KEY_ID_1", Identities.MERCHANT.getPublic()));
        JsonObject resource = JsonObject.of("phone", forTheMerchant.seal("13800000000"), "openid", "oUpF8")
                .secret();

        JsonObject opened = pay.decrypt(resource, List.of("/phone"));

        assertThat(opened.string("phone")).isEqualTo("13800000000");
        assertThat(opened).hasToString("{\"phone\":\"***\",\"openid\":\"***\"}");
        assertThat(pay.decrypt(opened, List.of("/phone"))).isEqualTo(opened);
        assertThat(pay.decrypt(opened.secret(), List.of("/phone"))).isEqualTo(opened);
        assertThatThrownBy(() -> pay.decrypt(JsonObject.parse(opened.toJson()), List.of("/phone")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(
                        "At /phone: A sensitive field does not open with the merchant key: it was sealed for another"
                                + " API certificate, or is not sealed");
    }

    @Test
    void thatDoNotOpenAreSaidByPlace() {
        assertThatThrownBy(() -> pay.decrypt(JsonObject.of("phone", "bm90IHNlYWxlZA=="), List.of("/phone")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(
                        "At /phone: A sensitive field does not open with the merchant key: it was sealed for another"
                                + " API certificate, or is not sealed");
        assertThatThrownBy(() -> pay.decrypt(JsonObject.of("phone", damaged("13800000000")), List.of("/phone")))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageStartingWith("At /phone: A sensitive field does not open with the merchant key: ");
        assertThatThrownBy(() -> pay.decrypt(JsonObject.of("phone", 1), List.of("/phone")))
                .hasMessage("There is a number at /phone, not a sealed string");
        Merchant foreign = new Merchant("1900000001", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", m -> new byte[256]);
        try (WechatPayClient other = platform.client().merchant(foreign).build()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> other.decrypt(JsonObject.of("phone", "x"), List.of("/phone")))
                    .withMessageStartingWith("Sensitive fields are opened with the merchant's private key, and this"
                            + " merchant signs with a ");
        }
    }

    @Test
    void aDeleteMayHaveABody() throws Exception {
        pay.chain("v3/any").delete(JsonObject.of("a", 1));
        pay.chain("v3/any").delete(Map.of("a", 1));
        Verb.result(pay.chain("v3/any").deleteAsync("{\"a\":1}"));

        assertThat(platform.received).hasSize(3).allSatisfy(request -> {
            assertThat(request.method()).isEqualTo("DELETE");
            assertThat(request.body()).isEqualTo("{\"a\":1}");
            assertThat(request.isSigned("/v3/any", "{\"a\":1}")).isTrue();
        });
    }

    /** Sealed for the merchant, and one bit of it changed. */
    private static String damaged(String plain) {
        PrivacyEncryptor forTheMerchant =
                new PrivacyEncryptor(VerifyingKey.ofPublicKey("PUB_KEY_ID_1", Identities.MERCHANT.getPublic()));
        byte[] sealed = Base64.getDecoder().decode(forTheMerchant.seal(plain));
        sealed[sealed.length - 1] ^= 1;
        return Base64.getEncoder().encodeToString(sealed);
    }

    private static String opened(JsonObject json, String pointer) {
        return AT_THE_PLATFORM.open(((JsonString) json.at(pointer)).value());
    }
}
