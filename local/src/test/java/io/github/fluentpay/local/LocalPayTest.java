package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.RequestSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPayTest {

    @Test
    void takesThePortWithItWhenItCloses() {
        LocalPay localPay = LocalPay.start();
        int port = localPay.port();
        TestCaller.of(localPay).get("/v3/certificates");

        localPay.close();

        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("localpay") && thread.isAlive());
    }

    @Test
    void canRunTwiceAtOnceWithoutSharingAnything() {
        try (LocalPay first = LocalPay.start();
                LocalPay second = LocalPay.start()) {
            CouponFixture coupons = new CouponFixture(TestCaller.of(first));
            coupons.giveBack(CouponFixture.EXAMPLE_STOCK, CouponFixture.EXAMPLE_CODE, "only-here");

            assertThat(state(first)).isEqualTo("SENDED");
            assertThat(state(second)).isEqualTo("USED");
            assertThat(first.platformKeys().serials())
                    .doesNotContainAnyElementsOf(second.platformKeys().serials());
        }
    }

    private static String state(LocalPay localPay) {
        return new CouponFixture(TestCaller.of(localPay))
                .query(CouponFixture.EXAMPLE_CODE)
                .json()
                .string("coupon_state");
    }

    @Test
    void describesItselfToAClient() {
        try (LocalPay localPay = LocalPay.builder().empty().start()) {
            Profile profile = localPay.profile();

            assertThat(profile.merchant().mchid()).isEqualTo("1900000001");
            assertThat(profile.baseUrls()).containsExactly(localPay.baseUrl());
            assertThat(localPay.baseUrl()).hasToString("http://127.0.0.1:" + localPay.port());
            assertThat(profile.verifyingKeys().serials())
                    .containsExactlyInAnyOrder(
                            localPay.credentials().platformPublicKeyId(),
                            localPay.credentials().platformCertificateSerial());
            assertThat(localPay.credentials().merchantPrivateKeyPem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
            assertThat(localPay.merchant().serialNumber())
                    .isEqualTo(localPay.credentials().merchantSerial())
                    .matches("[1-9A-F][0-9A-F]{39}");
        }
    }

    @Test
    void refusesAMerchantThatIsThereOrMalformed() {
        try (LocalPay localPay = LocalPay.builder().empty().start()) {
            assertThatThrownBy(() -> localPay.addMerchant("1900000001"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("There is a merchant 1900000001 already");
            assertThatThrownBy(() -> localPay.addMerchant("me")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void givesAMerchantThatIsThereNewKeys(@TempDir Path folder) {
        Profile old;
        try (LocalPay localPay = LocalPay.builder().data(folder).start()) {
            old = localPay.addMerchant("1900000002");
        }
        try (LocalPay localPay = LocalPay.builder().data(folder).start()) {
            Profile renewed = localPay.addMerchant("1900000002");
            Profile forgotten = new Profile(old.merchant(), null, old.verifyingKeys(), List.of(localPay.baseUrl()));

            assertThat(new TestCaller(renewed, Clock.systemUTC())
                            .get("/v3/certificates")
                            .status())
                    .isEqualTo(200);
            assertThat(new TestCaller(forgotten, Clock.systemUTC())
                            .get("/v3/certificates")
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void refusesSettingsThatCannotBe() {
        assertThatThrownBy(() -> LocalPay.builder().port(65_536))
                .hasMessage("port is 65536; it must be from 0 to 65535");
        try (LocalPay localPay = LocalPay.builder().empty().start()) {
            assertThatThrownBy(() -> localPay.spoilNextSignatures(-1)).hasMessage("count is -1; it must be 0 or more");
        }
    }

    @Test
    void drawsNumbersFromTheGivenGenerator() {
        String first = firstStock();
        String second = firstStock();

        assertThat(first).isEqualTo(second);
    }

    private static String firstStock() {
        // The stock's validity has dates, so the clock stands still within them.
        Clock then = Clock.fixed(Instant.parse("2026-11-23T04:00:00Z"), ZoneOffset.UTC);
        try (LocalPay localPay = LocalPay.builder()
                .random(new SplittableRandom(42))
                .clock(then)
                .empty()
                .start()) {
            JsonObject body = CouponFixture.stockBody("WECHATPAY_MODE");
            return new CouponFixture(new TestCaller(localPay.profile(), then)).stock(body);
        }
    }

    @Test
    void boundsWhatItShowsOfALargeBody() {
        try (LocalPay localPay = LocalPay.builder().empty().start()) {
            TestCaller caller = new TestCaller(localPay.profile(), Clock.systemUTC());
            String large = "{\"a\":\"" + "x".repeat(1_000_000) + "\"}";
            String authorization = new RequestSigner(localPay.merchant())
                    .authorization("POST", "/other", Clock.systemUTC().instant(), "nonce", new byte[0]);

            TestCaller.Answer answer =
                    caller.sendWith(authorization, "POST", "/v3/certificates", large.getBytes(StandardCharsets.UTF_8));

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().object("detail").string("string_to_sign"))
                    .hasSizeLessThan(10_000)
                    .endsWith(" characters in all)");
        }
    }
}
