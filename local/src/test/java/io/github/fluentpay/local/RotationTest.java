package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.PlatformCertificates;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {

    private static final String STOCK = CouponFixture.BASE + "/stocks/" + CouponFixture.EXAMPLE_STOCK;
    private static final String CERTIFICATES = "/v3/certificates";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T04:00:00Z"), ZoneOffset.UTC);

    /** Enough to see both keys of a half each; what is drawn is the seed's, so it is the same each time. */
    private static final int MANY = 32;

    private LocalPay localPay;
    private TestCaller caller;
    private Rotation rotation;
    private String old;
    private String publicKey;

    @BeforeEach
    void start() {
        localPay = LocalPay.builder()
                .clock(CLOCK)
                .random(new SplittableRandom(5))
                .defaultReplyKey(ReplyKey.CERTIFICATE)
                .start();
        caller = new TestCaller(localPay.profile(), CLOCK);
        rotation = localPay.rotation();
        old = localPay.credentials().platformCertificateSerial();
        publicKey = localPay.credentials().platformPublicKeyId();
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    private String publish() {
        return SerialNumber.of(rotation.publish());
    }

    private Set<String> serials(String path) {
        return serialsNaming("", path);
    }

    /** What signs many replies to requests that name {@code wanted}; each of them verifies. */
    private Set<String> serialsNaming(String wanted, String path) {
        TestCaller current = new TestCaller(localPay.profile(), CLOCK);
        return IntStream.range(0, MANY)
                .mapToObj(i -> {
                    TestCaller.Answer answer = current.send("GET", path, "", SignatureHeaders.SERIAL, wanted);
                    assertThat(current.verify(answer)).isEmpty();
                    return answer.header(SignatureHeaders.SERIAL);
                })
                .collect(Collectors.toSet());
    }

    private List<VerifyingKey> listed() {
        return PlatformCertificates.open(
                caller.get(CERTIFICATES).json(),
                new AeadCipher(Objects.requireNonNull(localPay.profile().apiV3Key())));
    }

    @Test
    void listsTheNewCertificateBesideTheOldOneThatSigns() {
        String fresh = publish();

        assertThat(listed()).extracting(VerifyingKey::serial).containsExactly(old, fresh);
        assertThat(localPay.platformKeys().serials()).containsExactlyInAnyOrder(publicKey, old, fresh);
        assertThat(localPay.platformKeys().certificate().orElseThrow().serial())
                .as("the one that expires last, to seal with")
                .isEqualTo(fresh);
        assertThat(serials(STOCK)).containsExactly(old);
        assertThat(serials(CERTIFICATES)).containsExactly(old);
        assertThat(serialsNaming(fresh, STOCK)).containsExactly(fresh);
        assertThat(localPay.credentials().platformCertificateSerial()).isEqualTo(old);
    }

    @Test
    void signsAShareWithEachInTheGreyPeriod() {
        String fresh = publish();

        rotation.grey(0.5);

        assertThat(serials(STOCK)).containsExactlyInAnyOrder(old, fresh);
        assertThat(serials(CERTIFICATES)).containsExactlyInAnyOrder(old, fresh);
        assertThat(serialsNaming(old, STOCK)).containsExactly(old);
        assertThat(serialsNaming(fresh, STOCK)).containsExactly(fresh);
        assertThat(serialsNaming("5A", STOCK)).containsExactlyInAnyOrder(old, fresh);
        assertThat(serialsNaming(publicKey, STOCK)).containsExactly(publicKey);
        rotation.grey(0);
        assertThat(serials(STOCK)).containsExactly(old);
        rotation.grey(1);
        assertThat(serials(STOCK)).containsExactly(fresh);
    }

    @Test
    void signsWithTheNewOneAloneWhenFinished() {
        String fresh = publish();

        rotation.finish();

        assertThat(serials(STOCK)).containsExactly(fresh);
        assertThat(serials(CERTIFICATES)).containsExactly(fresh);
        assertThat(serialsNaming(old, STOCK)).containsExactly(fresh);
        assertThat(listed()).extracting(VerifyingKey::serial).containsExactly(old, fresh);
        assertThat(localPay.credentials().platformCertificateSerial()).isEqualTo(fresh);
    }

    @Test
    void refusesTheOldOneWhenItIsWithdrawn() {
        String fresh = publish();
        rotation.finish();

        rotation.withdraw();

        assertThat(listed()).extracting(VerifyingKey::serial).containsExactly(fresh);
        assertThat(localPay.platformKeys().serials()).containsExactlyInAnyOrder(publicKey, fresh);
        TestCaller.Answer refused = caller.send("GET", STOCK, "", SignatureHeaders.SERIAL, old);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json())
                .isEqualTo(JsonObject.of(
                        "code",
                        "PARAM_ERROR",
                        "message",
                        "Wechatpay-Serial names a platform certificate that was withdrawn; download the new one, seal"
                                + " with that, and name it",
                        "detail",
                        JsonObject.of(
                                "field",
                                "Wechatpay-Serial",
                                "issue",
                                "names a platform certificate that was withdrawn; download the new one, seal with"
                                        + " that, and name it",
                                "location",
                                "header")));
        assertThat(caller.send("GET", CERTIFICATES, "", SignatureHeaders.SERIAL, old)
                        .status())
                .isEqualTo(200);
        assertThat(serials(STOCK)).containsExactly(fresh);
    }

    @Test
    void rotatesAgain() {
        String second = publish();
        rotation.finish();
        rotation.withdraw();

        String third = publish();

        assertThat(listed()).extracting(VerifyingKey::serial).containsExactly(second, third);
        assertThat(localPay.platformKeys().certificate().orElseThrow().serial()).isEqualTo(third);
        assertThat(serials(STOCK)).containsExactly(second);
    }

    @Test
    void issuesCertificatesOfFiveYears() {
        rotation.publish();

        assertThat(listed()).allSatisfy(key -> {
            var certificate = key.certificate().orElseThrow();
            assertThat(certificate
                            .getNotBefore()
                            .toInstant()
                            .atOffset(ZoneOffset.UTC)
                            .plusYears(5)
                            .toInstant())
                    .isEqualTo(certificate.getNotAfter().toInstant());
            assertThat(certificate.getNotBefore().toInstant())
                    .isBetween(CLOCK.instant().minus(Duration.ofHours(1)), CLOCK.instant());
        });
    }

    @Test
    void signsAShareWithThePublicKeyDuringTheSwitch() {
        assertThat(serials(STOCK)).containsExactly(old);

        rotation.publicKeyShare(0.5);

        assertThat(serials(STOCK)).containsExactlyInAnyOrder(old, publicKey);
        assertThat(serialsNaming(old, STOCK)).containsExactly(old);
        assertThat(serialsNaming(publicKey, STOCK)).containsExactly(publicKey);
        assertThat(serials(CERTIFICATES)).as("what it brings").containsExactly(old);
        rotation.publicKeyShare(1);
        assertThat(serials(STOCK)).containsExactly(publicKey);
    }

    @Test
    void hasNoCertificatesForPublicKeyMerchants() {
        rotation.publicKeyOnly();

        TestCaller.Answer answer = caller.get(CERTIFICATES);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(answer.message())
                .isEqualTo("This merchant has no platform certificates: it verifies with the WeChat Pay public key");
        assertThat(answer.header(SignatureHeaders.SERIAL)).isEqualTo(publicKey);
        assertThat(caller.verify(answer)).isEmpty();
        assertThat(localPay.platformKeys().serials()).containsExactly(publicKey);
        assertThat(serialsNaming(old, STOCK)).containsExactly(publicKey);
        rotation.bothKinds();
        assertThat(serialsNaming(old, STOCK)).containsExactly(old);
    }

    @Test
    void hasNoPublicKeyBeforeThereWasOne() {
        rotation.publicKeyShare(1);

        rotation.certificatesOnly();

        assertThat(localPay.platformKeys().serials()).containsExactly(old);
        assertThat(serials(STOCK)).containsExactly(old);
        assertThat(serialsNaming(publicKey, STOCK)).containsExactly(old);
    }

    @Test
    void goesItsStepsInOrderOnly() {
        assertThatThrownBy(() -> rotation.grey(0.5))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("There is no new platform certificate that is not in full use yet: publish one first");
        assertThatThrownBy(rotation::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(rotation::withdraw)
                .hasMessage("The old platform certificate is still in use: publish a new one and finish the rotation"
                        + " first");
        rotation.publish();
        assertThatThrownBy(rotation::publish)
                .hasMessage("A new platform certificate is published already: finish that rotation, and withdraw the"
                        + " old one");
        assertThatThrownBy(rotation::withdraw).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> rotation.grey(1.1)).hasMessage("share is 1.1; it must be from 0 to 1");
        rotation.finish();
        assertThatThrownBy(() -> rotation.grey(0.5)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doesNotSwitchToThePublicKeyWhileItRotates() {
        rotation.publicKeyShare(0.5);
        assertThatThrownBy(rotation::publish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The platform does not switch between certificate and public key while it rotates its"
                        + " certificates: end the one before the other");
        rotation.publicKeyShare(0);
        rotation.publish();
        assertThatThrownBy(() -> rotation.publicKeyShare(0.5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(rotation::publicKeyOnly).isInstanceOf(IllegalStateException.class);
        rotation.certificatesOnly();
        assertThatThrownBy(() -> rotation.publicKeyShare(0))
                .hasMessage("The platform has keys of one kind only, so there is nothing to share");
        rotation.finish();
        rotation.withdraw();
        rotation.publicKeyOnly();
        assertThatThrownBy(rotation::publish)
                .hasMessage("Merchants are public-key only: there are no platform certificates");
    }

    @Test
    void goesOnWhereItsFolderWasLeft(@TempDir Path folder) {
        String first;
        String second;
        String third;
        try (LocalPay before = LocalPay.builder().data(folder).start()) {
            before.rotation().certificatesOnly();
            first = before.credentials().platformCertificateSerial();
            second = SerialNumber.of(before.rotation().publish());
            before.rotation().finish();
            before.rotation().withdraw();
            third = SerialNumber.of(before.rotation().publish());
            before.rotation().grey(1);
        }
        try (LocalPay after = LocalPay.builder().data(folder).start()) {
            assertThat(after.platformKeys().serials()).containsExactlyInAnyOrder(second, third);
            assertThat(TestCaller.of(after).get(STOCK).header(SignatureHeaders.SERIAL))
                    .isEqualTo(third);
            assertThat(TestCaller.of(after)
                            .send("GET", STOCK, "", SignatureHeaders.SERIAL, second)
                            .header(SignatureHeaders.SERIAL))
                    .isEqualTo(second);
            assertThat(TestCaller.of(after)
                            .send("GET", STOCK, "", SignatureHeaders.SERIAL, first)
                            .status())
                    .isEqualTo(400);
            after.rotation().finish();
            after.rotation().withdraw();
            after.rotation().bothKinds();
            after.rotation().publicKeyShare(0.5);
        }
        try (LocalPay last = LocalPay.builder().data(folder).start()) {
            assertThat(last.platformKeys().serials())
                    .containsExactlyInAnyOrder(third, last.credentials().platformPublicKeyId());
            assertThatThrownBy(() -> last.rotation().publish())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not switch between certificate and public key while it rotates");
        }
    }

    @Test
    void refusesAFileThatIsDamaged(@TempDir Path folder) throws IOException {
        try (LocalPay before = LocalPay.builder().data(folder).start()) {
            before.rotation().publish();
        }
        Path file = folder.resolve("platform/rotation.properties");
        Files.writeString(file, Files.readString(file).replace("stage=PUBLISHED", "stage=ELSEWHERE"));

        assertThatThrownBy(() -> LocalPay.builder().data(folder).start())
                .isInstanceOf(LocalPayException.class)
                .hasMessage(file + " cannot be used: No enum constant"
                        + " io.github.fluentpay.local.identity.PlatformKeys.Stage.ELSEWHERE; restore it, or delete it to"
                        + " go on with the first platform certificate");
    }

    @Test
    void letsOnlyTheOwnerReadItsFile(@TempDir Path folder) throws IOException {
        try (LocalPay before = LocalPay.builder().data(folder).start()) {
            before.rotation().publish();
        }

        assertThat(Files.getPosixFilePermissions(folder.resolve("platform/rotation.properties")))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    /** A folder in the place of the file that is written first stands for a disk without room. */
    @Test
    void answersWhileAStepOfTheCalendarCannotBeKept(@TempDir Path folder) throws IOException {
        try (LocalPay kept = LocalPay.builder().data(folder).start()) {
            kept.rotation().byCalendar(true);
            Instant end = kept.credentials().platformCertificate().getNotAfter().toInstant();
            kept.clock().set(end.minus(Duration.ofDays(9)));
            Set<String> before = kept.platformKeys().serials();
            TestCaller caller = new TestCaller(kept.profile(), kept.clock());
            assertThat(before).hasSize(3);
            Path inTheWay = folder.resolve("platform/.rotation.properties.new/file");
            Files.createDirectories(inTheWay);

            kept.clock().set(end.plus(Duration.ofDays(400)));
            for (int i = 0; i < 3; i++) {
                TestCaller.Answer answer = caller.get(STOCK);
                assertThat(answer.status()).isEqualTo(200);
            }
            assertThat(kept.platformKeys().serials()).isEqualTo(before);

            Files.delete(inTheWay);
            Instant deadline = Instant.now().plusSeconds(30);
            while (kept.platformKeys().serials().equals(before) && Instant.now().isBefore(deadline)) {
                Thread.onSpinWait();
            }
            assertThat(kept.platformKeys().serials()).isNotEqualTo(before);
        }
    }

    @Test
    void followsTheCalendarOnceAsked() {
        Instant end = end();
        localPay.clock().set(end.plus(Duration.ofDays(1)));
        assertThat(localPay.platformKeys().serials()).contains(old).hasSize(2);

        localPay.clock().set(end.minus(Duration.ofDays(10)).minusSeconds(1));
        rotation.byCalendar(true);
        assertThat(localPay.platformKeys().serials()).containsExactlyInAnyOrder(publicKey, old);

        localPay.clock().jump(Duration.ofSeconds(1));
        assertThat(localPay.platformKeys().serials()).contains(publicKey, old).hasSize(3);
        assertThat(localPay.credentials().platformCertificateSerial()).isEqualTo(old);
        assertThat(share()).isEqualTo(0);

        localPay.clock().set(end.minus(Duration.ofDays(5)));
        assertThat(share()).isEqualTo(0.2);
        localPay.clock().jump(Duration.ofDays(2));
        assertThat(share()).isEqualTo(0.6);
        localPay.clock().jump(Duration.ofDays(2));
        assertThat(share()).isEqualTo(1);

        localPay.clock().set(end);
        assertThat(localPay.platformKeys().serials()).doesNotContain(old).hasSize(2);
        assertThat(end())
                .isEqualTo(end.minus(Duration.ofDays(10))
                        .minus(Duration.ofHours(1))
                        .atOffset(ZoneOffset.UTC)
                        .plusYears(5)
                        .toInstant());
    }

    @Test
    void followsTheCalendarOverManyYearsAtOnce() {
        rotation.byCalendar(true);
        localPay.clock().jump(Duration.ofDays(365 * 30));

        assertThat(localPay.platformKeys().serials()).doesNotContain(old).hasSize(2);
        assertThat(end()).isAfter(localPay.clock().instant().plus(Duration.ofDays(365 * 4)));
        localPay.clock().reset();
        assertThat(localPay.platformKeys().serials()).doesNotContain(old);
    }

    private double share() {
        return new AdminCaller(localPay)
                .get("rotation")
                .decimal("new_certificate_share")
                .doubleValue();
    }

    private Instant end() {
        return localPay.credentials().platformCertificate().getNotAfter().toInstant();
    }
}
