package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.flip;
import static io.github.fluentpay.TestKeys.flipBase64;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.Seeded;
import io.github.fluentpay.TestKeys;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageVerifierTest {

    private static final long SIGNED_AT = 1722850421;
    private static final Instant NOW = Instant.ofEpochSecond(SIGNED_AT);
    private static final byte[] BODY = utf8(Vectors.REPLY_BODY);
    private static final SignatureHeaders GOOD = Vectors.REPLY_HEADERS;
    private static final MerchantKey SIGNER = MerchantKey.of(TestKeys.RSA.getPrivate());
    private static final VerifyingKey CERTIFICATE = VerifyingKey.ofCertificate(TestKeys.CERTIFICATE);

    private final MessageVerifier verifier = new MessageVerifier(() -> VerifyingKeys.of(Vectors.PLATFORM, CERTIFICATE));

    @Test
    void trustsAPublishedReply() {
        assertThat(verifier.check(GOOD, BODY, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"WECHATPAY2-SHA256-RSA2048", "", " "})
    void takesTheSignatureTypeThatIsMeantWhenItIsAbsent(String type) {
        assertThat(verifier.check(withType(type), BODY, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -1, 1, 300})
    void toleratesAClockFiveMinutesOff(long seconds) {
        assertThat(verifier.check(GOOD, BODY, NOW.plusSeconds(seconds))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"301, before, 1722850722", "-301, after, 1722850120", "86400, before, 1722936821"})
    void refusesAClockMoreThanFiveMinutesOff(long seconds, String side, long clock) {
        Refusal refusal = refusal(GOOD, BODY, NOW.plusSeconds(seconds));

        assertThat(refusal)
                .isEqualTo(new Refusal(
                        Refusal.Reason.STALE_TIMESTAMP,
                        "its timestamp 1722850421 is more than 5 minutes " + side + " this machine's clock (" + clock
                                + "); set the clock by NTP, and verify messages when they arrive"));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, after",
        "-9223372036854775808, before",
        "31556889864403200, after",
        "-1, before",
        "0, before"
    })
    void refusesTimestampsFarOutsideOfTheCalendar(String timestamp, String side) {
        Refusal refusal = refusal(withTimestamp(timestamp), BODY, NOW);

        assertThat(refusal)
                .isEqualTo(new Refusal(
                        Refusal.Reason.STALE_TIMESTAMP,
                        "its timestamp " + timestamp + " is more than 5 minutes " + side
                                + " this machine's clock (1722850421); set the clock by NTP, and verify messages when"
                                + " they arrive"));
    }

    @Test
    void standsAnyClock() {
        for (Instant now : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX)) {
            for (String timestamp : List.of("0", "9223372036854775807", "-9223372036854775808")) {
                assertThat(verifier.check(withTimestamp(timestamp), BODY, now)).isPresent();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1722850421.5",
                "1722850421000000000000",
                "2024-08-05T09:33:41Z",
                " 1722850421",
                "0x66b0a3f5",
                "x"
            })
    void refusesATimestampThatIsNoNumber(String timestamp) {
        assertThat(refusal(withTimestamp(timestamp), BODY, NOW))
                .isEqualTo(new Refusal(
                        Refusal.Reason.MALFORMED_TIMESTAMP,
                        "its timestamp \"" + timestamp + "\" is not a number of seconds"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Timestamp", "Nonce", "Signature", "Serial"})
    void refusesAMissingHeader(String absent) {
        Refusal refusal = refusal(replaced(absent, null), BODY, NOW);

        assertThat(refusal)
                .isEqualTo(new Refusal(
                        Refusal.Reason.MISSING_HEADER,
                        "the header Wechatpay-" + absent
                                + " is missing; a proxy may have dropped it, or the sender is not the platform"));
    }

    @ParameterizedTest
    @CsvSource({"Timestamp, ''", "Nonce, ''", "Signature, ''", "Serial, ''", "Nonce, '  '", "Serial, '\t'"})
    void refusesAnEmptyHeader(String empty, String value) {
        Refusal refusal = refusal(replaced(empty, value), BODY, NOW);

        assertThat(refusal)
                .isEqualTo(new Refusal(
                        Refusal.Reason.EMPTY_HEADER,
                        "the header Wechatpay-" + empty
                                + " is empty; a proxy may have changed it, or the sender is not the platform"));
    }

    @Test
    void refusesASignatureTypeItCannotVerify() {
        assertThat(refusal(withType("WECHATPAY2-SM2-WITH-SM3"), BODY, NOW))
                .isEqualTo(new Refusal(
                        Refusal.Reason.UNSUPPORTED_SIGNATURE_TYPE,
                        "it is signed with \"WECHATPAY2-SM2-WITH-SM3\"; only WECHATPAY2-SHA256-RSA2048 can be"
                                + " verified"));
    }

    @Test
    void refusesThePlatformsProbe() {
        SignatureHeaders probe = replaced("Signature", "WECHATPAY/SIGNTEST/" + GOOD.signature());

        assertThat(refusal(probe, BODY, NOW))
                .isEqualTo(new Refusal(
                        Refusal.Reason.PROBE_SIGNATURE,
                        "its signature starts with WECHATPAY/SIGNTEST/: the platform is testing that wrong signatures"
                                + " are refused. Nothing is wrong here; a notification will come again, the outcome of"
                                + " a call has to be queried"));
    }

    @Test
    void refusesAnUnknownSerial() {
        SignatureHeaders other = replaced("Serial", "PUB_KEY_ID_0199");

        assertThat(refusal(other, BODY, NOW))
                .isEqualTo(new Refusal(
                        Refusal.Reason.UNKNOWN_SERIAL,
                        "it is signed with the key \"PUB_KEY_ID_0199\", and the known keys are ["
                                + Vectors.PUBLIC_KEY_ID + ", " + TestKeys.SERIAL
                                + "]; that is another WeChat Pay public key: take pub_key.pem and its ID from the console of"
                                + " this mchid"));
    }

    @Test
    void listsTheKnownKeysInTheirOrder() {
        List<VerifyingKey> keys = IntStream.range(0, 20)
                .mapToObj(i -> VerifyingKey.ofPublicKey("PUB_KEY_ID_" + i, TestKeys.RSA.getPublic()))
                .toList();

        assertThat(VerifyingKeys.of(keys).serials())
                .containsExactlyElementsOf(
                        keys.stream().map(VerifyingKey::serial).toList());
    }

    @Test
    void refusesEveryMessageWithoutKeys() {
        MessageVerifier keyless = new MessageVerifier(VerifyingKeys::none);

        assertThat(keyless.check(GOOD, BODY, NOW).orElseThrow().reason()).isEqualTo(Refusal.Reason.UNKNOWN_SERIAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64", "====", "abcde", "mfI1CPqv-_==", "é"})
    void refusesASignatureThatIsNotBase64(String signature) {
        assertThat(refusal(replaced("Signature", signature), BODY, NOW))
                .isEqualTo(new Refusal(
                        Refusal.Reason.NOT_BASE64, "its signature is not Base64; a proxy may have changed it"));
    }

    @Test
    void refusesAChangedBody() {
        Refusal refusal = refusal(GOOD, flip(BODY, 80), NOW);

        assertThat(refusal)
                .isEqualTo(new Refusal(
                        Refusal.Reason.WRONG_SIGNATURE,
                        "its signature does not fit the 52 bytes of its body under the key " + Vectors.PUBLIC_KEY_ID
                                + "; the body was changed on the way (verify the raw bytes, not a re-serialised copy),"
                                + " or the key is not the one of this serial"));
    }

    @Test
    void refusesEveryChangedBit() {
        assertThat(IntStream.iterate(0, bit -> bit < BODY.length * 8, bit -> bit + 13))
                .allSatisfy(bit -> assertThat(reason(GOOD, flip(BODY, bit))).isEqualTo(Refusal.Reason.WRONG_SIGNATURE));
        assertThat(IntStream.iterate(0, bit -> bit < 2048, bit -> bit + 61))
                .allSatisfy(bit -> assertThat(reason(
                                replaced("Signature", flipBase64(Vectors.REPLY_HEADERS.signature(), bit)), BODY))
                        .isEqualTo(Refusal.Reason.WRONG_SIGNATURE));
        assertThat(List.of(
                        replaced("Nonce", "d824f2e086d3c1df967785d13fcd22ee"),
                        replaced("Nonce", "D824F2E086D3C1DF967785D13FCD22EF"),
                        withTimestamp("1722850422"),
                        withTimestamp("+1722850421"),
                        withTimestamp("01722850421"),
                        replaced("Serial", TestKeys.SERIAL)))
                .allSatisfy(changed -> assertThat(reason(changed, BODY)).isEqualTo(Refusal.Reason.WRONG_SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 257, 512})
    void refusesASignatureOfAnotherLength(int length) {
        String signature = Base64.getEncoder().encodeToString(new byte[length]);
        SignatureHeaders headers = replaced("Signature", length == 0 ? "AA==" : signature);

        assertThat(reason(headers, BODY)).isEqualTo(Refusal.Reason.WRONG_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"description\":\"Image形象店-深圳腾大-QQ公仔\"}", "{\"name\":\"😀\"}", "{}\n"})
    void trustsAnyBodyThatIsSigned(String text) {
        byte[] body = utf8(text);

        assertThat(verifier.check(signed(body), body, NOW)).isEmpty();
    }

    @Test
    void trustsABodyThatIsNotUtf8() {
        byte[] body = {(byte) 0xC3, 0x28, 0, (byte) 0xFF};

        assertThat(verifier.check(signed(body), body, NOW)).isEmpty();
    }

    @Test
    void asksForTheKeysAnewAtEachMessage() {
        List<VerifyingKeys> snapshots = List.of(VerifyingKeys.none(), VerifyingKeys.of(CERTIFICATE));
        int[] asked = {0};
        MessageVerifier rotating = new MessageVerifier(() -> snapshots.get(asked[0]++));
        byte[] body = utf8("{}");

        assertThat(rotating.check(signed(body), body, NOW)).isPresent();
        assertThat(rotating.check(signed(body), body, NOW)).isEmpty();
    }

    @Test
    void quotesForeignTextOnOneShortLine() {
        String forged = "x\r\nINFO\u0085paid\u2028" + "y".repeat(100);
        Refusal refusal = refusal(withType(forged), BODY, NOW);

        assertThat(refusal.message())
                .isEqualTo("it is signed with \"x INFO paid " + "y".repeat(52)
                        + "…\"; only WECHATPAY2-SHA256-RSA2048 can be verified");
    }

    @Test
    void answersGarbageWithARefusalAndNeverThrows() {
        Seeded.check(3_000, random -> {
            SignatureHeaders headers = new SignatureHeaders(
                    garbage(random, GOOD.timestamp()),
                    garbage(random, GOOD.nonce()),
                    garbage(random, GOOD.signature()),
                    garbage(random, GOOD.serial()),
                    garbage(random, null));
            byte[] body = random.nextInt(4) == 0 ? BODY : new byte[random.nextInt(40)];
            boolean untouched = Arrays.equals(body, BODY)
                    && new SignatureHeaders(
                                    headers.timestamp(), headers.nonce(), headers.signature(), headers.serial(), null)
                            .equals(GOOD)
                    && (headers.signatureType() == null
                            || headers.signatureType().isBlank());

            assertThat(verifier.check(headers, body, NOW).isEmpty()).isEqualTo(untouched);
        });
    }

    private static @Nullable String garbage(RandomGenerator random, @Nullable String good) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> good;
            case 4 -> null;
            case 5 -> Long.toString(random.nextLong());
            case 6 -> {
                byte[] bytes = new byte[random.nextInt(300)];
                random.nextBytes(bytes);
                yield Base64.getEncoder().encodeToString(bytes);
            }
            default -> {
                char[] text = new char[random.nextInt(20)];
                for (int i = 0; i < text.length; i++) {
                    text[i] = (char) random.nextInt(0x10000);
                }
                yield new String(text);
            }
        };
    }

    private Refusal refusal(SignatureHeaders headers, byte[] body, Instant now) {
        return verifier.check(headers, body, now).orElseThrow();
    }

    private Refusal.Reason reason(SignatureHeaders headers, byte[] body) {
        return refusal(headers, body, NOW).reason();
    }

    private static SignatureHeaders signed(byte[] body) {
        byte[] signature = SIGNER.sign(StringToSign.ofReply("1722850421", "nonce", body));
        return new SignatureHeaders(
                "1722850421", "nonce", Base64.getEncoder().encodeToString(signature), TestKeys.SERIAL, null);
    }

    private static SignatureHeaders withTimestamp(String timestamp) {
        return replaced("Timestamp", timestamp);
    }

    private static SignatureHeaders withType(String type) {
        return replaced("Signature-Type", type);
    }

    private static SignatureHeaders replaced(String header, @Nullable String value) {
        String name = "Wechatpay-" + header;
        return SignatureHeaders.from(asked -> asked.equals(name)
                ? value
                : switch (asked) {
                    case "Wechatpay-Timestamp" -> GOOD.timestamp();
                    case "Wechatpay-Nonce" -> GOOD.nonce();
                    case "Wechatpay-Signature" -> GOOD.signature();
                    case "Wechatpay-Serial" -> GOOD.serial();
                    default -> null;
                });
    }
}
