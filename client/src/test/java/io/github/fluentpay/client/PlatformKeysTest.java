package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that are believed, which are used and which calls wait for a download, by a clock and downloads of the test's own. */
class PlatformKeysTest {

    private static final Duration EVERY_FOUR_MINUTES = Duration.ofMinutes(4);
    private static final Duration FIVE_YEARS = Duration.ofDays(5 * 365);

    private final SettableClock clock = new SettableClock();
    private final SharedResources resources = new SharedResources(ConnectionSettings.DEFAULTS, null);

    /** The downloads that were begun; each is answered by the test. */
    private final List<CompletableFuture<List<VerifyingKey>>> downloads = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() {
        resources.retain();
    }

    @AfterEach
    void close() {
        resources.release();
    }

    private PlatformKeys keys(KeyMode mode) {
        return new PlatformKeys(mode, clock, any -> {}, resources, () -> {
            CompletableFuture<List<VerifyingKey>> begun = new CompletableFuture<>();
            downloads.add(begun);
            return begun;
        });
    }

    private static VerifyingKey publicKey(int number) {
        return VerifyingKey.ofPublicKey("PUB_KEY_ID_010000000" + number, Identities.PLATFORM.getPublic());
    }

    private VerifyingKey certificate(int number) {
        return certificate(number, FIVE_YEARS);
    }

    /** @param left how long it is valid from now on */
    private VerifyingKey certificate(int number, Duration left) {
        X500Name name = new X500Name("CN=test platform");
        Instant end = clock.instant().plus(left);
        try {
            X509Certificate made = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name,
                                    new BigInteger("5157F09EFDC096DE15EBE81A47057A723200000" + number, 16),
                                    Date.from(end.minus(FIVE_YEARS)),
                                    Date.from(end),
                                    name,
                                    Identities.PLATFORM.getPublic())
                            .build(new JcaContentSignerBuilder("SHA256withRSA")
                                    .build(Identities.PLATFORM.getPrivate())));
            return VerifyingKey.ofCertificate(made);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void until(int begun) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (downloads.size() < begun) {
            assertThat(System.nanoTime())
                    .as("download " + begun + " begins in time")
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private CompletableFuture<List<VerifyingKey>> lastDownload() {
        return downloads.get(downloads.size() - 1);
    }

    /** Lets a download begin and end with these. */
    private void refresh(PlatformKeys keys, VerifyingKey... listed) {
        CompletableFuture<VerifyingKeys> after = keys.refresh();
        lastDownload().complete(List.of(listed));
        assertThat(after).isCompleted();
    }

    private static Set<String> believed(PlatformKeys keys) {
        return keys.verifying().serials();
    }

    @Nested
    class ARemovedKey {

        private final VerifyingKey removed = publicKey(1);
        private final VerifyingKey kept = publicKey(2);

        @Test
        void areBelievedForFiveMinutesHoweverOftenTheModeIsSet() {
            PlatformKeys keys = keys(KeyMode.publicKey(removed));
            keys.switchTo(KeyMode.publicKey(kept));
            assertThat(believed(keys)).containsExactlyInAnyOrder(removed.serial(), kept.serial());

            for (int i = 0; i < 15; i++) {
                clock.move(EVERY_FOUR_MINUTES);
                keys.switchTo(KeyMode.publicKey(kept));
                if (i > 0) {
                    assertThat(believed(keys)).as("after %d minutes", 4 * i + 4).containsExactly(kept.serial());
                }
            }
        }

        @Test
        void eachEndFiveMinutesAfterTheirOwnRemoval() {
            PlatformKeys keys = keys(KeyMode.publicKey(publicKey(0)));
            for (int i = 1; i < 9; i++) {
                clock.move(EVERY_FOUR_MINUTES);
                keys.switchTo(KeyMode.publicKey(publicKey(i)));
                // The one before was removed now, and the one before that four minutes ago.
                clock.move(Duration.ofSeconds(59));
                assertThat(believed(keys)).hasSize(Math.min(3, i + 1));
                clock.move(Duration.ofSeconds(1));
                assertThat(believed(keys))
                        .containsExactlyInAnyOrder(
                                publicKey(i - 1).serial(), publicKey(i).serial());
                clock.move(Duration.ofMinutes(-1));
            }
        }

        @Test
        void endAlthoughTheListIsRefreshedEveryFourMinutes() {
            VerifyingKey first = certificate(1);
            VerifyingKey next = certificate(2);
            PlatformKeys keys = keys(KeyMode.certificates());
            refresh(keys, first);
            refresh(keys, next);
            assertThat(believed(keys)).containsExactlyInAnyOrder(first.serial(), next.serial());

            for (int i = 0; i < 15; i++) {
                clock.move(EVERY_FOUR_MINUTES);
                refresh(keys, next);
                if (i > 0) {
                    assertThat(believed(keys)).containsExactly(next.serial());
                }
            }
        }

        @Test
        void endAlthoughEachRefreshBringsAnotherCertificate() {
            PlatformKeys keys = keys(KeyMode.certificates());
            refresh(keys, certificate(0));
            for (int i = 1; i < 10; i++) {
                clock.move(EVERY_FOUR_MINUTES);
                refresh(keys, certificate(i));
                clock.move(Duration.ofSeconds(60));
                assertThat(believed(keys))
                        .containsExactlyInAnyOrder(
                                certificate(i - 1).serial(), certificate(i).serial());
            }
        }

        @Test
        void endAlthoughTheClientIsReplacedEveryFourMinutes() {
            PlatformKeys keys = keys(KeyMode.publicKey(removed));
            keys.switchTo(KeyMode.publicKey(kept));
            for (int i = 0; i < 15; i++) {
                PlatformKeys next = keys(KeyMode.publicKey(kept));
                next.continueFrom(keys);
                keys = next;
                assertThat(believed(keys).contains(removed.serial()))
                        .as("after %d minutes", 4 * i)
                        .isEqualTo(i < 2);
                clock.move(EVERY_FOUR_MINUTES);
            }
        }

        @Test
        void areBelievedForFiveMinutesByTheClientThatReplacesTheirOwn() {
            PlatformKeys old = keys(KeyMode.publicKey(removed));
            PlatformKeys next = keys(KeyMode.publicKey(kept));
            next.continueFrom(old);

            clock.move(Duration.ofSeconds(299));
            assertThat(believed(next)).containsExactlyInAnyOrder(removed.serial(), kept.serial());
            clock.move(Duration.ofSeconds(1));
            assertThat(believed(next)).containsExactly(kept.serial());
        }

        @Test
        void areCurrentAgainWhenTheyComeBackAndHaveTheirFiveMinutesWhenTheyGoAgain() {
            PlatformKeys keys = keys(KeyMode.publicKey(removed));
            keys.switchTo(KeyMode.publicKey(kept));
            clock.move(EVERY_FOUR_MINUTES);
            keys.switchTo(KeyMode.publicKey(removed));
            clock.move(Duration.ofHours(1));
            assertThat(believed(keys)).containsExactly(removed.serial());

            keys.switchTo(KeyMode.publicKey(kept));
            clock.move(Duration.ofSeconds(299));
            assertThat(believed(keys)).containsExactlyInAnyOrder(removed.serial(), kept.serial());
            clock.move(Duration.ofSeconds(1));
            assertThat(believed(keys)).containsExactly(kept.serial());
        }

        @Test
        void endWhenTheClockIsSetBackByMoreThanFiveMinutes() {
            PlatformKeys keys = keys(KeyMode.publicKey(removed));
            keys.switchTo(KeyMode.publicKey(kept));

            clock.move(Duration.ofSeconds(-299));
            assertThat(believed(keys)).as("a clock that is put right").contains(removed.serial());
            clock.move(Duration.ofSeconds(-1));
            assertThat(believed(keys)).containsExactly(kept.serial());
            clock.move(Duration.ofMinutes(5));
            assertThat(believed(keys)).as("it is the time of the removal again").containsExactly(kept.serial());
        }

        @Test
        void doNotComeBackWithTheClock() {
            PlatformKeys keys = keys(KeyMode.publicKey(removed));
            keys.switchTo(KeyMode.publicKey(kept));
            clock.move(Duration.ofMinutes(5));
            assertThat(believed(keys)).containsExactly(kept.serial());

            clock.move(Duration.ofMinutes(-5));
            assertThat(believed(keys)).containsExactly(kept.serial());
        }

        @Test
        void giveWayToAnotherKeyOfTheSameSerial() {
            VerifyingKey wrong = VerifyingKey.ofPublicKey(kept.serial(), Identities.MERCHANT.getPublic());
            PlatformKeys keys = keys(KeyMode.publicKey(wrong));
            keys.switchTo(KeyMode.publicKey(kept));
            assertThat(keys.verifying().keys()).containsExactly(kept);
        }
    }

    @Nested
    class Calls {

        private final VerifyingKey publicKey = publicKey(1);

        private void fails(CompletableFuture<List<VerifyingKey>> download) {
            download.completeExceptionally(new IllegalStateException("the list is not there"));
        }

        private Set<String> preferred(PlatformKeys keys) {
            List<String> serials = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                VerifyingKey key = keys.preferred(RandomGenerator.getDefault());
                serials.add(key == null ? "none" : key.serial());
            }
            return Set.copyOf(serials);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 10, 99, 100})
        void neverWaitForAListThatHangsWhereThePublicKeyMaySign(int share) {
            PlatformKeys keys = keys(KeyMode.both(publicKey).publicKeyShare(share));
            for (int minute = 1; minute <= 5; minute++) {
                for (int call = 0; call < 3; call++) {
                    assertThat(keys.ready()).isCompleted();
                    assertThat(preferred(keys)).containsExactly(publicKey.serial());
                    clock.move(Duration.ofSeconds(20));
                }
                until(minute);
                assertThat(lastDownload()).as("nobody has answered").isNotDone();
                assertThat(keys.ready()).isCompleted();
                fails(lastDownload());
            }
            assertThat(downloads).as("one attempt a minute").hasSize(5);
        }

        @Test
        void shareTheKeysOnceTheListIsThere() {
            VerifyingKey certificate = certificate(1);
            PlatformKeys keys = keys(KeyMode.both(publicKey).publicKeyShare(50));
            assertThat(keys.ready()).isCompleted();
            until(1);
            lastDownload().complete(List.of(certificate));

            assertThat(preferred(keys)).containsExactlyInAnyOrder(publicKey.serial(), certificate.serial());
        }

        @Test
        void askForThePublicKeyWhileTheCertificatesHaveExpiredOrAreOld() {
            VerifyingKey certificate = certificate(1, Duration.ofDays(1));
            PlatformKeys keys = keys(KeyMode.both(publicKey).publicKeyShare(10));
            refresh(keys, certificate);
            assertThat(preferred(keys)).containsExactlyInAnyOrder(publicKey.serial(), certificate.serial());

            clock.move(Duration.ofHours(12));
            assertThat(keys.ready()).as("not asked for 12 hours").isCompleted();
            assertThat(preferred(keys)).containsExactly(publicKey.serial());
            until(2);
            lastDownload().complete(List.of(certificate));
            assertThat(preferred(keys)).containsExactlyInAnyOrder(publicKey.serial(), certificate.serial());

            clock.move(Duration.ofHours(12));
            assertThat(keys.ready()).as("expired").isCompleted();
            assertThat(preferred(keys)).containsExactly(publicKey.serial());
            assertThat(keys.mayUse(certificate))
                    .as("a call that was sealed with it is sealed again")
                    .isFalse();
            assertThat(keys.mayUse(publicKey)).isTrue();
            until(3);
            assertThat(lastDownload()).isNotDone();
        }

        /** The operator has not allowed the public key yet, so it is asked for only where there is nothing else. */
        @Test
        void waitOnceForTheListBeforeTheyAskForAPublicKeyWithoutAShare() {
            PlatformKeys keys = keys(KeyMode.both(publicKey).publicKeyShare(0));
            CompletableFuture<?> first = keys.ready();
            CompletableFuture<?> second = keys.ready();
            assertThat(first).isNotDone();
            assertThat(second).isNotDone();
            fails(lastDownload());
            assertThat(first).isCompleted();
            assertThat(second).isCompleted();
            assertThat(preferred(keys)).containsExactly(publicKey.serial());

            for (int minute = 2; minute <= 5; minute++) {
                clock.move(Duration.ofMinutes(1));
                assertThat(keys.ready()).isCompleted();
                until(minute);
                assertThat(lastDownload()).isNotDone();
                fails(lastDownload());
            }

            VerifyingKey certificate = certificate(1);
            refresh(keys, certificate);
            assertThat(preferred(keys)).containsExactly(certificate.serial());
            assertThat(keys.mayUse(publicKey)).isFalse();
        }

        @Test
        void waitForTheListOnceWhenTheirCertificatesWereNotAskedAboutForTwelveHours() {
            VerifyingKey certificate = certificate(1);
            PlatformKeys keys = keys(KeyMode.certificates());
            refresh(keys, certificate);

            clock.move(Duration.ofHours(12));
            CompletableFuture<?> waiting = keys.ready();
            assertThat(waiting).isNotDone();
            fails(lastDownload());
            assertThat(waiting).isCompleted();

            // It was asked in vain, so the certificate is used as long as it is valid.
            for (int minute = 3; minute <= 5; minute++) {
                clock.move(Duration.ofMinutes(1));
                assertThat(keys.ready()).isCompleted();
                until(minute);
                assertThat(lastDownload()).isNotDone();
                fails(lastDownload());
            }
        }

        @Test
        void waitForTheListAsLongAsAllCertificatesHaveExpired() {
            PlatformKeys keys = keys(KeyMode.certificates());
            refresh(keys, certificate(1, Duration.ofMinutes(30)));
            assertThat(keys.ready()).isCompleted();

            clock.move(Duration.ofMinutes(30));
            for (int minute = 2; minute <= 4; minute++) {
                CompletableFuture<?> waiting = keys.ready();
                assertThat(waiting).isNotDone();
                fails(lastDownload());
                assertThat(waiting).isCompleted();
                clock.move(Duration.ofMinutes(1));
            }
            assertThat(downloads).hasSize(4);
        }

        @Test
        void failWithTheDownloadWhereThereIsNoKeyAtAll() {
            PlatformKeys keys = keys(KeyMode.certificates());
            CompletableFuture<?> waiting = keys.ready();
            assertThat(waiting).isNotDone();
            fails(lastDownload());
            assertThat(waiting).isCompletedExceptionally();
        }

        /** A refresh whose start fails must not leave the later ones waiting for it. */
        @Test
        void areNotHeldUpByARefreshThatCouldNotBegin() {
            VerifyingKey certificate = certificate(1);
            List<Throwable> failures = new ArrayList<>(List.of(new NoClassDefFoundError("an engine")));
            PlatformKeys keys = new PlatformKeys(KeyMode.certificates(), clock, any -> {}, resources, () -> {
                if (!failures.isEmpty()) {
                    throw (Error) failures.remove(0);
                }
                return CompletableFuture.completedFuture(List.of(certificate));
            });

            assertThat(keys.refresh()).isCompletedExceptionally();
            assertThat(keys.refresh()).isCompleted();
            assertThat(believed(keys)).containsExactly(certificate.serial());
        }
    }
}
