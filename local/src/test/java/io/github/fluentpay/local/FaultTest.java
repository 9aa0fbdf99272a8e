package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.local.journal.Journal;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.local.journal.JournalEntry.Effect;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each fault looks like on the wire, and whether the coupon went back. */
class FaultTest {

    private static final String RETURN = CouponFixture.BASE + "/coupons/return";
    private static final String CERTIFICATES = "/v3/certificates";

    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-23T04:00:00Z"));

    private static LocalPay localPay;
    private static RawCaller raw;
    private static CouponFixture coupons;
    private static String stock;

    private String code;
    private int before;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().clock(CLOCK).start();
        raw = new RawCaller(localPay, CLOCK);
        coupons = new CouponFixture(caller());
        stock = coupons.stock("MERCHANT_API");
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void useACoupon() {
        localPay.faults().clear();
        code = coupons.used(stock, CouponFixture.number());
        before = localPay.journal().size();
    }

    private static TestCaller caller() {
        return new TestCaller(localPay.profile(), CLOCK);
    }

    private static void once(Fault fault) {
        localPay.faults().add(FaultRule.of(fault).path(RETURN).times(1));
    }

    private RawCaller.Seen giveBack() throws IOException {
        return raw.post(
                RETURN, CouponFixture.returnBody(stock, code, "return-" + code).toJson());
    }

    private CompletableFuture<RawCaller.Seen> giveBackMeanwhile() {
        return meanwhile(this::giveBack);
    }

    private static <T> CompletableFuture<T> meanwhile(Callable<T> call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call.call();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                },
                task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    private String state() {
        return coupons.query(code).json().string("coupon_state");
    }

    /** The returns of this test. */
    private Journal journal() {
        Journal all = localPay.journal();
        return new Journal(all.subList(before, all.size())).of(RETURN);
    }

    private JournalEntry entry() {
        return journal().last().orElseThrow();
    }

    /** The fault is over, and the same request with the same number is answered as if nothing had been. */
    private void assertThatARepeatSucceeds() throws IOException {
        RawCaller.Seen again = giveBack();
        assertThat(again.status()).isEqualTo(200);
        assertThat(raw.refusal(again)).isEmpty();
        assertThat(state()).isEqualTo("SENDED");
        assertThat(journal().effects()).isEqualTo(1);
    }

    @Test
    void resetsTheConnectionBeforeTheEffect() throws Exception {
        once(Fault.reset(Moment.BEFORE_EFFECT));

        RawCaller.Seen seen = giveBack();

        assertThat(seen.text()).isEmpty();
        assertThat(seen.reset()).isTrue();
        assertThat(state()).isEqualTo("USED");
        assertThat(entry().effect()).isEqualTo(Effect.NONE);
        assertThat(entry().status()).isEqualTo(JournalEntry.NO_REPLY);
        assertThat(entry().requestId()).isNull();
        assertThat(entry().signedBy()).isNull();
        assertThatARepeatSucceeds();
        assertThat(entry().effect()).isEqualTo(Effect.DONE);
    }

    @Test
    void resetsTheConnectionAfterTheEffect() throws Exception {
        once(Fault.reset(Moment.AFTER_EFFECT));

        RawCaller.Seen seen = giveBack();

        assertThat(seen.text()).isEmpty();
        assertThat(seen.reset()).isTrue();
        assertThat(state()).isEqualTo("SENDED");
        assertThat(entry().effect()).isEqualTo(Effect.DONE);
        assertThatARepeatSucceeds();
        assertThat(entry().effect()).isEqualTo(Effect.REPEATED);
    }

    @Test
    void entersEachExchangeOnce() throws Exception {
        once(Fault.reset(Moment.BEFORE_EFFECT));
        once(Fault.reset(Moment.AFTER_EFFECT));
        once(Fault.halfReply());

        giveBack();
        giveBack();
        giveBack();

        assertThat(journal()).extracting(JournalEntry::status).containsExactly(0, 0, 200);
    }

    @Test
    void sendsHalfAReply() throws Exception {
        once(Fault.halfReply());

        RawCaller.Seen seen = giveBack();

        int promised = Integer.parseInt(seen.header("Content-Length"));
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.reset()).isFalse();
        assertThat(seen.body()).hasSize(promised / 2).startsWith("{\"wechatpay_return_time\":\"");
        assertThat(seen.header(SignatureHeaders.SIGNATURE)).isNotBlank();
        assertThat(state()).isEqualTo("SENDED");
        assertThatARepeatSucceeds();
    }

    @ParameterizedTest
    @EnumSource
    void takesItsTime(Moment moment) throws Exception {
        once(Fault.slow(Duration.ofMillis(1200), moment));
        long begin = System.nanoTime();

        CompletableFuture<RawCaller.Seen> answer = giveBackMeanwhile();
        Patience.await("the effect", () -> !state().equals("USED"));
        Duration untilEffect = Duration.ofNanos(System.nanoTime() - begin);
        answer.join();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(1200));
        assertThat(answer.get().status()).isEqualTo(200);
        assertThat(raw.refusal(answer.get())).isEmpty();
        assertThat(state()).isEqualTo("SENDED");
        if (moment == Moment.BEFORE_EFFECT) {
            assertThat(untilEffect).isGreaterThanOrEqualTo(Duration.ofMillis(1200));
        }
    }

    @Test
    void hasItsEffectWhileTheReplyIsHeldBack() throws Exception {
        LocalPay other = LocalPay.start();
        CompletableFuture<TestCaller.Answer> answer;
        try (other) {
            CouponFixture its = new CouponFixture(TestCaller.of(other));
            String itsStock = its.stock("MERCHANT_API");
            its.used(itsStock, code);
            other.faults()
                    .add(FaultRule.of(Fault.slow(Duration.ofHours(1), Moment.AFTER_EFFECT))
                            .path(RETURN));

            answer = meanwhile(() -> its.giveBack(itsStock, code, "return-" + code));
            Patience.await(
                    "the effect",
                    () -> its.query(code).json().string("coupon_state").equals("SENDED"));

            assertThat(answer).isNotDone();
        }
        assertThat(answer.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS).status())
                .isEqualTo(200);
    }

    @Test
    void leavesThreadsToOthersWhileManyAreSlowAndEndsThemWhenItCloses() throws Exception {
        LocalPay other = LocalPay.start();
        List<CompletableFuture<Integer>> slow;
        try (other) {
            other.faults()
                    .add(FaultRule.of(Fault.slow(Duration.ofHours(1), Moment.BEFORE_EFFECT))
                            .times(80));
            TestCaller caller = TestCaller.of(other);
            slow = IntStream.range(0, 80)
                    .mapToObj(i -> meanwhile(() -> caller.get(CERTIFICATES).status()))
                    .toList();
            Patience.await(
                    "requests that meet the fault", () -> other.faults().rules().isEmpty());

            assertThat(caller.get(CERTIFICATES).status()).isEqualTo(200);
            assertThat(slow).noneMatch(CompletableFuture::isDone);
        }

        for (CompletableFuture<Integer> answer : slow) {
            assertThat(answer.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS)).isEqualTo(200);
        }
    }

    @Test
    void spoilsASignature() throws Exception {
        once(Fault.spoiltSignature());

        RawCaller.Seen seen = giveBack();

        assertThat(seen.status()).isEqualTo(200);
        assertThat(raw.refusal(seen)).contains(Refusal.Reason.WRONG_SIGNATURE);
        assertThat(state()).isEqualTo("SENDED");
        assertThatARepeatSucceeds();
    }

    @Test
    void sendsTheSignatureOfAProbe() throws Exception {
        once(Fault.probeSignature());

        RawCaller.Seen seen = giveBack();

        assertThat(seen.header(SignatureHeaders.SIGNATURE))
                .startsWith("WECHATPAY/SIGNTEST/")
                .hasSize(344);
        assertThat(raw.refusal(seen)).contains(Refusal.Reason.PROBE_SIGNATURE);
        assertThat(state()).isEqualTo("SENDED");
    }

    @Test
    void namesAnotherKeyThanTheOneThatSigned() throws Exception {
        once(Fault.wrongSerial());

        RawCaller.Seen seen = giveBack();

        assertThat(seen.header(SignatureHeaders.SERIAL))
                .isEqualTo(localPay.credentials().platformCertificateSerial());
        assertThat(raw.refusal(seen)).contains(Refusal.Reason.WRONG_SIGNATURE);
        assertThat(entry().signedBy()).isEqualTo(localPay.credentials().platformPublicKeyId());
        assertThat(state()).isEqualTo("SENDED");
    }

    @Test
    void signsWithAnotherKeyThanTheOneItNames() throws Exception {
        once(Fault.wrongKey());

        RawCaller.Seen seen = giveBack();

        assertThat(seen.header(SignatureHeaders.SERIAL))
                .isEqualTo(localPay.credentials().platformPublicKeyId());
        assertThat(raw.refusal(seen)).contains(Refusal.Reason.WRONG_SIGNATURE);
        assertThat(entry().signedBy()).isEqualTo(localPay.credentials().platformCertificateSerial());
        assertThat(state()).isEqualTo("SENDED");
    }

    @Test
    void signsWithAnotherKeyEvenWhereClientsKnowOne() throws Exception {
        localPay.rotation().certificatesOnly();
        try {
            once(Fault.wrongKey());

            assertThat(raw.refusal(giveBack())).contains(Refusal.Reason.WRONG_SIGNATURE);
        } finally {
            localPay.rotation().bothKinds();
        }
    }

    @Test
    void namesNoKeyItHasWhenThereIsOnlyOne() throws Exception {
        localPay.rotation().publicKeyOnly();
        try {
            once(Fault.wrongSerial());

            assertThat(raw.refusal(giveBack())).contains(Refusal.Reason.UNKNOWN_SERIAL);
        } finally {
            localPay.rotation().bothKinds();
        }
    }

    @Test
    void namesAKeyThatDoesNotExist() throws Exception {
        once(Fault.unknownSerial());
        once(Fault.unknownSerial("PUB_KEY_ID_0000000000"));

        RawCaller.Seen first = giveBack();
        RawCaller.Seen second = giveBack();

        assertThat(first.header(SignatureHeaders.SERIAL)).matches("[0-9A-F]{40}");
        assertThat(second.header(SignatureHeaders.SERIAL)).isEqualTo("PUB_KEY_ID_0000000000");
        assertThat(raw.refusal(first)).contains(Refusal.Reason.UNKNOWN_SERIAL);
        assertThat(raw.refusal(second)).contains(Refusal.Reason.UNKNOWN_SERIAL);
        assertThat(state()).isEqualTo("SENDED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wechatpay-Timestamp",
                "Wechatpay-Nonce",
                "Wechatpay-Signature",
                "Wechatpay-Serial",
                "Wechatpay-Signature-Type",
                "Request-ID"
            })
    void leavesOneHeaderOut(String name) throws Exception {
        once(Fault.missingHeader(name));

        RawCaller.Seen seen = giveBack();

        assertThat(seen.header(name)).isNull();
        assertThat(raw.refusal(seen))
                .isEqualTo(
                        // The type has a default, and the request id is not signed.
                        List.of("Wechatpay-Signature-Type", "Request-ID").contains(name)
                                ? Optional.empty()
                                : Optional.of(Refusal.Reason.MISSING_HEADER));
        assertThat(state()).isEqualTo("SENDED");
        assertThatARepeatSucceeds();
    }

    @Test
    void signsOverAnOldTimestamp() throws Exception {
        once(Fault.staleTimestamp());
        once(Fault.staleTimestamp(Duration.ofMinutes(-6)));
        once(Fault.staleTimestamp(Duration.ofMinutes(4)));

        assertThat(raw.refusal(giveBack())).contains(Refusal.Reason.STALE_TIMESTAMP);
        assertThat(raw.refusal(giveBack())).contains(Refusal.Reason.STALE_TIMESTAMP);
        assertThat(raw.refusal(giveBack())).isEmpty();
        assertThat(state()).isEqualTo("SENDED");
    }

    @ParameterizedTest
    @CsvSource({
        "429, RATELIMIT_EXCEEDED",
        "500, SYSTEM_ERROR",
        "400, SYSTEM_ERROR",
        "502, SERVICE_UNAVAILABLE",
        "503, SERVICE_UNAVAILABLE"
    })
    void refusesBeforeTheEffect(int status, String code) throws Exception {
        once(Fault.refusal(status, code));

        RawCaller.Seen seen = giveBack();

        assertThat(seen.status()).isEqualTo(status);
        assertThat(JsonObject.parse(seen.body()))
                .isEqualTo(JsonObject.of("code", code, "message", "LocalPay was told to answer so"));
        assertThat(seen.header("Retry-After")).isNull();
        assertThat(raw.refusal(seen)).isEmpty();
        assertThat(state()).isEqualTo("USED");
        assertThat(entry().code()).isEqualTo(code);
        assertThat(entry().effect()).isEqualTo(Effect.NONE);
        assertThatARepeatSucceeds();
    }

    @Test
    void refusesAfterTheEffect() throws Exception {
        once(Fault.refusal(500, "SYSTEM_ERROR", Moment.AFTER_EFFECT));

        RawCaller.Seen seen = giveBack();

        assertThat(seen.status()).isEqualTo(500);
        assertThat(raw.refusal(seen)).isEmpty();
        assertThat(state()).isEqualTo("SENDED");
        assertThat(entry().effect()).isEqualTo(Effect.DONE);
        assertThatARepeatSucceeds();
    }

    @Test
    void saysWhenToComeAgain() throws Exception {
        once(Fault.refusal(429, "RATELIMIT_EXCEEDED").retryAfter(Duration.ofSeconds(3)));

        assertThat(giveBack().header("Retry-After")).isEqualTo("3");
    }

    @Test
    void acceptsWithoutTheEffect() throws Exception {
        once(Fault.accepted());

        RawCaller.Seen seen = giveBack();

        assertThat(seen.status()).isEqualTo(202);
        assertThat(seen.body()).isEqualTo("{}");
        assertThat(raw.refusal(seen)).isEmpty();
        assertThat(state()).isEqualTo("USED");
        assertThat(entry().effect()).isEqualTo(Effect.NONE);
        assertThatARepeatSucceeds();
    }

    @Test
    void answersAsAGatewayBeforeTheEffect() throws Exception {
        once(Fault.gatewayPage(502));

        RawCaller.Seen seen = giveBack();

        assertThat(seen.status()).isEqualTo(502);
        assertThat(seen.header("Content-Type")).isEqualTo("text/html");
        assertThat(seen.body()).startsWith("<html>").contains("502 Bad Gateway");
        assertThat(seen.text()).doesNotContain("Wechatpay-", "Request-ID");
        assertThat(state()).isEqualTo("USED");
        assertThat(entry().signedBy()).isNull();
        assertThatARepeatSucceeds();
    }

    @Test
    void answersAsAGatewayAfterTheEffect() throws Exception {
        once(Fault.gatewayPage(504, Moment.AFTER_EFFECT));

        assertThat(giveBack().status()).isEqualTo(504);

        assertThat(state()).isEqualTo("SENDED");
        assertThatARepeatSucceeds();
    }

    @Test
    void reachesTheCertificateList() throws Exception {
        localPay.faults()
                .add(FaultRule.of(Fault.probeSignature()).path(CERTIFICATES).times(1))
                .add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR"))
                        .path(CERTIFICATES)
                        .times(1))
                .add(FaultRule.of(Fault.halfReply()).path(CERTIFICATES).times(1));

        assertThat(raw.refusal(raw.get(CERTIFICATES))).contains(Refusal.Reason.PROBE_SIGNATURE);
        assertThat(raw.get(CERTIFICATES + "?algorithm_type=RSA").status()).isEqualTo(500);
        RawCaller.Seen half = raw.get(CERTIFICATES);
        assertThat(half.body()).hasSize(Integer.parseInt(half.header("Content-Length")) / 2);
        assertThat(raw.refusal(raw.get(CERTIFICATES))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refusal", "accepted"})
    void diagnosesAWrongSignatureBeforeItRefuses(String kind) throws Exception {
        once(kind.equals("refusal") ? Fault.refusal(503, "SERVICE_UNAVAILABLE") : Fault.accepted());

        RawCaller.Seen seen = raw.send("POST", RETURN, "{}", "none");

        assertThat(seen.status()).isEqualTo(401);
        assertThat(seen.body()).contains("SIGN_ERROR");
    }

    @Test
    void takesTheFirstRuleThatIsNotSpent() throws Exception {
        localPay.faults()
                .add(FaultRule.of(Fault.refusal(429, "RATELIMIT_EXCEEDED"))
                        .path(RETURN)
                        .times(2))
                .add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR")).path(RETURN));

        assertThat(giveBack().status()).isEqualTo(429);
        assertThat(localPay.faults().rules())
                .extracting(FaultRule::toString)
                .first()
                .asString()
                .endsWith("times 1]");
        assertThat(giveBack().status()).isEqualTo(429);
        assertThat(giveBack().status()).isEqualTo(500);
        assertThat(giveBack().status()).isEqualTo(500);
        localPay.faults().clear();
        assertThatARepeatSucceeds();
    }

    @Test
    void strikesOnlyWhatARuleIsAbout() throws Exception {
        FaultRule rule = FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR"));
        localPay.faults()
                .add(rule.mchid("1900000002"))
                .add(rule.method("PUT"))
                .add(rule.path(CouponFixture.BASE + "/stocks/{stock_id}"));

        assertThat(raw.get(CERTIFICATES).status()).isEqualTo(200);
        assertThat(raw.get(CouponFixture.BASE + "/stocks/" + stock).status()).isEqualTo(500);
        TestCaller other = new TestCaller(localPay.addMerchant("1900000002"), CLOCK);
        assertThat(other.get(CERTIFICATES).status()).isEqualTo(500);
    }

    @Test
    void strikesAShareThatTheSeedDecides() throws Exception {
        List<Integer> first = statuses(11);
        List<Integer> second = statuses(11);

        assertThat(first).contains(200, 500).isEqualTo(second);
        assertThat(first.stream().filter(status -> status == 500).count()).isBetween(8L, 32L);
    }

    private static List<Integer> statuses(long seed) throws IOException {
        try (LocalPay seeded =
                LocalPay.builder().random(new SplittableRandom(seed)).start()) {
            seeded.faults().add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR")).rate(0.5));
            TestCaller caller = TestCaller.of(seeded);
            return IntStream.range(0, 40)
                    .mapToObj(i -> caller.get(CERTIFICATES).status())
                    .toList();
        }
    }

    @Test
    void countsDownOnceForEachOfManyAtOnce() {
        localPay.faults().add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR")).times(20));

        List<Integer> statuses = IntStream.range(0, 60)
                .parallel()
                .mapToObj(i -> caller().get(CERTIFICATES).status())
                .toList();

        assertThat(statuses).filteredOn(status -> status == 500).hasSize(20);
        assertThat(localPay.faults().rules()).isEmpty();
    }

    @Test
    void replacesTheSignaturesThatAreLeftToSpoil() {
        localPay.spoilNextSignatures(5);
        localPay.spoilNextSignatures(1);

        assertThat(localPay.faults().rules()).singleElement().satisfies(rule -> {
            assertThat(rule.fault()).isEqualTo(Fault.spoiltSignature());
            assertThat(rule.times()).hasValue(1);
        });
        localPay.spoilNextSignatures(0);
        assertThat(localPay.faults().rules()).isEmpty();
    }

    @Test
    void refusesFaultsThatCannotBe() {
        FaultRule rule = FaultRule.of(Fault.accepted());

        assertThatThrownBy(() -> rule.times(0)).hasMessage("times is 0; it must be 1 or more");
        assertThatThrownBy(() -> rule.rate(1.5)).hasMessage("rate is 1.5; it must be from 0 to 1");
        assertThatThrownBy(() -> rule.rate(Double.NaN)).hasMessage("rate is NaN; it must be from 0 to 1");
        assertThatThrownBy(() -> rule.path("/v3/certificates?x=1"))
                .hasMessage("The path \"/v3/certificates?x=1\" must begin with a slash, and have no query: that is not"
                        + " looked at");
        assertThatThrownBy(() -> Fault.refusal(200, "OK")).hasMessage("status is 200; it must be from 400 to 599");
        assertThatThrownBy(() -> Fault.refusal(500, " ")).hasMessage("code is blank");
        assertThatThrownBy(() -> Fault.slow(Duration.ofSeconds(-1), Moment.AFTER_EFFECT))
                .hasMessage("delay is PT-1S; it must not be negative");
        assertThatThrownBy(() -> Fault.missingHeader("Wechatpay-Signatur"))
                .hasMessage("There is no header \"Wechatpay-Signatur\" to leave out; there are Wechatpay-Timestamp,"
                        + " Wechatpay-Nonce, Wechatpay-Signature, Wechatpay-Serial, Wechatpay-Signature-Type,"
                        + " Request-ID");
    }
}
