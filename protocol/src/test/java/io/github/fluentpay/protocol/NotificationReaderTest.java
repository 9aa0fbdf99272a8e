package io.github.fluentpay.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.TestKeys;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationReaderTest {

    private static final String KEY_ID = "PUB_KEY_ID_0112345678";
    private static final ApiV3Key API_V3_KEY = ApiV3Key.of("0123456789abcdef0123456789abcdef");
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final long EPOCH = NOW.getEpochSecond();
    private static final JsonObject RESOURCE = JsonObject.of(
            "event_type", "EVENT_TYPE_BUSICOUPON_SEND", "coupon_code", "sxxe34343434", "stock_id", "1234567891");

    private static final VerifyingKey PUBLIC_KEY = VerifyingKey.ofPublicKey(KEY_ID, TestKeys.OTHER_RSA.getPublic());
    private static final VerifyingKey CERTIFICATE = VerifyingKey.ofCertificate(TestKeys.CERTIFICATE);
    private static final NotificationSigner PLATFORM =
            new NotificationSigner(KEY_ID, MerchantKey.of(TestKeys.OTHER_RSA.getPrivate()), API_V3_KEY, new Random(3));
    private static final NotificationSigner PLATFORM_CERTIFICATE = new NotificationSigner(
            TestKeys.SERIAL, MerchantKey.of(TestKeys.RSA.getPrivate()), API_V3_KEY, new Random(4));

    private static final SignedNotification SENT = PLATFORM.sign("COUPON.SEND", "coupon", RESOURCE, NOW);

    private static NotificationReader reader(VerifyingKey... keys) {
        VerifyingKeys known = VerifyingKeys.of(keys);
        return new NotificationReader(() -> known, API_V3_KEY);
    }

    @Test
    void readsWhatThePlatformSigned() {
        Notification read = reader(PUBLIC_KEY).read(SENT, NOW);

        assertThat(read.id()).matches("EV-[A-Za-z0-9]{32}");
        assertThat(read.eventType()).isEqualTo("COUPON.SEND");
        assertThat(read.originalType()).isEqualTo("coupon");
        assertThat(read.summary()).isEqualTo("COUPON.SEND");
        assertThat(read.createTime()).isEqualTo(OffsetDateTime.parse("2026-11-24T16:00:00+08:00"));
        assertThat(read.resource()).isEqualTo(RESOURCE);
        assertThat(read.signedBy()).isEqualTo(KEY_ID);
        assertThat(read.envelope().object("resource")).isNotNull();
    }

    @Test
    void takesBothKindsOfKeyAtOnce() {
        NotificationReader both = reader(PUBLIC_KEY, CERTIFICATE);

        assertThat(both.read(SENT, NOW).signedBy()).isEqualTo(KEY_ID);
        assertThat(both.read(PLATFORM_CERTIFICATE.sign("COUPON.SEND", "coupon", RESOURCE, NOW), NOW)
                        .signedBy())
                .isEqualTo(TestKeys.SERIAL);
    }

    @Test
    void showsNothingOfWhatWasSealed() {
        JsonObject nested = JsonObject.of("payer", JsonObject.of("openid", "oUpF8"), "codes", JsonArray.of("c-1"));
        Notification read = reader(PUBLIC_KEY).read(PLATFORM.sign("X.Y", "x", nested, NOW), NOW);

        assertThat(read.resource()).isEqualTo(nested);
        assertThat(read.toString()).isEqualTo("Notification[" + read.id() + ", X.Y]");
        assertThat(read.resource()).hasToString("{\"payer\":{\"openid\":\"***\"},\"codes\":[\"***\"]}");
    }

    @Test
    void takesHeadersOfAnyAdapter() {
        Map<String, Object> lists = new TreeMap<>();
        SENT.headers().forEach((name, value) -> lists.put(name.toLowerCase(Locale.ROOT), List.of(value, "x")));
        Map<String, String> upper = new TreeMap<>();
        SENT.headers().forEach((name, value) -> upper.put(name.toUpperCase(Locale.ROOT), value));

        assertThat(reader(PUBLIC_KEY).read(NotificationRequest.of(lists, SENT.body()), NOW))
                .isNotNull();
        assertThat(reader(PUBLIC_KEY).read(NotificationRequest.of(upper, SENT.body()), NOW))
                .isNotNull();
        assertThat(reader(PUBLIC_KEY).read(NotificationRequest.of(SENT::header, SENT.body()), NOW))
                .isNotNull();
        assertThatThrownBy(() -> NotificationRequest.of(Map.of("Wechatpay-Nonce", 7), SENT.body()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The header Wechatpay-Nonce is a java.lang.Integer; its value is a text or a list of texts");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(
                        "a probe",
                        sent -> sent.withHeader("Wechatpay-Signature", "WECHATPAY/SIGNTEST/AbC"),
                        Refusal.Reason.PROBE_SIGNATURE,
                        "its signature starts with WECHATPAY/SIGNTEST/: the platform is testing that wrong signatures are"
                                + " refused. Nothing is wrong here; a notification will come again, the outcome of a call"
                                + " has to be queried"),
                refused(
                        "a replay",
                        sent -> PLATFORM.sign(sent.body(), NOW.minus(Duration.ofSeconds(301))),
                        Refusal.Reason.STALE_TIMESTAMP,
                        "its timestamp " + (EPOCH - 301) + " is more than 5 minutes before this machine's clock ("
                                + EPOCH + "); set the clock by NTP, and verify messages when they arrive"),
                refused(
                        "no Base64",
                        sent -> sent.withHeader("Wechatpay-Signature", "a"),
                        Refusal.Reason.NOT_BASE64,
                        "its signature is not Base64; a proxy may have changed it"),
                refused(
                        "no signature",
                        sent -> sent.withHeader("Wechatpay-Signature", ""),
                        Refusal.Reason.EMPTY_HEADER,
                        "the header Wechatpay-Signature is empty; a proxy may have changed it, or the sender is not the"
                                + " platform"),
                refused(
                        "another public key",
                        sent -> sent.withHeader("Wechatpay-Serial", "PUB_KEY_ID_0199"),
                        Refusal.Reason.UNKNOWN_SERIAL,
                        "it is signed with the key \"PUB_KEY_ID_0199\", and the known keys are [" + KEY_ID
                                + "]; that is another WeChat Pay public key: take pub_key.pem and its ID from the console"
                                + " of this mchid"),
                refused(
                        "a certificate, in public-key mode",
                        sent -> sent.withHeader("Wechatpay-Serial", "7B"),
                        Refusal.Reason.UNKNOWN_SERIAL,
                        "it is signed with the key \"7B\", and the known keys are [" + KEY_ID
                                + "]; that is a platform certificate: while a merchant moves to the public key both kinds"
                                + " come, so add the platform certificates too"),
                refused(
                        "a forged body",
                        sent -> sent.withBody("{\"id\":\"EV-2\"}".getBytes(StandardCharsets.UTF_8)),
                        Refusal.Reason.WRONG_SIGNATURE,
                        "its signature does not fit the 13 bytes of its body under the key " + KEY_ID
                                + "; the body was changed on the way (verify the raw bytes, not a re-serialised copy), or"
                                + " the key is not the one of this serial"),
                changed("an empty body", body -> "", "the body is empty, so something read it before"),
                changed("white space", body -> body + "\r\n", "white space was added around the body"),
                changed(
                        "spaces between the fields",
                        body -> body.replace("\":", "\": ").replace(",\"", ", \""),
                        "the body was re-serialised"),
                changed(
                        "sorted keys",
                        body -> JsonObject.from(
                                        new TreeMap<>(JsonObject.parse(body).fields()))
                                .toJson(),
                        "the body was re-serialised"),
                changed(
                        "a map's toString",
                        body -> "{id=EV-1, event_type=COUPON.SEND}",
                        "the body was parsed and printed by toString()"));
    }

    private static Arguments refused(
            String what, UnaryOperator<SignedNotification> change, Refusal.Reason reason, String message) {
        return Arguments.of(what, change, reason, message);
    }

    private static Arguments changed(String what, UnaryOperator<String> change, String message) {
        UnaryOperator<SignedNotification> changed = sent -> sent.withBody(
                change.apply(new String(sent.body(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        return refused(
                what,
                changed,
                Refusal.Reason.BODY_CHANGED,
                "its signature does not fit its body: " + message
                        + ": pass the raw bytes, as they were before any JSON library, filter or string conversion"
                        + " touched them");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(String what, UnaryOperator<SignedNotification> change, Refusal.Reason reason, String message) {
        ValidationException refused = catchThrowableOfType(
                ValidationException.class, () -> reader(PUBLIC_KEY).read(change.apply(SENT), NOW));

        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused).hasMessage("The notification cannot be trusted: " + message);
        assertThat(refused.retrySafety()).isEqualTo(RetrySafety.SAFE);
        assertThat(NotificationAnswer.failure(refused).status()).isEqualTo(401);
    }

    @Test
    void refusesAPublicKeyInCertificateMode() {
        assertThatThrownBy(() -> reader(CERTIFICATE).read(SENT, NOW))
                .hasMessage("The notification cannot be trusted: it is signed with the key \"" + KEY_ID
                        + "\", and the known keys are [" + TestKeys.SERIAL
                        + "]; this merchant is in public-key mode: add the WeChat Pay public key, pub_key.pem and its ID"
                        + " from the console");
    }

    @Test
    void refusesANewCertificate() {
        SignedNotification newer = PLATFORM_CERTIFICATE
                .sign("COUPON.SEND", "coupon", RESOURCE, NOW)
                .withHeader("Wechatpay-Serial", "7B");

        assertThatThrownBy(() -> reader(CERTIFICATE).read(newer, NOW))
                .hasMessage(
                        "The notification cannot be trusted: it is signed with the key \"7B\", and the known keys are ["
                                + TestKeys.SERIAL
                                + "]; that platform certificate is new or another merchant's: download the platform certificates"
                                + " again");
    }

    @Test
    void knowsABodyWhoseTextWasReadInAnotherCharset() {
        JsonObject envelope = JsonObject.of("id", "EV-1", "event_type", "COUPON.SEND", "summary", "领券事件");
        SignedNotification sent = PLATFORM.sign(envelope, "coupon", RESOURCE, NOW);
        byte[] twice = new String(sent.body(), StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> reader(PUBLIC_KEY).read(sent.withBody(twice), NOW))
                .hasMessageContaining("the body was read as ISO-8859-1 and written as UTF-8: pass the raw bytes");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of("no JSON", "<xml/>", "The notification is not JSON"),
                Arguments.of("no resource", "{\"id\":\"EV-1\"}", "The notification has no resource"),
                Arguments.of("no id", "{\"resource\":{}}", "The notification has no id"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void saysWhatIsWrongWithASignedOne(String what, String body, String message) {
        SignedNotification sent = PLATFORM.sign(body.getBytes(StandardCharsets.UTF_8), NOW);

        assertThatThrownBy(() -> reader(PUBLIC_KEY).read(sent, NOW))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(
                        message + "; it is signed by the platform all the same. Next: keep its headers and body for the"
                                + " platform's support");
    }

    @Test
    void saysThatTheApiV3KeyIsWrong() {
        VerifyingKeys keys = VerifyingKeys.of(PUBLIC_KEY);
        NotificationReader other = new NotificationReader(() -> keys, ApiV3Key.of("1123456789abcdef0123456789abcdef"));

        assertThatThrownBy(() -> other.read(SENT, NOW))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage(
                        "The encrypted resource does not open with this APIv3 key: it is not the key set in the console"
                                + " under API security (API安全) when this was sealed, or the ciphertext was changed");
    }

    @Test
    void answers() {
        assertThat(NotificationAnswer.success().status()).isEqualTo(200);
        assertThat(NotificationAnswer.success().body())
                .asString()
                .isEqualTo("{\"code\":\"SUCCESS\",\"message\":\"OK\"}");
        NotificationAnswer failure = NotificationAnswer.failure(new IllegalStateException("table ORDERS is locked"));
        assertThat(failure.status()).isEqualTo(500);
        assertThat(failure.isSuccess()).isFalse();
        assertThat(failure.body())
                .asString()
                .isEqualTo("{\"code\":\"FAIL\",\"message\":\"The notification was not taken\"}");
        assertThatThrownBy(() -> NotificationAnswer.failure(204, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status is 204; a failure is answered with 400 to 599, else it is taken for a success");
    }
}
