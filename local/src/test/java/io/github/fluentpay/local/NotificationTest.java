package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.Notification;
import io.github.fluentpay.protocol.NotificationReader;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.SignedNotification;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class NotificationTest {

    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-11-23T04:00:00Z"));
    private static final JsonObject COUPON = JsonObject.of("coupon_code", "sxxe34343434", "stock_id", "1234567891");

    private static LocalPay localPay;

    @BeforeAll
    static void start() {
        localPay =
                LocalPay.builder().clock(CLOCK).random(new SplittableRandom(3)).start();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    private static Notification read(Profile profile, SignedNotification sent) {
        return new NotificationReader(profile::verifyingKeys, Objects.requireNonNull(profile.apiV3Key()))
                .read(sent, CLOCK.instant());
    }

    private static SignedNotification couponUsed() {
        return localPay.notification("EVENT_TYPE_BUSICOUPON_USE", "coupon", COUPON);
    }

    @Test
    void isReadByTheMerchantOfTheProfile() {
        Notification read = read(localPay.profile(), couponUsed());

        assertThat(read.eventType()).isEqualTo("EVENT_TYPE_BUSICOUPON_USE");
        assertThat(read.originalType()).isEqualTo("coupon");
        assertThat(read.resource().string("coupon_code")).isEqualTo("sxxe34343434");
        assertThat(read.createTime()).hasToString("2026-11-23T12:00+08:00");
        assertThat(read.signedBy()).isEqualTo(localPay.credentials().platformPublicKeyId());
    }

    @Test
    void isSealedForTheMerchantItIsFor() {
        Profile other = localPay.addMerchant("1900000002");

        SignedNotification sent = localPay.notification("1900000002", "TRANSACTION.SUCCESS", "transaction", COUPON);

        assertThat(read(other, sent).resource().string("stock_id")).isEqualTo("1234567891");
        assertThatThrownBy(() -> read(localPay.profile(), sent)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> localPay.notification("1900000009", "a", "b", COUPON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no merchant 1900000009; add it by addMerchant");
    }

    @Test
    void isSignedWithTheKeysOfTheMoment() {
        localPay.rotation().publicKeyShare(0.5);
        try {
            Set<String> serials = IntStream.range(0, 32)
                    .mapToObj(i -> {
                        SignedNotification sent = couponUsed();
                        read(localPay.profile(), sent);
                        return sent.header(SignatureHeaders.SERIAL);
                    })
                    .collect(Collectors.toSet());

            assertThat(serials)
                    .containsExactlyInAnyOrder(
                            localPay.credentials().platformPublicKeyId(),
                            localPay.credentials().platformCertificateSerial());
        } finally {
            localPay.rotation().publicKeyShare(1);
        }
    }
}
