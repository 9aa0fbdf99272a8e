package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.KeyMode;
import io.github.fluentpay.client.KeyUse;
import io.github.fluentpay.client.Merchants;
import io.github.fluentpay.client.PlatformKeys;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a client gets the platform's keys, keeps them, and goes from one kind to the other. */
class KeysThatChangeTest {

    private static final String LIST = "/v3/certificates";
    private static final String STOCK = "v3/marketing/busifavor/stocks/" + ExampleCoupon.STOCK_ID;
    private static final String UNKNOWN = "5A0000000000000000000000000000000000000A";

    private static final SettableClock CLOCK = new SettableClock();
    private static LocalPay localPay;

    private int before;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder()
                .clock(CLOCK)
                .defaultReplyKey(ReplyKey.CERTIFICATE)
                .start();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void forget() {
        before = localPay.journal().size();
    }

    @AfterEach
    void repair() {
        localPay.faults().clear();
        localPay.rotation().bothKinds();
    }

    /** What this test asked. */
    private List<JournalEntry> journal() {
        return localPay.journal().subList(before, localPay.journal().size());
    }

    private int count(String path) {
        return (int)
                journal().stream().filter(entry -> entry.path().equals(path)).count();
    }

    /** A new certificate signs alone, and the old one is gone. */
    private static String rotated() {
        String next = SerialNumber.of(localPay.rotation().publish());
        localPay.rotation().finish();
        localPay.rotation().withdraw();
        return next;
    }

    private FluentPay client(KeyMode mode) {
        return FluentPay.builder()
                .profile(localPay.profile())
                .keyMode(mode)
                .clock(CLOCK)
                .retry(RetryPolicy.none())
                .build();
    }

    private VerifyingKey publicKey() {
        return localPay.platformKeys().publicKey().orElseThrow();
    }

    private String certificate() {
        return localPay.credentials().platformCertificateSerial();
    }

    private int downloads() {
        return count(LIST);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** What many callers get who start at once. */
    private static <T> List<T> atOnce(int callers, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            List<Future<T>> all = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                all.add(threads.submit(call));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : all) {
                results.add(each.get(20, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void downloadsOnceForAllWhoCallFirst(Way way) throws Exception {
        try (FluentPay pay = client(KeyMode.certificates())) {
            assertThat(journal()).as("building does no I/O").isEmpty();
            assertThat(pay.keys().downloadedAt()).isEmpty();

            List<String> signedBy =
                    atOnce(16, () -> String.valueOf(way.get(pay.chain(STOCK)).signedBy()));

            assertThat(signedBy).containsOnly(certificate());
            assertThat(downloads()).isEqualTo(1);
            assertThat(pay.keys().current().serials()).containsExactly(certificate());
            assertThat(pay.keys().downloadedAt()).contains(CLOCK.instant());
            assertThat(pay.keys().lastFailure()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotBelieveAFirstDownloadThatItsOwnCertificatesDoNotVerify(Way way) {
        localPay.faults().add(FaultRule.of(Fault.spoiltSignature()).path(LIST));
        try (FluentPay pay = client(KeyMode.certificates())) {
            ValidationException failure =
                    catchThrowableOfType(ValidationException.class, () -> way.get(pay.chain(STOCK)));

            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            assertThat(failure.reason()).isEqualTo(Refusal.Reason.WRONG_SIGNATURE);
            assertThat(failure)
                    .hasMessageStartingWith(
                            "GET " + STOCK + ": not sent: its reply could not be verified, since the list"
                                    + " of platform certificates cannot be trusted: its signature does not fit the ")
                    .hasMessageEndingWith(
                            ". Nothing was sent. Next: check the base URL, this machine's clock and any proxy"
                                    + " on the way, then retry");
            assertThat(journal()).hasSize(1);
        }
    }

    @Test
    void refreshesInTheBackgroundWithoutDelayingTheCall() {
        try (FluentPay pay = client(KeyMode.certificates().refreshEvery(Duration.ofHours(2)))) {
            pay.chain(STOCK).get();
            CLOCK.forward(Duration.ofMinutes(119));
            pay.chain(STOCK).get();
            assertThat(downloads()).isEqualTo(1);

            // Whoever waited for this download would wait for the end of the test.
            localPay.faults()
                    .add(FaultRule.of(Fault.slow(Duration.ofSeconds(60), Moment.BEFORE_EFFECT))
                            .path(LIST)
                            .times(1));
            CLOCK.forward(Duration.ofMinutes(1));
            for (int i = 0; i < 5; i++) {
                pay.chain(STOCK).timeout(Duration.ofSeconds(10)).get();
            }
            assertThat(count("/" + STOCK)).isEqualTo(7);
            assertThat(pay.keys().downloadedAt()).contains(CLOCK.instant().minus(Duration.ofHours(2)));
        }
    }

    @Test
    void refreshesOnceWhenOld() {
        try (FluentPay pay = client(KeyMode.certificates())) {
            pay.chain(STOCK).get();
            localPay.rotation().publish();

            CLOCK.forward(Duration.ofHours(1));
            pay.chain(STOCK).get();
            until(() -> pay.keys().current().serials().size() == 2);
            pay.chain(STOCK).get();

            localPay.rotation().finish();
            localPay.rotation().withdraw();
            assertThat(downloads()).isEqualTo(2);
            assertThat(pay.keys().downloadedAt()).contains(CLOCK.instant());
        }
    }

    @ParameterizedTest
    @EnumSource
    void looksForAnUnknownKeyOnceForAllWhoMeetIt(Way way) throws Exception {
        try (FluentPay pay = client(KeyMode.certificates())) {
            pay.chain(STOCK).get();
            String next = SerialNumber.of(localPay.rotation().publish());
            localPay.rotation().finish();

            List<String> signedBy =
                    atOnce(16, () -> String.valueOf(way.get(pay.chain(STOCK)).signedBy()));

            localPay.rotation().withdraw();
            assertThat(signedBy).containsOnly(next);
            assertThat(downloads()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void looksForAKeyThatStaysUnknownOnceAMinute(Way way) throws Exception {
        localPay.faults().add(FaultRule.of(Fault.unknownSerial()).path("/" + STOCK));
        try (FluentPay pay = client(KeyMode.certificates())) {
            for (int i = 0; i < 3; i++) {
                List<String> messages = atOnce(
                        8,
                        () -> String.valueOf(
                                catchThrowable(() -> way.get(pay.chain(STOCK))).getMessage()));
                assertThat(messages)
                        .containsOnly("The reply to GET " + STOCK + " cannot be trusted: it is signed with the key \""
                                + UNKNOWN + "\", and the known keys are [" + certificate()
                                + "]; that platform certificate"
                                + " is new or another merchant's: download the platform certificates again. The client does"
                                + " so by itself, for an unknown key once a minute at most; what it downloaded last does not"
                                + " have this one");
            }
            assertThat(downloads()).as("the first one, and the one for the key").isEqualTo(2);

            CLOCK.forward(Duration.ofSeconds(59));
            assertThatThrownBy(() -> way.get(pay.chain(STOCK))).isInstanceOf(ValidationException.class);
            assertThat(downloads()).isEqualTo(2);
            CLOCK.forward(Duration.ofSeconds(1));
            assertThatThrownBy(() -> way.get(pay.chain(STOCK))).isInstanceOf(ValidationException.class);
            assertThat(downloads()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysOfAnUnknownKeyWhyItCouldNotBeDownloaded(Way way) {
        try (FluentPay pay = client(KeyMode.certificates())) {
            pay.chain(STOCK).get();
            localPay.faults().add(FaultRule.of(Fault.unknownSerial()).path("/" + STOCK));
            localPay.faults().add(FaultRule.of(Fault.gatewayPage(502)).path(LIST));

            ValidationException refusal =
                    catchThrowableOfType(ValidationException.class, () -> way.get(pay.chain(STOCK)));

            assertThat(refusal)
                    .hasMessage("The reply to GET " + STOCK + " cannot be trusted: it is signed with the key \""
                            + UNKNOWN
                            + "\", and the known keys are [" + certificate() + "]; that platform certificate is new or"
                            + " another merchant's: download the platform certificates again. The last download of the"
                            + " platform certificates failed: "
                            + pay.keys().lastFailure().orElseThrow().message()
                            + "");
            assertThat(pay.keys().lastFailure().orElseThrow().message())
                    .startsWith("GET v3/certificates was refused: HTTP 502");
        }
    }

    @ParameterizedTest
    @EnumSource
    void recoversByItselfAfterALongRest(Way way) {
        try (FluentPay pay = client(KeyMode.certificates())) {
            pay.chain(STOCK).get();
            String old = certificate();
            String next = rotated();
            CLOCK.forward(Duration.ofDays(20));

            assertThat(way.get(pay.chain(STOCK)).signedBy()).isEqualTo(next).isNotEqualTo(old);
            assertThat(downloads()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void recoversFromACertificateOfAFileThatHasExpired(Way way) {
        VerifyingKeys ofFile = VerifyingKeys.of(
                VerifyingKey.ofCertificate(localPay.credentials().platformCertificate()));
        CLOCK.forward(Duration.ofDays(5 * 366));
        String next = rotated();
        try (FluentPay pay = client(KeyMode.certificates(ofFile))) {
            assertThat(way.get(pay.chain(STOCK)).signedBy()).isEqualTo(next);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheOldKeysWhenARefreshFails(Way way) {
        try (FluentPay pay = client(KeyMode.certificates())) {
            pay.chain(STOCK).get();
            localPay.faults()
                    .add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR")).path(LIST));

            // In the background, and when it is waited for.
            for (Duration rest : List.of(Duration.ofHours(1), Duration.ofHours(13))) {
                CLOCK.forward(rest);
                assertThat(way.get(pay.chain(STOCK)).signedBy()).isEqualTo(certificate());
                until(() -> pay.keys()
                        .lastFailure()
                        .filter(last -> last.at().equals(CLOCK.instant()))
                        .isPresent());
                assertThat(way.get(pay.chain(STOCK)).signedBy()).isEqualTo(certificate());
                assertThat(pay.keys().current().serials()).containsExactly(certificate());
                assertThat(pay.keys().lastFailure().orElseThrow().message())
                        .startsWith("GET v3/certificates was refused: HTTP 500 SYSTEM_ERROR \"");
            }
            assertThat(downloads()).as("one failed attempt a minute at most").isEqualTo(3);

            localPay.faults().clear();
            CLOCK.forward(Duration.ofMinutes(1));
            way.get(pay.chain(STOCK));
            // In the background: the call had a key to go with.
            until(() -> downloads() == 4 && pay.keys().lastFailure().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void failsAllWhoWaitForAFirstDownloadThatFailsAndTriesAgainASecondLater(Way way) throws Exception {
        localPay.faults()
                .add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR")).path(LIST).times(1));
        try (FluentPay pay = client(KeyMode.certificates())) {
            List<TransportException> failures =
                    atOnce(8, () -> catchThrowableOfType(TransportException.class, () -> way.get(pay.chain(STOCK))));

            String reason = pay.keys().lastFailure().orElseThrow().message();
            assertThat(reason).startsWith("GET v3/certificates was refused: HTTP 500 SYSTEM_ERROR \"");
            assertThat(failures).allSatisfy(failure -> {
                assertThat(failure)
                        .hasMessage("GET " + STOCK + ": not sent: its reply could not be verified, since the platform"
                                + " certificates could not be downloaded: " + reason
                                + ". Nothing was sent. Next: fix the cause and retry; a merchant without platform"
                                + " certificates uses keyMode(KeyMode.publicKey(…)) of the builder");
                assertThat(failure).hasCauseInstanceOf(ServiceException.class);
                assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            });
            assertThat(downloads()).as("those that come within the pause too").isEqualTo(1);
            assertThat(journal()).hasSize(1);

            CLOCK.forward(Duration.ofSeconds(1));
            assertThat(way.get(pay.chain(STOCK)).signedBy()).isEqualTo(certificate());
            assertThat(downloads()).isEqualTo(2);
        }
    }

    @Test
    void tellsAPublicKeyMerchantThatItHasNoCertificates() {
        localPay.rotation().publicKeyOnly();
        try (FluentPay pay = client(KeyMode.certificates())) {
            assertThatThrownBy(() -> pay.chain(STOCK).get())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("HTTP 404 RESOURCE_NOT_EXISTS")
                    .hasMessageEndingWith(
                            "a merchant without platform certificates uses keyMode(KeyMode.publicKey(…)) of the builder");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPublicKeyMerchantNeverAsksForCertificates(Way way) {
        try (FluentPay pay = client(KeyMode.publicKey(publicKey()))) {
            assertThat(way.get(pay.chain(STOCK)).signedBy())
                    .isEqualTo(publicKey().serial());
            CLOCK.forward(Duration.ofDays(30));
            way.get(pay.chain(STOCK));

            localPay.faults().add(FaultRule.of(Fault.unknownSerial()).path("/" + STOCK));
            assertThatThrownBy(() -> way.get(pay.chain(STOCK)))
                    .isInstanceOf(ValidationException.class)
                    .hasMessage(
                            "The reply to GET " + STOCK + " cannot be trusted: it is signed with the key \"" + UNKNOWN
                                    + "\", and the known keys are ["
                                    + publicKey().serial() + "]; that is a platform certificate:"
                                    + " while a merchant moves to the public key both kinds come, so add the platform certificates"
                                    + " too");
            assertThatThrownBy(() -> pay.notifications(Function.identity())
                            .receive(request(localPay.notification("COUPON.USE", "coupon", JsonObject.of("a", "b")))))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining(certificate());
            assertThat(downloads()).isZero();
        }
    }

    @Test
    void anUnknownPublicKeyIsNotLookedForAmongCertificates() {
        try (FluentPay pay = client(KeyMode.both(publicKey()))) {
            pay.chain(STOCK).get();
            until(() -> pay.keys().downloadedAt().isPresent());
            localPay.faults()
                    .add(FaultRule.of(Fault.unknownSerial("PUB_KEY_ID_0100000001"))
                            .path("/" + STOCK));

            assertThatThrownBy(() -> pay.chain(STOCK).get())
                    .isInstanceOf(ValidationException.class)
                    .hasMessageEndingWith(
                            "that is another WeChat Pay public key: take pub_key.pem and its ID from the console"
                                    + " of this mchid");
            assertThat(downloads()).isEqualTo(1);
        }
    }

    @Test
    void movesFromCertificatesToThePublicKeyAndBackWithoutARestart() {
        try (FluentPay pay = client(KeyMode.certificates())) {
            PlatformKeys keys = pay.keys();
            assertThat(signersOf(pay, 20)).containsExactly(certificate());

            keys.switchTo(KeyMode.both(publicKey()).publicKeyShare(0));
            assertThat(signersOf(pay, 20)).containsExactly(certificate());
            keys.switchTo(KeyMode.both(publicKey()).publicKeyShare(50));
            assertThat(signersOf(pay, 60))
                    .containsExactlyInAnyOrder(certificate(), publicKey().serial());
            keys.switchTo(KeyMode.both(publicKey()));
            assertThat(signersOf(pay, 20)).containsExactly(publicKey().serial());
            keys.switchTo(KeyMode.publicKey(publicKey()));
            assertThat(signersOf(pay, 20)).containsExactly(publicKey().serial());

            keys.switchTo(KeyMode.certificates());
            assertThat(signersOf(pay, 20)).containsExactly(certificate());
            assertThat(downloads())
                    .as("what was downloaded before is there for the way back")
                    .isEqualTo(1);
            assertThat(keys.seen().values().stream().mapToLong(KeyUse::replies).sum())
                    .isEqualTo(161);
        }
    }

    @Test
    void stopsBelievingARemovedKeyHoweverOftenTheModeIsSet() {
        try (FluentPay pay = client(KeyMode.certificates())) {
            pay.chain(STOCK).get();
            pay.keys().switchTo(KeyMode.publicKey(publicKey()));
            receiveSignedWithTheCertificate(pay);
            CLOCK.forward(Duration.ofMinutes(4));
            receiveSignedWithTheCertificate(pay);

            for (int i = 0; i < 14; i++) {
                pay.keys().switchTo(KeyMode.publicKey(publicKey()));
                CLOCK.forward(Duration.ofMinutes(4));
                assertThatThrownBy(() -> receiveSignedWithTheCertificate(pay))
                        .isInstanceOf(ValidationException.class)
                        .hasMessageContaining(certificate());
            }
        }
    }

    @Test
    void stopsBelievingARemovedKeyHoweverOftenTheMerchantIsReloaded() {
        AtomicReference<KeyMode> stored = new AtomicReference<>(KeyMode.certificates());
        try (Merchants<String, FluentPay> merchants = Merchants.of(
                FluentPay.builder().clock(CLOCK).retry(RetryPolicy.none()),
                (key, builder) ->
                        Optional.of(builder.profile(localPay.profile()).keyMode(stored.get())))) {
            merchants.get("shop").chain(STOCK).get();
            stored.set(KeyMode.publicKey(publicKey()));
            receiveSignedWithTheCertificate(merchants.reload("shop").orElseThrow());
            CLOCK.forward(Duration.ofMinutes(4));
            receiveSignedWithTheCertificate(merchants.reload("shop").orElseThrow());

            for (int i = 0; i < 14; i++) {
                CLOCK.forward(Duration.ofMinutes(4));
                FluentPay next = merchants.reload("shop").orElseThrow();
                assertThatThrownBy(() -> receiveSignedWithTheCertificate(next))
                        .isInstanceOf(ValidationException.class)
                        .hasMessageContaining(certificate());
            }
        }
    }

    private static void receiveSignedWithTheCertificate(FluentPay pay) {
        pay.notifications(Function.identity())
                .receive(request(localPay.notification("COUPON.USE", "coupon", JsonObject.of("a", "b"))));
    }

    @Test
    void asksForNoPublicKeyBeforeItsShareSaysSo() {
        try (FluentPay pay = client(KeyMode.both(publicKey()).publicKeyShare(0))) {
            assertThat(signersOf(pay, 3)).containsExactly(certificate());
        }
    }

    @Test
    void goesByThePublicKeyWhileThereAreNoCertificatesToShareWith() {
        localPay.rotation().publicKeyOnly();
        try (FluentPay pay = client(KeyMode.both(publicKey()).publicKeyShare(0))) {
            assertThat(signersOf(pay, 3)).containsExactly(publicKey().serial());
            assertThat(downloads()).as("one failed attempt a minute at most").isEqualTo(1);
        }
    }

    @Test
    void countsRepliesAndNotificationsBySerial() {
        try (FluentPay pay = client(KeyMode.both(publicKey()))) {
            assertThat(pay.keys().seen()).isEmpty();
            signersOf(pay, 3);
            until(() -> pay.keys().downloadedAt().isPresent());
            CLOCK.forward(Duration.ofMinutes(2));
            for (int i = 0; i < 2; i++) {
                pay.notifications(Function.identity())
                        .receive(request(localPay.notification("COUPON.USE", "coupon", JsonObject.of("a", "b"))));
            }
            // What is not believed is not counted.
            localPay.spoilNextSignatures(1);
            assertThatThrownBy(() -> pay.chain(STOCK).get()).isInstanceOf(ValidationException.class);

            Map<String, KeyUse> seen = pay.keys().seen();
            assertThat(seen)
                    .containsEntry(certificate(), new KeyUse(0, 2, CLOCK.instant()))
                    .containsEntry(
                            publicKey().serial(),
                            new KeyUse(4, 0, CLOCK.instant().minus(Duration.ofMinutes(2))))
                    .hasSize(2);
            assertThatThrownBy(seen::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void saysWhatItCannotSwitchTo() {
        try (WechatPayClient pay = FluentPay.builder()
                .merchant(localPay.merchant())
                .baseUrls(localPay.baseUrl())
                .keyMode(KeyMode.publicKey(publicKey()))
                .build()) {
            assertThatThrownBy(() -> pay.keys().switchTo(KeyMode.certificates()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The APIv3 key is missing: apiV3Key(ApiV3Key.of(…)) of the builder; the platform"
                            + " certificates, which are to be downloaded, are encrypted with it");
            assertThat(pay.keys().mode().toString())
                    .isEqualTo("KeyMode[[" + publicKey().serial() + "]]");
            assertThat(journal()).isEmpty();
        }
    }

    @Test
    void refreshesWhenAskedAndFailsAsACallDoes() {
        try (FluentPay pay = client(KeyMode.publicKey(publicKey()))) {
            assertThat(pay.keys().refresh().join().serials())
                    .containsExactly(publicKey().serial());
            pay.keys().switchTo(KeyMode.certificates());
            assertThat(pay.keys().current().serials()).containsExactly(certificate());

            localPay.faults().add(FaultRule.of(Fault.refusal(403, "NO_AUTH")).path(LIST));
            CompletableFuture<VerifyingKeys> failed = pay.keys().refresh();
            until(failed::isDone);
            failed.whenComplete((keys, failure) -> assertThat(failure).isInstanceOf(ServiceException.class))
                    .exceptionally(failure -> VerifyingKeys.none())
                    .join();
        }
    }

    @Test
    void saysThatTheApiV3KeyIsNotTheOneOfTheCertificates() {
        try (FluentPay pay = FluentPay.builder()
                .profile(localPay.profile())
                .apiV3Key(ApiV3Key.of("f".repeat(32)))
                .keyMode(KeyMode.certificates())
                .clock(CLOCK)
                .build()) {
            assertThatThrownBy(() -> pay.chain(STOCK).get())
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("does not open with this APIv3 key");
        }
    }

    private static List<String> signersOf(FluentPay pay, int calls) {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            all.add(pay.chain(STOCK).getAsync().thenApply(reply -> String.valueOf(reply.signedBy())));
        }
        return all.stream().map(CompletableFuture::join).distinct().collect(Collectors.toList());
    }

    private static NotificationRequest request(SignedNotification sent) {
        return NotificationRequest.of(sent.headers(), sent.body());
    }
}
