package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.KeyMode;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.events.CouponSend;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.protocol.NotificationAnswer;
import io.github.fluentpay.protocol.NotificationRequest;
import io.github.fluentpay.protocol.SignedNotification;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.typed.EventView;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks of LocalPay, whose keys the client has to fetch first, or must not. */
class NotificationKeysTest {

    private static final String LIST = "/v3/certificates";

    private LocalPay localPay;

    @BeforeEach
    void start() {
        localPay = LocalPay.start();
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    private FluentPay client(KeyMode mode) {
        return FluentPay.builder()
                .profile(localPay.profile())
                .keyMode(mode)
                .retry(RetryPolicy.none())
                .build();
    }

    private VerifyingKey publicKey() {
        return VerifyingKey.ofPublicKey(
                localPay.credentials().platformPublicKeyId(),
                localPay.credentials().platformPublicKey());
    }

    private SignedNotification coupon() {
        return localPay.notification("COUPON.SEND", "coupon", JsonObject.of("coupon_code", "商家券-1"));
    }

    private static EventView take(boolean async, FluentPay pay, NotificationRequest sent) {
        try {
            return async
                    ? pay.notifications().receiveAsync(sent).join()
                    : pay.notifications().receive(sent);
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theFirstOneFetchesTheCertificateAndTheOthersUseIt(boolean async) {
        localPay.rotation().certificatesOnly();
        try (FluentPay pay = client(KeyMode.certificates())) {
            for (int i = 0; i < 3; i++) {
                assertThat(((CouponSend) take(async, pay, coupon())).couponCode())
                        .isEqualTo("商家券-1");
            }

            assertThat(localPay.journal().count(LIST)).isEqualTo(1);
            assertThat(pay.keys()
                            .seen()
                            .get(localPay.credentials().platformCertificateSerial())
                            .notifications())
                    .isEqualTo(3);
        }
    }

    @Test
    void allWhoWaitForACertificateShareOneDownload() {
        localPay.rotation().certificatesOnly();
        localPay.faults()
                .add(FaultRule.of(new Fault.Slow(Duration.ofMillis(200), Moment.BEFORE_EFFECT))
                        .path(LIST));
        try (FluentPay pay = client(KeyMode.certificates())) {
            List<CompletableFuture<EventView>> waiting = IntStream.range(0, 50)
                    .mapToObj(i -> pay.notifications().receiveAsync(coupon()))
                    .toList();

            assertThat(waiting)
                    .allSatisfy(each -> assertThat(takenNowOrLater(each, pay)).isInstanceOf(CouponSend.class));
            assertThat(localPay.journal().count(LIST)).isEqualTo(1);
        }
    }

    /** A machine that stands still for three seconds lets the wait for the key end; the platform sends it again. */
    private EventView takenNowOrLater(CompletableFuture<EventView> first, FluentPay pay) {
        CompletableFuture<EventView> next = first;
        for (int i = 0; i < 10; i++) {
            try {
                return next.join();
            } catch (CompletionException e) {
                assertThat(e.getCause())
                        .isInstanceOf(ValidationException.class)
                        .hasMessageEndingWith("were not there after 3 seconds; the notification will come again");
            }
            next = pay.notifications().receiveAsync(coupon());
        }
        return next.join();
    }

    /** A flood of forged ones must not become a flood of downloads. */
    @Test
    void unknownSerialsFetchTheListOnceAMinuteAtMost() {
        localPay.rotation().certificatesOnly();
        try (FluentPay pay = client(KeyMode.certificates())) {
            String serial = localPay.credentials().platformCertificateSerial();
            for (int i = 0; i < 20; i++) {
                NotificationRequest forged = coupon().withHeader("Wechatpay-Serial", "7B0" + i);
                String message = "The notification cannot be trusted: it is signed with the key \"7B0" + i
                        + "\", and the known keys are [" + serial + "]; that platform certificate is new or another"
                        + " merchant's: download the platform certificates again";

                assertThatThrownBy(() -> take(false, pay, forged))
                        .isInstanceOf(ValidationException.class)
                        .hasMessage(message);
                assertThatThrownBy(() -> take(true, pay, forged)).hasMessage(message);
            }

            assertThat(localPay.journal().count(LIST)).isEqualTo(1);
        }
    }

    @Test
    void inPublicKeyModeNothingIsFetched() {
        localPay.rotation().publicKeyShare(0);
        try (FluentPay pay = client(KeyMode.publicKey(publicKey()))) {
            AtomicInteger handled = new AtomicInteger();

            NotificationAnswer answer = pay.notifications().handle(coupon(), event -> handled.incrementAndGet());

            assertThat(answer).isEqualTo(NotificationAnswer.failure(401, "The signature was refused: UNKNOWN_SERIAL"));
            assertThat(handled).hasValue(0);
            assertThat(localPay.journal()).isEmpty();
        }
    }

    @Test
    void whileMovingBothKindsAreTaken() {
        localPay.rotation().publicKeyShare(0.5);
        try (FluentPay pay = client(KeyMode.both(publicKey()))) {
            for (int i = 0; i < 24; i++) {
                assertThat(take(i % 2 == 0, pay, coupon())).isInstanceOf(CouponSend.class);
            }

            assertThat(pay.keys().seen())
                    .containsOnlyKeys(
                            localPay.credentials().platformPublicKeyId(),
                            localPay.credentials().platformCertificateSerial());
            assertThat(localPay.journal().count(LIST)).isEqualTo(1);
        }
    }

    /** The platform waits 5 seconds for an answer, so 3 is what a key gets; the download hangs for the whole test. */
    @Test
    void aDownloadThatHangsIsNotWaitedForBeyondThreeSeconds() {
        localPay.rotation().certificatesOnly();
        localPay.faults()
                .add(FaultRule.of(new Fault.Slow(Duration.ofMinutes(10), Moment.BEFORE_EFFECT))
                        .path(LIST));
        String serial = localPay.credentials().platformCertificateSerial();
        try (FluentPay pay = client(KeyMode.certificates())) {
            long start = System.nanoTime();
            CompletableFuture<EventView> async = pay.notifications().receiveAsync(coupon());
            CompletableFuture<String> thread =
                    async.handle((event, failed) -> Thread.currentThread().getName());

            assertThatThrownBy(() -> take(false, pay, coupon()))
                    .isInstanceOf(ValidationException.class)
                    .hasMessage("The notification cannot be trusted: it is signed with the key \"" + serial
                            + "\", and the known keys are []; that is a platform certificate, and none is there yet:"
                            + " download the platform certificates. They are being downloaded, and were not there after"
                            + " 3 seconds; the notification will come again");
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(took).isGreaterThan(Duration.ofMillis(2_900));
            assertThat(async).failsWithin(Duration.ofSeconds(60));
            assertThat(localPay.journal().count(LIST))
                    .as("downloads that have ended")
                    .isZero();
            assertThat(thread.join()).startsWith("fluentpay-callback-");
        }
    }

    @Test
    void aDownloadThatFailsIsSaidToBeTheReason() {
        localPay.rotation().publicKeyShare(0);
        localPay.faults()
                .add(FaultRule.of(new Fault.Reset(Moment.BEFORE_EFFECT)).path(LIST));
        String serial = localPay.credentials().platformCertificateSerial();
        try (FluentPay pay = client(KeyMode.certificates())) {
            assertThatThrownBy(() -> take(false, pay, coupon()))
                    .isInstanceOf(ValidationException.class)
                    .hasMessage("The notification cannot be trusted: it is signed with the key \"" + serial
                            + "\", and the known keys are []; that is a platform certificate, and none is there yet:"
                            + " download the platform certificates. The last download failed: GET v3/certificates at "
                            + localPay.baseUrl() + " got no complete answer: Connection reset. It changes nothing, so"
                            + " it may be sent again");
        }
    }

    /** A server takes its buffers back, and reads a request's headers on its own thread alone. */
    @Test
    void whatWaitsForItsKeyIsCopiedOutOfItsRequest() {
        localPay.rotation().certificatesOnly();
        SignedNotification sent = coupon();
        byte[] buffer = sent.body();
        Thread server = Thread.currentThread();
        AtomicInteger bodies = new AtomicInteger();
        NotificationRequest once = new NotificationRequest() {
            @Override
            public String header(String name) {
                assertThat(Thread.currentThread()).isSameAs(server);
                return sent.header(name);
            }

            @Override
            public byte[] body() {
                assertThat(bodies.incrementAndGet()).isOne();
                return buffer;
            }
        };
        try (FluentPay pay = client(KeyMode.certificates())) {
            CompletableFuture<EventView> received = pay.notifications().receiveAsync(once);
            Arrays.fill(buffer, (byte) 0);

            assertThat(received.join()).isInstanceOf(CouponSend.class);
        }
    }
}
