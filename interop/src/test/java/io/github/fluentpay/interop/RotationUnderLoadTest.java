package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.KeyMode;
import io.github.fluentpay.client.PlatformKeys;
import io.github.fluentpay.client.RateLimits;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import io.github.fluentpay.local.Rotation;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.VerifyingKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No call fails while keys change, without one being made again. */
class RotationUnderLoadTest {

    private static final String STOCK = "v3/marketing/busifavor/stocks/" + ExampleCoupon.STOCK_ID;
    private static final int CALLERS_OF_EACH_WAY = 3;

    private final SettableClock clock = new SettableClock();
    private final AtomicLong done = new AtomicLong();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> callers = new ArrayList<>();
    private volatile boolean enough;
    private LocalPay localPay;
    private Rotation rotation;
    private FluentPay pay;
    private PlatformKeys keys;

    @BeforeEach
    void start() {
        localPay = LocalPay.builder()
                .clock(clock)
                .defaultReplyKey(ReplyKey.CERTIFICATE)
                .start();
        rotation = localPay.rotation();
        pay = FluentPay.builder()
                .profile(localPay.profile())
                .keyMode(KeyMode.certificates().refreshEvery(Duration.ofMinutes(1)))
                .clock(clock)
                .retry(RetryPolicy.none())
                .rateLimits(RateLimits.none())
                .build();
        keys = pay.keys();
        for (Way way : Way.values()) {
            for (int i = 0; i < CALLERS_OF_EACH_WAY; i++) {
                Thread caller = new Thread(() -> callUntilEnough(way));
                callers.add(caller);
                caller.start();
            }
        }
        moreCalls();
    }

    @AfterEach
    void stop() throws Exception {
        enough = true;
        for (Thread caller : callers) {
            caller.join(20_000);
        }
        pay.close();
        localPay.close();
    }

    private void callUntilEnough(Way way) {
        while (!enough) {
            try {
                way.get(pay.chain(STOCK));
            } catch (Throwable failed) {
                failures.add(failed);
            }
            done.incrementAndGet();
        }
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** So many that those are over which were under way before. */
    private void moreCalls() {
        long now = done.get();
        until(() -> done.get() >= now + 10L * callers.size());
        assertThat(failures).isEmpty();
    }

    /** As long as the steps of a rotation are apart at least: until every client has asked for the list again. */
    private void timeGoesOn() {
        clock.forward(Duration.ofSeconds(61));
        until(() -> keys.downloadedAt().filter(clock.instant()::equals).isPresent());
        moreCalls();
    }

    @Test
    void whileACertificateTakesThePlaceOfAnother() {
        for (int i = 0; i < 2; i++) {
            String next = SerialNumber.of(rotation.publish());
            timeGoesOn();
            rotation.grey(0.5);
            moreCalls();
            rotation.finish();
            moreCalls();
            rotation.withdraw();
            timeGoesOn();

            assertThat(keys.current().serials()).containsExactly(next);
            assertThat(keys.seen()).containsKey(next);
        }
    }

    @Test
    void whileANewCertificateSignsBeforeAnybodyKnewOfIt() {
        rotation.publish();
        rotation.finish();
        moreCalls();
        timeGoesOn();
        rotation.withdraw();
        moreCalls();
    }

    @Test
    void whileAMerchantGoesToThePublicKeyAndBack() {
        VerifyingKey publicKey = localPay.platformKeys().publicKey().orElseThrow();

        keys.switchTo(KeyMode.both(publicKey).publicKeyShare(10));
        rotation.publicKeyShare(0.1);
        moreCalls();
        keys.switchTo(KeyMode.both(publicKey));
        rotation.publicKeyShare(1);
        moreCalls();
        keys.switchTo(KeyMode.publicKey(publicKey));
        moreCalls();
        rotation.publicKeyOnly();
        moreCalls();
        assertThat(keys.current().serials()).containsExactly(publicKey.serial());

        rotation.bothKinds();
        keys.switchTo(KeyMode.both(publicKey));
        moreCalls();
        rotation.publicKeyShare(0);
        keys.switchTo(KeyMode.certificates());
        moreCalls();
        assertThat(keys.current().publicKey()).isEmpty();
    }

    @Test
    void whileAMerchantJumpsFromOneKindToTheOther() {
        VerifyingKey publicKey = localPay.platformKeys().publicKey().orElseThrow();
        for (int i = 0; i < 5; i++) {
            keys.switchTo(KeyMode.publicKey(publicKey));
            moreCalls();
            keys.switchTo(KeyMode.certificates());
            moreCalls();
        }
    }
}
