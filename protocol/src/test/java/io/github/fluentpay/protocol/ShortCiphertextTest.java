package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.RSA;
import static io.github.fluentpay.TestKeys.SERIAL;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every path that opens a sealed value refuses one that is too short, or is not Base64, alike on every JDK. */
class ShortCiphertextTest {

    private static final String API_V3_KEY = "0123456789abcdef0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final AeadCipher CIPHER = new AeadCipher(ApiV3Key.of(API_V3_KEY));
    private static final int TAG = 16;

    /** @param open opens a ciphertext, in Base64 */
    record Opening(String name, boolean isAead, Consumer<String> open) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Opening> openings() {
        return Stream.of(
                new Opening("notification", true, ShortCiphertextTest::openNotification),
                new Opening("platform certificates", true, ShortCiphertextTest::openCertificates),
                new Opening("resource", true, ciphertext -> CIPHER.open(sealed(ciphertext))),
                new Opening(
                        "sensitive field",
                        false,
                        ciphertext -> new PrivacyDecryptor(MerchantKey.of(RSA.getPrivate())).open(ciphertext)),
                new Opening(
                        "APIv2 refund",
                        false,
                        ciphertext -> V2RefundCipher.of(API_V3_KEY).open(ciphertext)));
    }

    static Stream<Arguments> lengths() {
        return openings()
                .flatMap(opening -> IntStream.rangeClosed(0, TAG).mapToObj(length -> Arguments.of(opening, length)));
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void refusesEveryLengthUpToATag(Opening opening, int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        String message = length < TAG
                ? "The encrypted resource is not a ciphertext with a nonce and a 16-byte tag"
                : "The encrypted resource does not open with this APIv3 key: it is not the key set in the console under"
                        + " API security (API安全) when this was sealed, or the ciphertext was changed";

        assertThatThrownBy(() -> opening.open().accept(Base64.getEncoder().encodeToString(bytes)))
                .isInstanceOf(MalformedMessageException.class)
                .satisfies(refused -> assertThat(opening.isAead() ? refused.getMessage() : message)
                        .isEqualTo(message));
    }

    static Stream<Arguments> notBase64() {
        return openings()
                .flatMap(opening -> Stream.of("not base64", "AAA*", "A", "====", "AAAA\u200B", "\u5238")
                        .map(text -> Arguments.of(opening, text)));
    }

    @ParameterizedTest
    @MethodSource("notBase64")
    void refusesWhatIsNotBase64(Opening opening, String text) {
        assertThatThrownBy(() -> opening.open().accept(text))
                .isInstanceOf(MalformedMessageException.class)
                .satisfies(refused -> assertThat(opening.isAead() ? refused.getMessage() : "is not Base64")
                        .endsWith("is not Base64"));
    }

    @Test
    void opensATagAloneIfItIsOfAnEmptyText() {
        EncryptedResource empty = CIPHER.sealWithNonce(new byte[0], "transaction", "0123456789ab");

        assertThat(Base64.getDecoder().decode(empty.ciphertext())).hasSize(TAG);
        assertThat(CIPHER.open(empty)).isEmpty();
    }

    private static EncryptedResource sealed(String ciphertext) {
        return new EncryptedResource(EncryptedResource.AES_256_GCM, "0123456789ab", "transaction", ciphertext);
    }

    private static void openNotification(String ciphertext) {
        NotificationSigner platform = new NotificationSigner(
                SERIAL, MerchantKey.of(RSA.getPrivate()), ApiV3Key.of(API_V3_KEY), new Random(1));
        JsonObject envelope =
                JsonObject.of("id", "EV-1", "resource", sealed(ciphertext).toJson());
        SignedNotification signed = platform.sign(utf8(envelope.toJson()), NOW);
        VerifyingKeys keys = VerifyingKeys.of(VerifyingKey.ofCertificate(CERTIFICATE));
        Map<String, String> headers = signed.headers();

        new NotificationReader(() -> keys, ApiV3Key.of(API_V3_KEY))
                .read(NotificationRequest.of(headers::get, signed.body()), NOW);
    }

    private static void openCertificates(String ciphertext) {
        PlatformCertificates.open(
                JsonObject.of(
                        "data",
                        List.of(JsonObject.of(
                                "serial_no",
                                SERIAL,
                                "encrypt_certificate",
                                sealed(ciphertext).toJson()))),
                CIPHER);
    }
}
