package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.flip;
import static io.github.fluentpay.TestKeys.flipBase64;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealingTest {

    private static final AeadCipher CIPHER = new AeadCipher(ApiV3Key.of("0123456789abcdef0123456789abcdef"));

    private static final String WRONG_KEY_OR_CHANGED =
            "The encrypted resource does not open with this APIv3 key: it is not the key set in the console under API"
                    + " security (API安全) when this was sealed, or the ciphertext was changed";

    record Sealed(String nonce, String aad, String plain, String ciphertext) {
        EncryptedResource resource() {
            return new EncryptedResource(EncryptedResource.AES_256_GCM, nonce, aad, ciphertext);
        }
    }

    static final List<Sealed> SEALED = List.of(
            new Sealed("0123456789abcdef", "world", "hello", "APoZlYpivU3HjbAiB4CvW1rAFr8J"),
            new Sealed("0123456789abcdef", "", "", "GvpmmdtYwexXIPhySs9Tlg=="),
            new Sealed(
                    "0123456789ab",
                    "coupon",
                    "{\"event_type\":\"EVENT_TYPE_BUSICOUPON_SEND\",\"coupon_code\":\"sxxe34343434\","
                            + "\"stock_id\":\"1234567891\"}",
                    "4ouCTCak7ESBfFPYkT5eYhTDmptInDM7YdCNTJqx2uZ/Lyg3raFgiyTMU0Oo5h6u0QLDy811HAZJ/YEwdBwnrVOSPVjarrvC"
                            + "0P8rtTJyUgr5in3vb+pm/SIn07/2Tza0HT6tqnhAHzbxJBY9OrJ/9g=="),
            new Sealed("0123456789ab", "COUPON_CODE", "123446565767", "qJvUDnf8rS3AMhWKdu3zsmX+uAeD4tZYr3hOIQ=="));

    @ParameterizedTest
    @FieldSource("SEALED")
    void opensKnownCiphertexts(Sealed vector) {
        assertThat(text(CIPHER.open(vector.resource()))).isEqualTo(vector.plain());
    }

    @ParameterizedTest
    @FieldSource("SEALED")
    void sealsToKnownCiphertexts(Sealed vector) {
        EncryptedResource sealed = CIPHER.sealWithNonce(utf8(vector.plain()), vector.aad(), vector.nonce());

        assertThat(sealed).isEqualTo(vector.resource());
    }

    @ParameterizedTest
    @FieldSource("SEALED")
    void refusesEveryChangedBitOfCiphertextAndTag(Sealed vector) {
        int bits = Base64.getDecoder().decode(vector.ciphertext()).length * 8;

        for (int bit = 0; bit < bits; bit++) {
            assertRefused(
                    new EncryptedResource(
                            EncryptedResource.AES_256_GCM,
                            vector.nonce(),
                            vector.aad(),
                            flipBase64(vector.ciphertext(), bit)),
                    WRONG_KEY_OR_CHANGED);
        }
    }

    @ParameterizedTest
    @FieldSource("SEALED")
    void refusesChangedNonceAndAssociatedData(Sealed vector) {
        String aad = vector.aad().isEmpty() ? "x" : text(flip(utf8(vector.aad()), 3));
        String nonce = text(flip(utf8(vector.nonce()), 8));

        assertRefused(
                new EncryptedResource(EncryptedResource.AES_256_GCM, vector.nonce(), aad, vector.ciphertext()),
                WRONG_KEY_OR_CHANGED);
        assertRefused(
                new EncryptedResource(EncryptedResource.AES_256_GCM, nonce, vector.aad(), vector.ciphertext()),
                WRONG_KEY_OR_CHANGED);
    }

    @ParameterizedTest
    @FieldSource("SEALED")
    void refusesAnotherKey(Sealed vector) {
        AeadCipher other = new AeadCipher(ApiV3Key.of("1123456789abcdef0123456789abcdef"));

        assertThatThrownBy(() -> other.open(vector.resource()))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(WRONG_KEY_OR_CHANGED);
    }

    @Test
    void opensWhatItSeals() {
        byte[] plain = utf8("券码 😀");

        EncryptedResource sealed = CIPHER.seal(plain, "certificate", new Random(7));

        assertThat(sealed.nonce()).hasSize(12);
        assertThat(CIPHER.open(sealed)).isEqualTo(plain);
    }

    @Test
    void sealsWithAFreshNonceEachTime() {
        Random random = new Random(7);

        assertThat(CIPHER.seal(utf8("x"), "", random).nonce())
                .isNotEqualTo(CIPHER.seal(utf8("x"), "", random).nonce());
    }

    @Test
    void refusesAnotherAlgorithm() {
        assertRefused(
                new EncryptedResource("AEAD_SM4_GCM", "0123456789ab", "", "AAAA"),
                "The encrypted resource is sealed with an algorithm other than AEAD_AES_256_GCM");
    }

    @Test
    void refusesACiphertextThatIsNotBase64() {
        assertRefused(
                new EncryptedResource(EncryptedResource.AES_256_GCM, "0123456789ab", "", "not base64"),
                "The encrypted resource is not Base64");
    }

    @ParameterizedTest
    @CsvSource({"0123456789ab, ''", "0123456789ab, AAAA", "'', GvpmmdtYwexXIPhySs9Tlg=="})
    void refusesWhatCannotBeACiphertext(String nonce, String ciphertext) {
        assertRefused(
                new EncryptedResource(EncryptedResource.AES_256_GCM, nonce, "", ciphertext),
                "The encrypted resource is not a ciphertext with a nonce and a 16-byte tag");
    }

    @Test
    void readsAndWritesTheWireForm() {
        JsonObject wire = JsonObject.of(
                "algorithm", "AEAD_AES_256_GCM", "nonce", "n", "associated_data", "coupon", "ciphertext", "c");

        EncryptedResource resource = EncryptedResource.from(wire.with("original_type", "coupon"));

        assertThat(resource).isEqualTo(new EncryptedResource("AEAD_AES_256_GCM", "n", "coupon", "c"));
        assertThat(resource.toJson()).isEqualTo(wire);
    }

    @Test
    void takesAbsentAssociatedDataAsEmpty() {
        JsonObject wire = JsonObject.of("algorithm", "AEAD_AES_256_GCM", "nonce", "n", "ciphertext", "c");

        assertThat(EncryptedResource.from(wire).associatedData()).isEmpty();
        assertThat(EncryptedResource.from(wire.with("associated_data", JsonNull.INSTANCE))
                        .associatedData())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"algorithm", "nonce", "ciphertext"})
    void refusesAResourceWithoutARequiredField(String field) {
        JsonObject wire = JsonObject.of("algorithm", "AEAD_AES_256_GCM", "nonce", "n", "ciphertext", "c");

        assertThatThrownBy(() -> EncryptedResource.from(wire.without(field)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("The encrypted resource has no " + field + "; pass it on unchanged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"algorithm", "nonce", "ciphertext", "associated_data"})
    void refusesAFieldThatIsNotText(String field) {
        JsonObject wire = JsonObject.of("algorithm", "AEAD_AES_256_GCM", "nonce", "n", "ciphertext", "c");

        assertThatThrownBy(() -> EncryptedResource.from(wire.with(field, 7)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("The encrypted resource has a " + field + " that is not text");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, ''",
        "0123456789abcdef0123456789abcde, 31, ''",
        "券券券, 9, ; U+5238 at position 1 does not belong there"
    })
    void refusesAnApiV3KeyOfAnotherLength(String key, int bytes, String odd) {
        assertThatThrownBy(() -> ApiV3Key.of(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The APIv3 key has " + bytes
                        + " bytes, exactly 32 are needed" + odd
                        + "; it is set in the console under API security (API安全), and is not the APIv2 key");
    }

    @Test
    void neverShowsTheApiV3Key() {
        assertThat(ApiV3Key.of("0123456789abcdef0123456789abcdef")).hasToString("ApiV3Key[32 bytes]");
    }

    @Test
    void opensAKnownRefundText() {
        V2RefundCipher cipher = V2RefundCipher.ofAesKey(utf8("0123456789abcdef0123456789abcdef"));

        assertThat(cipher.open("pZwJZBLuy3mDACEQT4YTBw==")).isEqualTo("hello");
    }

    @Test
    void derivesTheRefundKeyFromTheLowerCaseMd5OfTheApiV2Key() throws Exception {
        // MD5 of "test", RFC 1321 style: 098f6bcd4621d373cade4e832627b4f6
        Cipher aes = Cipher.getInstance("AES/ECB/PKCS5Padding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(utf8("098f6bcd4621d373cade4e832627b4f6"), "AES"));
        String sealed = Base64.getEncoder().encodeToString(aes.doFinal(utf8("<root>退款</root>")));

        assertThat(V2RefundCipher.of("test").open(sealed)).isEqualTo("<root>退款</root>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64", "pZwJZBLuy3mDACEQT4YT", "pZwJZBLuy3mDACEQT4YTBg=="})
    void refusesARefundTextThatDoesNotOpen(String ciphertext) {
        V2RefundCipher cipher = V2RefundCipher.ofAesKey(utf8("0123456789abcdef0123456789abcdef"));

        assertThatThrownBy(() -> cipher.open(ciphertext))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("req_info does not open with this APIv2 key: it is not the key set in the console, or the"
                        + " text was changed");
    }

    private static void assertRefused(EncryptedResource resource, String message) {
        assertThatThrownBy(() -> CIPHER.open(resource))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(message)
                .extracting(e -> ((MalformedMessageException) e).retrySafety())
                .isEqualTo(RetrySafety.UNSAFE);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
