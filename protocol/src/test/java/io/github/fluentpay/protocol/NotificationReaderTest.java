package io.github.fluentpay.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.Seeded;
import io.github.fluentpay.TestKeys;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(read.summary()).isEqualTo("商家券领券通知");
        assertThat(read.createTime()).isEqualTo(OffsetDateTime.parse("2026-11-24T16:00:00+08:00"));
        assertThat(read.resource()).isEqualTo(RESOURCE);
        assertThat(read.signedBy()).isEqualTo(KEY_ID);
        assertThat(read.envelope().object("resource")).isNotNull();
    }

    /** A summary in ASCII would pass through any character set, and so would the mistakes of a receiver. */
    @ParameterizedTest
    @ValueSource(strings = {"TRANSACTION.SUCCESS", "REFUND.SUCCESS", "COUPON.SEND", "X.Y"})
    void aSummaryIsChinese(String eventType) {
        SignedNotification sent = PLATFORM.sign(eventType, "x", RESOURCE, NOW);

        assertThat(reader(PUBLIC_KEY).read(sent, NOW).summary())
                .isEqualTo(EventSummary.of(eventType).orElse("事件通知"))
                .matches("[\\u4e00-\\u9fff]+");
        byte[] wrong = new String(sent.body(), StandardCharsets.ISO_8859_1).getBytes(UTF_8);
        assertThat(refusal(reader(PUBLIC_KEY), sent.withBody(wrong)).reason()).isEqualTo(Refusal.Reason.BODY_CHANGED);
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
        Map<String, String> lower = new HashMap<>();
        SENT.headers().forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        assertThat(reader(PUBLIC_KEY).read(NotificationRequest.of(lower::get, SENT.body()), NOW))
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
                        "one from the future",
                        sent -> PLATFORM.sign(sent.body(), NOW.plus(Duration.ofSeconds(301))),
                        Refusal.Reason.STALE_TIMESTAMP,
                        "its timestamp " + (EPOCH + 301) + " is more than 5 minutes after this machine's clock ("
                                + EPOCH + "); set the clock by NTP, and verify messages when they arrive"),
                refused(
                        "no number",
                        sent -> sent.withHeader("Wechatpay-Timestamp", "soon"),
                        Refusal.Reason.MALFORMED_TIMESTAMP,
                        "its timestamp \"soon\" is not a number of seconds"),
                refused(
                        "another algorithm",
                        sent -> sent.withHeader("Wechatpay-Signature-Type", "WECHATPAY2-SM2-WITH-SM3"),
                        Refusal.Reason.UNSUPPORTED_SIGNATURE_TYPE,
                        "it is signed with \"WECHATPAY2-SM2-WITH-SM3\"; only WECHATPAY2-SHA256-RSA2048 can be verified"),
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

    /** All headers are there in turn but one. */
    @ParameterizedTest
    @ValueSource(strings = {"Wechatpay-Timestamp", "Wechatpay-Nonce", "Wechatpay-Signature", "Wechatpay-Serial"})
    void refusesWhatLacksAHeader(String name) {
        NotificationRequest lacking =
                NotificationRequest.of(asked -> asked.equalsIgnoreCase(name) ? null : SENT.header(asked), SENT.body());

        assertThatThrownBy(() -> reader(PUBLIC_KEY).read(lacking, NOW))
                .isInstanceOf(ValidationException.class)
                .hasMessage("The notification cannot be trusted: the header " + name
                        + " is missing; a proxy may have dropped it, or the sender is not the platform");
        assertThatThrownBy(() -> reader(PUBLIC_KEY).read(SENT.withHeader(name, " "), NOW))
                .isInstanceOf(ValidationException.class)
                .hasMessage("The notification cannot be trusted: the header " + name
                        + " is empty; a proxy may have changed it, or the sender is not the platform");
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void takesOneOfFiveMinutesEitherWay(long seconds) {
        SignedNotification sent = PLATFORM.sign(SENT.body(), NOW.plusSeconds(seconds));

        assertThat(reader(PUBLIC_KEY).read(sent, NOW).eventType()).isEqualTo("COUPON.SEND");
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
    void refusesACertificateWhileThereIsNone() {
        assertThatThrownBy(() -> reader().read(SENT.withHeader("Wechatpay-Serial", "7B"), NOW))
                .hasMessage(
                        "The notification cannot be trusted: it is signed with the key \"7B\", and the known keys are"
                                + " []; that is a platform certificate, and none is there yet: download the platform"
                                + " certificates");
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

    static Stream<Arguments> charsets() {
        Charset gbk = Charset.forName("GBK");
        return Stream.of(
                Arguments.of("read as ISO-8859-1 and written as UTF-8", StandardCharsets.ISO_8859_1, UTF_8),
                Arguments.of("read as UTF-8 and written as GBK", UTF_8, gbk),
                Arguments.of("read as GBK and written as UTF-8", gbk, UTF_8));
    }

    @ParameterizedTest
    @MethodSource("charsets")
    void knowsABodyThatWentThroughAnotherCharset(String what, Charset read, Charset written) {
        JsonObject envelope = JsonObject.of("id", "EV-1", "event_type", "COUPON.SEND", "summary", "领券事件");
        SignedNotification sent = PLATFORM.sign(envelope, "coupon", RESOURCE, NOW);
        byte[] changed = new String(sent.body(), read).getBytes(written);

        assertThatThrownBy(() -> reader(PUBLIC_KEY).read(sent.withBody(changed), NOW))
                .hasMessage("The notification cannot be trusted: its signature does not fit its body: the body was "
                        + what + ": pass the raw bytes, as they were before any JSON library, filter or string"
                        + " conversion touched them");
    }

    private static SignedNotification withSpaceAround() {
        return SENT.withBody((" " + new String(SENT.body(), UTF_8)).getBytes(UTF_8));
    }

    private static NotificationReader reader(DiagnosisBudget budget) {
        VerifyingKeys known = VerifyingKeys.of(PUBLIC_KEY);
        return new NotificationReader(() -> known, API_V3_KEY, budget);
    }

    private static Refusal refusal(NotificationReader reader, NotificationRequest request) {
        return catchThrowableOfType(ValidationException.class, () -> reader.read(request, NOW))
                .refusal();
    }

    private static void assertNotExamined(Refusal refusal, int length, String why) {
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.WRONG_SIGNATURE);
        assertThat(refusal.message())
                .isEqualTo("its signature does not fit the " + length + " bytes of its body under the key " + KEY_ID
                        + "; the body was changed on the way (verify the raw bytes, not a re-serialised copy), or the key is"
                        + " not the one of this serial. The body was not examined further: " + why);
    }

    @Test
    void examinesFourChangedBodiesTogetherAndFourASecondAfterThat() {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
        DiagnosisBudget budget = DiagnosisBudget.of(nanos::get);
        NotificationReader first = reader(budget);
        NotificationReader second = reader(budget);
        SignedNotification changed = withSpaceAround();

        for (int i = 0; i < 2; i++) {
            assertThat(refusal(first, changed).reason()).isEqualTo(Refusal.Reason.BODY_CHANGED);
            assertThat(refusal(second, changed).reason()).isEqualTo(Refusal.Reason.BODY_CHANGED);
        }
        String why = "too many wrong notifications were examined in the last second";
        assertNotExamined(refusal(first, changed), changed.body().length, why);
        nanos.addAndGet(249_999_999);
        assertNotExamined(refusal(second, changed), changed.body().length, why);
        nanos.addAndGet(1);
        assertThat(refusal(second, changed).reason()).isEqualTo(Refusal.Reason.BODY_CHANGED);
        assertNotExamined(refusal(first, changed), changed.body().length, why);
        assertThat(first.read(SENT, NOW).eventType()).isEqualTo("COUPON.SEND");
    }

    /** Or anybody could use it up for those who look for their own mistake. */
    @Test
    void forgedSignaturesTakeNothingFromTheBudget() {
        NotificationReader reader = reader(DiagnosisBudget.of(() -> 0));
        NotificationSigner forger =
                new NotificationSigner(KEY_ID, MerchantKey.of(TestKeys.RSA.getPrivate()), API_V3_KEY, new Random(5));
        byte[] random = new byte[256];
        new Random(6).nextBytes(random);

        for (int i = 0; i < 10; i++) {
            random[0] = (byte) i;
            SignedNotification noise =
                    SENT.withHeader("Wechatpay-Signature", Base64.getEncoder().encodeToString(random));
            assertThat(refusal(reader, noise).reason()).isEqualTo(Refusal.Reason.WRONG_SIGNATURE);
            assertThat(refusal(reader, forger.sign("COUPON.SEND", "coupon", RESOURCE, NOW))
                            .reason())
                    .isEqualTo(Refusal.Reason.WRONG_SIGNATURE);
        }
        assertThat(refusal(reader, withSpaceAround()).reason()).isEqualTo(Refusal.Reason.BODY_CHANGED);
    }

    @Test
    void examinesOneBodyAtATime() {
        DiagnosisBudget budget = DiagnosisBudget.of(() -> 0);
        SignedNotification changed = withSpaceAround();

        assertThat(budget.begin()).isNull();
        assertNotExamined(
                refusal(reader(budget), changed), changed.body().length, "another notification is being examined");
        budget.end();
        assertThat(refusal(reader(budget), changed).reason()).isEqualTo(Refusal.Reason.BODY_CHANGED);
    }

    @Test
    void doesNotExamineALongBody() {
        byte[] longest = new byte[16 * 1024];
        byte[] longer = new byte[16 * 1024 + 1];
        Arrays.fill(longest, (byte) ' ');
        Arrays.fill(longer, (byte) ' ');
        System.arraycopy(SENT.body(), 0, longest, 0, SENT.body().length);
        System.arraycopy(SENT.body(), 0, longer, 0, SENT.body().length);

        assertThat(refusal(reader(PUBLIC_KEY), SENT.withBody(longest)).reason()).isEqualTo(Refusal.Reason.BODY_CHANGED);
        assertNotExamined(
                refusal(reader(PUBLIC_KEY), SENT.withBody(longer)), longer.length, "it is longer than 16384 bytes");
    }

    /** One thread after the other has it, and with a clock that stands still only four of all. */
    @Test
    void aBudgetIsKeptUnderContention() throws Exception {
        DiagnosisBudget budget = DiagnosisBudget.of(() -> 0);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                for (int round = 0; round < 20_000; round++) {
                    if (budget.begin() == null) {
                        begun.incrementAndGet();
                        together.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                        budget.end();
                    }
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(begun).hasValue(4);
        assertThat(together).hasValue(1);
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

    /** What is beside id and resource is for people, and may be of any kind. */
    @Test
    void readsAnEnvelopeWhoseOtherFieldsAreNotText() {
        JsonObject envelope = JsonObject.of("id", "EV-1", "event_type", 7, "create_time", 7, "summary", List.of());
        JsonObject resource = JsonObject.parse(SENT.body()).object("resource").with("original_type", true);

        Notification read = reader(PUBLIC_KEY)
                .read(PLATFORM.sign(envelope.with("resource", resource).toBytes(), NOW), NOW);

        assertThat(read.id()).isEqualTo("EV-1");
        assertThat(read.eventType()).isEmpty();
        assertThat(read.createTime()).isNull();
        assertThat(read.summary()).isEmpty();
        assertThat(read.originalType()).isEmpty();
        assertThat(read).hasToString("Notification[EV-1, ]");
    }

    @Test
    void answersGarbageWithOneOfTwoExceptions() {
        NotificationReader reader = reader(PUBLIC_KEY, CERTIFICATE);
        Seeded.check(400, random -> {
            SignedNotification garbage = Garbage.of(SENT, PLATFORM, NOW, random);
            try {
                Notification read = reader.read(garbage, NOW);
                assertThat(read.id()).isNotBlank();
                assertThat(read.eventType() + read.summary() + read.originalType() + read.createTime() + read)
                        .isNotNull();
            } catch (ValidationException | MalformedMessageException refused) {
                assertThat(NotificationAnswer.failure(refused).status())
                        .isEqualTo(refused instanceof ValidationException ? 401 : 400);
                assertThat(refused.getMessage()).doesNotContain("sxxe34343434").hasSizeLessThan(600);
            }
        });
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
        assertThat(NotificationAnswer.failure(new CompletionException(refusal()))
                        .json())
                .isEqualTo(JsonObject.of("code", "FAIL", "message", "The signature was refused: PROBE_SIGNATURE"));
        assertThat(NotificationAnswer.failure(new CompletionException(null, null))
                        .status())
                .isEqualTo(500);
        assertThatThrownBy(() -> NotificationAnswer.failure(204, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("status is 204; a failure is answered with 400 to 599, else it is taken for a success");
    }

    /** A handler's own call to the platform fails: nothing is wrong with the notification. */
    @Test
    void answersThatItFailedWhenAReplyCannotBeTrustedOrRead() {
        Refusal wrong = new Refusal(Refusal.Reason.WRONG_SIGNATURE, "the signature does not hold");
        Throwable untrusted = new ValidationException("The reply to GET v3/certificates", wrong, RetrySafety.SAFE);
        Throwable unreadable = new MalformedMessageException("At /name: it does not open", RetrySafety.SAFE, null);

        NotificationAnswer failed = NotificationAnswer.failure(500, "The notification was not taken");
        assertThat(NotificationAnswer.failure(untrusted)).isEqualTo(failed);
        assertThat(NotificationAnswer.failure(new CompletionException(untrusted)))
                .isEqualTo(failed);
        assertThat(NotificationAnswer.failure(unreadable)).isEqualTo(failed);
    }

    private static ValidationException refusal() {
        return new ValidationException(
                "The notification", new Refusal(Refusal.Reason.PROBE_SIGNATURE, "a probe"), RetrySafety.SAFE);
    }
}
