package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.RSA;
import static io.github.fluentpay.TestKeys.SERIAL;
import static io.github.fluentpay.TestKeys.certificatePem;
import static io.github.fluentpay.TestKeys.pkcs12;
import static io.github.fluentpay.TestKeys.privatePem;
import static io.github.fluentpay.TestKeys.publicPem;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.internal.Identifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Names and keys as they arrive from a page, a chat or a spreadsheet, at every place that takes one. */
class CopiedIdentifiersTest {

    private static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000000012026112300000000000001";
    private static final String API_V3_KEY = "0123456789abcdef0123456789abcdef";
    private static final Signer SIGNER = message -> new byte[256];

    /** Blanks, line ends, and what is invisible at any width. */
    private static final List<String> INVISIBLE = List.of(
            " ",
            "\t",
            "\n",
            "\r\n",
            "\u00A0",
            "\u200B",
            "\uFEFF",
            "\u2007",
            "\u202F",
            "\u3000",
            "\u2028",
            "\u0085",
            "\u200E",
            "\u202C",
            "\u2060",
            "\u00AD",
            "\u0000",
            "\u3164",
            "\uFE0F",
            "\u200D",
            "\uDB40\uDC20");

    @TempDir
    private static Path folder;

    record Place(String name, String clean, UnaryOperator<String> read) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Place> places() {
        return Stream.concat(
                names(),
                Stream.of(
                        new Place("ApiV3Key", API_V3_KEY, CopiedIdentifiersTest::opened),
                        new Place("APIv3 key of a profile", API_V3_KEY, text -> {
                            assertThat(profile(Profile.APIV3_KEY, text).apiV3Key())
                                    .isNotNull();
                            return API_V3_KEY;
                        })));
    }

    static Stream<Place> names() {
        return Stream.of(
                new Place("mchid", "1900000001", mchid -> new Merchant(mchid, SERIAL, SIGNER).mchid()),
                new Place(
                        "mchid beside files",
                        "1900000001",
                        mchid -> Merchant.of(
                                        mchid,
                                        KeySource.text(certificatePem(CERTIFICATE)),
                                        KeySource.text(privatePem(RSA)))
                                .mchid()),
                new Place(
                        "mchid of a key store",
                        "1900000001",
                        mchid -> Merchant.ofPkcs12(
                                        mchid,
                                        KeySource.bytes(pkcs12(RSA, CERTIFICATE, "1900000001")),
                                        "1900000001".toCharArray())
                                .mchid()),
                new Place(
                        "mchid of a profile",
                        "1900000001",
                        mchid -> profile(Profile.MCHID, mchid).merchant().mchid()),
                new Place(
                        "serial of a merchant",
                        SERIAL,
                        serial -> new Merchant("1900000001", serial, SIGNER).serialNumber()),
                new Place(
                        "serial of a profile",
                        SERIAL,
                        serial -> profile(Profile.MERCHANT_SERIAL, serial)
                                .merchant()
                                .serialNumber()),
                new Place("serial number", SERIAL, SerialNumber::normalise),
                new Place("brand", "40006", brandId -> new Brand(brandId, SERIAL, SIGNER).brandId()),
                new Place("serial of a brand", SERIAL, serial -> new Brand("40006", serial, SIGNER).serialNumber()),
                new Place("appid", "wxd678efh567hg6787", Identifier.APPID::read),
                new Place(
                        "public key ID",
                        PUBLIC_KEY_ID,
                        id -> VerifyingKey.ofPublicKey(id, RSA.getPublic()).serial()),
                new Place(
                        "public key ID beside a file",
                        PUBLIC_KEY_ID,
                        id -> VerifyingKey.ofPublicKey(id, KeySource.text(publicPem(RSA)))
                                .serial()),
                new Place(
                        "public key ID of a profile",
                        PUBLIC_KEY_ID,
                        id -> profile(Profile.PLATFORM_SERIAL, id)
                                .verifyingKeys()
                                .serials()
                                .iterator()
                                .next()));
    }

    static Stream<Arguments> placesAndInvisible() {
        return places().flatMap(place -> INVISIBLE.stream().map(invisible -> Arguments.of(place, invisible)));
    }

    @ParameterizedTest
    @MethodSource("placesAndInvisible")
    void trimsWhatIsInvisibleAtBothEnds(Place place, String invisible) {
        for (String text : List.of(
                place.clean() + invisible, invisible + place.clean(), invisible + place.clean() + invisible + " ")) {
            assertThat(place.read().apply(text)).isEqualTo(place.clean());
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void refusesAZeroWidthSpaceInsideAndNamesItsPosition(Place place) {
        for (int position : new int[] {2, place.clean().length()}) {
            String text = inserted(place.clean(), "\u200B", position);

            assertThatThrownBy(() -> place.read().apply(text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("U+200B at position " + position + " is invisible: delete it");
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void countsPositionsInTheTextAsItWasGiven(Place place) {
        String text = "\u00A0 " + inserted(place.clean(), "\u200B", 5);
        int position = place.name().contains("profile") ? 5 : 7;

        assertThatThrownBy(() -> place.read().apply(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U+200B at position " + position + " is");
    }

    @ParameterizedTest
    @MethodSource("names")
    void refusesAFullWidthDigitAndQuotationMarks(Place place) {
        String last = place.clean().substring(0, place.clean().length() - 1) + "\uFF11";

        assertThatThrownBy(() -> place.read().apply(last))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("U+FF11 at position " + last.length() + " does not belong there");
        assertThatThrownBy(() -> place.read().apply("\"" + place.clean() + "\""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesThePositionOfALetterButNotTheLetter() {
        assertThatThrownBy(() -> new Merchant("190000000O", SERIAL, SIGNER))
                .hasMessage("a value of 10 characters is not a merchant number: 8 to 15 digits, shown in the console;"
                        + " a letter at position 10 does not belong there");
        assertThatThrownBy(() -> new Merchant("1900000001", "5157O9EF", SIGNER))
                .hasMessage(
                        "a value of 8 characters is not a certificate serial number: up to 64 hexadecimal digits, as"
                                + " the console shows beside the API certificate; a letter at position 5 does not belong there");
        assertThatThrownBy(() -> VerifyingKey.ofPublicKey("PUB_KEY_ID_01190000O", RSA.getPublic()))
                .hasMessage("a value of 20 characters is not the ID of a WeChat Pay public key: it is PUB_KEY_ID_ and"
                        + " digits, and stands in the console beside the key; a letter at position 20 does not belong"
                        + " there");
    }

    @Test
    void saysWhichCharacterOfAnApiV3KeyIsTooMany() {
        String cure = "; it is set in the console under API security (API安全), and is not the APIv2 key";

        assertThatThrownBy(() -> ApiV3Key.of(API_V3_KEY + "0"))
                .hasMessage("The APIv3 key has 33 bytes, exactly 32 are needed; all are digits and letters, and the one"
                        + " at position 33 is too many" + cure);
        assertThatThrownBy(() -> ApiV3Key.of(API_V3_KEY + "abc"))
                .hasMessage(
                        "The APIv3 key has 35 bytes, exactly 32 are needed; all are digits and letters, and those at"
                                + " positions 33 to 35 are too many" + cure);
        assertThatThrownBy(() -> ApiV3Key.of(API_V3_KEY + ","))
                .hasMessage("The APIv3 key has 33 bytes, exactly 32 are needed; U+002C at position 33 does not belong"
                        + " there" + cure);
        assertThatThrownBy(() -> ApiV3Key.of("0123456789abcdef\u00A0123456789abcdef"))
                .hasMessage("The APIv3 key has 33 bytes, exactly 32 are needed; U+00A0 at position 17 is invisible:"
                        + " delete it" + cure);
        assertThatThrownBy(() -> ApiV3Key.of("0123456789abcde\uD83D\uDE000123456789abcdef"))
                .hasMessage("The APIv3 key has 35 bytes, exactly 32 are needed; U+1F600 at position 16 does not belong"
                        + " there" + cure);
        assertThatThrownBy(() -> ApiV3Key.of("0123456789abcde 0123456789abcdef"))
                .hasMessage("The APIv3 key has 32 bytes, not all of them digits and letters; U+0020 at position 16 is"
                        + " invisible: delete it" + cure);
    }

    @Test
    void takesTheVisibleCharactersThatAConsoleMayTake() {
        assertThatCode(() -> ApiV3Key.of("0123456789abcdef-123456789abcde!")).doesNotThrowAnyException();
    }

    static Stream<String> spellingsOfASerialNumber() {
        return Stream.of(
                SERIAL.toLowerCase(Locale.ROOT),
                "00" + SERIAL,
                SERIAL.replaceAll("..(?=.)", "$0:"),
                SERIAL.replaceAll("..(?=.)", "$0 "),
                SERIAL.replaceAll("..(?=.)", "$0\u00A0"),
                SERIAL.substring(0, 20) + "\n" + SERIAL.substring(20),
                "\u200E" + SERIAL.replaceAll("..(?=.)", "$0 ").toLowerCase(Locale.ROOT) + "\u200E");
    }

    @ParameterizedTest
    @MethodSource("spellingsOfASerialNumber")
    void takesASerialNumberAsToolsPrintIt(String spelling) throws Exception {
        assertThat(SerialNumber.normalise(spelling)).isEqualTo(SERIAL);
        assertThat(new Merchant("1900000001", spelling, SIGNER).serialNumber()).isEqualTo(SERIAL);
        assertThat(new Brand("40006", spelling, SIGNER).serialNumber()).isEqualTo(SERIAL);
        AeadCipher cipher = new AeadCipher(ApiV3Key.of(API_V3_KEY));
        JsonObject sealed = cipher.seal(utf8(certificatePem(CERTIFICATE)), "certificate", new Random(1))
                .toJson();
        assertThat(PlatformCertificates.open(
                        JsonObject.of(
                                "data", List.of(JsonObject.of("serial_no", spelling, "encrypt_certificate", sealed))),
                        cipher))
                .extracting(VerifyingKey::serial)
                .containsExactly(SERIAL);
    }

    @Test
    void namesThePlatformsKeyInANotificationWithoutWhatIsInvisible() {
        SignedNotification signed = new NotificationSigner(
                        PUBLIC_KEY_ID + "\u200B", SIGNER, ApiV3Key.of(API_V3_KEY), new Random(1))
                .sign("TRANSACTION.SUCCESS", "transaction", JsonObject.of("id", "1"), Instant.EPOCH);

        assertThat(signed.headers()).containsEntry("Wechatpay-Serial", PUBLIC_KEY_ID);
    }

    @Test
    void trimsAnApiV2Key() {
        Map<String, String> parameters = Map.of("stock_id", "1");

        for (V2Signature algorithm : V2Signature.values()) {
            assertThat(algorithm.sign(parameters, "\uFEFF" + API_V3_KEY + "\u00A0\n"))
                    .isEqualTo(algorithm.sign(parameters, API_V3_KEY));
        }
        assertThat(V2RefundCipher.of("test\u200B\r\n").open(sealedForRefund())).isEqualTo("hello");
    }

    /** "hello" under the lower-case MD5 of "test". */
    private static String sealedForRefund() {
        try {
            Cipher aes = Cipher.getInstance("AES/ECB/PKCS5Padding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(utf8("098f6bcd4621d373cade4e832627b4f6"), "AES"));
            return Base64.getEncoder().encodeToString(aes.doFinal(utf8("hello")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key, if what was sealed under the clean one opens with this one. */
    private static String opened(String text) {
        EncryptedResource sealed = new AeadCipher(ApiV3Key.of(API_V3_KEY)).seal(utf8("x"), "", new Random(1));
        assertThat(new AeadCipher(ApiV3Key.of(text)).open(sealed)).isEqualTo(utf8("x"));
        return API_V3_KEY;
    }

    private static String inserted(String text, String character, int position) {
        return text.substring(0, position - 1) + character + text.substring(position - 1);
    }

    /** Of a profile in which one property has this value, from the file and from the environment. */
    private static Profile profile(String property, String value) {
        try {
            Path file = folder.resolve("profile.properties");
            Files.writeString(folder.resolve("key.pem"), privatePem(RSA));
            Files.writeString(folder.resolve("pub_key.pem"), publicPem(RSA));
            StringBuilder lines = new StringBuilder();
            for (String[] line : new String[][] {
                {Profile.MCHID, "1900000001"},
                {Profile.MERCHANT_SERIAL, SERIAL},
                {Profile.MERCHANT_KEY, "key.pem"},
                {Profile.APIV3_KEY, API_V3_KEY},
                {Profile.PLATFORM_SERIAL, PUBLIC_KEY_ID},
                {Profile.PLATFORM_KEY, "pub_key.pem"}
            }) {
                lines.append(line[0])
                        .append('=')
                        .append(line[0].equals(property) ? escaped(value) : line[1])
                        .append('\n');
            }
            Files.writeString(file, lines);
            return Profile.read(file, Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        IntStream.range(0, value.length())
                .forEach(i -> escaped.append(String.format("\\u%04X", (int) value.charAt(i))));
        return escaped.toString();
    }
}
