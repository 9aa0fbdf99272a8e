package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.journal.Journal;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.local.journal.JournalEntry.Effect;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JournalTest {

    private static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    private static final SettableClock CLOCK = new SettableClock(START);
    private static final String RETURN = CouponFixture.BASE + "/coupons/return";
    private static final String CERTIFICATES = "/v3/certificates";
    private static final int SIZE = 4;

    private static LocalPay localPay;
    private static TestCaller caller;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().clock(CLOCK).journalSize(SIZE).start();
        caller = new TestCaller(localPay.profile(), CLOCK);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @BeforeEach
    void setClock() {
        CLOCK.set(START);
    }

    private static JournalEntry last() {
        return localPay.journal().last().orElseThrow();
    }

    @Test
    void keepsWhatBecameOfARequest() {
        CLOCK.forward(Duration.ofMinutes(1));

        TestCaller.Answer answer = caller.get(CERTIFICATES + "?algorithm_type=RSA");

        assertThat(last())
                .isEqualTo(new JournalEntry(
                        START.plusSeconds(60),
                        "GET",
                        CERTIFICATES,
                        "1900000001",
                        200,
                        "OK",
                        answer.header("Request-ID"),
                        Effect.DONE,
                        answer.header(SignatureHeaders.SERIAL),
                        null));
    }

    @Test
    void tellsAnEffectFromARepeatAndFromARefusal() {
        CouponFixture coupons = new CouponFixture(caller);
        String number = CouponFixture.number();

        coupons.giveBack(CouponFixture.EXAMPLE_STOCK, CouponFixture.EXAMPLE_CODE, number);
        coupons.giveBack(CouponFixture.EXAMPLE_STOCK, CouponFixture.EXAMPLE_CODE, number);
        coupons.giveBack(CouponFixture.EXAMPLE_STOCK, CouponFixture.EXAMPLE_CODE, CouponFixture.number());

        Journal returns = localPay.journal().of(RETURN);
        assertThat(returns).extracting(JournalEntry::effect).containsExactly(Effect.DONE, Effect.REPEATED, Effect.NONE);
        assertThat(returns).extracting(JournalEntry::code).containsExactly("OK", "OK", "INVALID_REQUEST");
        assertThat(returns.effects()).isEqualTo(1);
        assertThat(localPay.journal().count(RETURN)).isEqualTo(3);
        assertThat(localPay.journal().where(entry -> entry.status() == 400)).hasSize(1);
    }

    @Test
    void keepsTheMerchantThatIsNamedAndNothingElseOfAuthorization() {
        caller.sendWith(
                "WECHATPAY2-SHA256-RSA2048 mchid=\"1900000009\",nonce_str=\"secret-nonce\",signature=\"c2VjcmV0\","
                        + "timestamp=\"1\",serial_no=\"5A\"",
                "POST",
                RETURN + "?token=secret",
                "secret-body".getBytes(StandardCharsets.UTF_8));

        assertThat(last().mchid()).isEqualTo("1900000009");
        assertThat(last().status()).isEqualTo(401);
        assertThat(last().code()).isEqualTo("SIGN_ERROR");
        assertThat(last().effect()).isEqualTo(Effect.NONE);
        assertThat(last().signedBy()).isNotNull();
        assertThat(last().toString()).doesNotContain("secret", "c2VjcmV0");
        caller.sendWith("none", "GET", "/v3/%2F", new byte[0]);
        assertThat(last().mchid()).isNull();
        assertThat(last().path()).isEqualTo("/v3/%2F");
    }

    @Test
    void keepsWhatWasNoProperRequest() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port())) {
            socket.getOutputStream().write("GET /v3/certificates HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().read();
        }

        assertThat(last().status()).isEqualTo(400);
        assertThat(last().mchid()).isNull();
    }

    @Test
    void keepsTheFault() {
        Fault fault = Fault.refusal(429, "RATELIMIT_EXCEEDED");
        localPay.faults().add(FaultRule.of(fault).times(1));

        caller.get(CERTIFICATES);

        assertThat(last().fault()).isEqualTo(fault);
        assertThat(last().code()).isEqualTo("RATELIMIT_EXCEEDED");
    }

    @Test
    void forgetsTheOldest() {
        for (String path : List.of("/a", "/b", "/c", "/d", "/e")) {
            caller.get(path);
        }

        assertThat(localPay.journal()).extracting(JournalEntry::path).containsExactly("/b", "/c", "/d", "/e");
    }

    @Test
    void staysAsItWas() {
        Journal before = localPay.journal();
        List<JournalEntry> copy = List.copyOf(before);

        caller.get(CERTIFICATES);

        assertThat(before).isEqualTo(copy);
        assertThatThrownBy(before::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void canBeLeftOut() {
        try (LocalPay without = LocalPay.builder().journalSize(0).start()) {
            TestCaller.of(without).get(CERTIFICATES);

            assertThat(without.journal()).isEmpty();
            assertThat(without.journal().last()).isEmpty();
        }
        assertThatThrownBy(() -> LocalPay.builder().journalSize(-1))
                .hasMessage("journalSize is -1; it must be 0 or more");
    }
}
