package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.HttpTransport;
import io.github.fluentpay.client.KeyMode;
import io.github.fluentpay.client.PlatformKeys;
import io.github.fluentpay.client.RateLimits;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.client.TransportReply;
import io.github.fluentpay.client.TransportRequest;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import io.github.fluentpay.protocol.VerifyingKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A merchant on its way to the public key, whose list of certificates is not answered before the test says so. */
class CertificateListThatHangsTest {

    private static final String STOCK = "v3/marketing/busifavor/stocks/" + ExampleCoupon.STOCK_ID;
    private static final Duration LONGER_THAN_THE_TEST = Duration.ofMinutes(10);

    private final SettableClock clock = new SettableClock();

    /** What was asked for instead of the list, the newest last; nobody answers it. */
    private final List<CompletableFuture<TransportReply>> hanging = new CopyOnWriteArrayList<>();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean hangs;
    private LocalPay localPay;

    @BeforeEach
    void start() {
        localPay = LocalPay.builder()
                .clock(clock)
                .defaultReplyKey(ReplyKey.CERTIFICATE)
                .start();
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    private FluentPay client(KeyMode mode) {
        return FluentPay.builder()
                .profile(localPay.profile())
                .keyMode(mode)
                .clock(clock)
                .retry(RetryPolicy.none())
                .rateLimits(RateLimits.none())
                .responseTimeout(LONGER_THAN_THE_TEST)
                .callTimeout(LONGER_THAN_THE_TEST)
                .decorateTransport(engine -> request -> hangingOr(engine, request))
                .build();
    }

    private CompletableFuture<TransportReply> hangingOr(HttpTransport engine, TransportRequest request) {
        if (!request.target().equals("/v3/certificates")) {
            asked.add(String.valueOf(request.headers().first("Wechatpay-Serial")));
            return engine.send(request);
        }
        if (!hangs) {
            return engine.send(request);
        }
        CompletableFuture<TransportReply> never = new CompletableFuture<>();
        hanging.add(never);
        return never;
    }

    private VerifyingKey publicKey() {
        return localPay.platformKeys().publicKey().orElseThrow();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private void failLast(PlatformKeys keys) {
        Objects.requireNonNull(hanging.get(hanging.size() - 1)).completeExceptionally(new IOException("cut off"));
        until(() -> keys.lastFailure()
                .filter(last -> last.at().equals(clock.instant()))
                .isPresent());
    }

    /** Waiting for a list that is not answered would end the call with its own timeout. */
    private static String signerOfACall(Way way, FluentPay pay) {
        return String.valueOf(
                way.get(pay.chain(STOCK).timeout(Duration.ofSeconds(15))).signedBy());
    }

    @ParameterizedTest
    @EnumSource
    void noCallWaitsForIt(Way way) {
        hangs = true;
        try (FluentPay pay = client(KeyMode.both(publicKey()).publicKeyShare(10))) {
            for (int minute = 1; minute <= 4; minute++) {
                int begun = minute;
                for (int call = 0; call < 3; call++) {
                    assertThat(signerOfACall(way, pay)).isEqualTo(publicKey().serial());
                    clock.forward(Duration.ofSeconds(20));
                }
                until(() -> hanging.size() == begun);
                assertThat(hanging.get(minute - 1))
                        .as("the list of minute %d", minute)
                        .isNotDone();
                assertThat(signerOfACall(way, pay)).isEqualTo(publicKey().serial());
                failLast(pay.keys());
            }
            assertThat(pay.keys().downloadedAt()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noCallWaitsForItOrAsksForACertificateOnceAllCertificatesHaveExpired(Way way) {
        try (FluentPay pay = client(KeyMode.both(publicKey()).publicKeyShare(10))) {
            pay.keys().refresh().join();
            String certificate = localPay.credentials().platformCertificateSerial();
            for (int call = 0; call < 200 && !asked.contains(certificate); call++) {
                signerOfACall(way, pay);
            }
            assertThat(asked).contains(certificate);

            hangs = true;
            clock.forward(Duration.ofDays(5 * 366));
            asked.clear();
            for (int call = 0; call < 60; call++) {
                assertThat(signerOfACall(way, pay)).isEqualTo(publicKey().serial());
            }
            until(() -> hanging.size() == 1);
            assertThat(hanging.get(0)).isNotDone();
            assertThat(asked).hasSize(60).containsOnly(publicKey().serial());
        }
    }
}
