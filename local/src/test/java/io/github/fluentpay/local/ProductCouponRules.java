package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What tests of product coupons share: a LocalPay for the class, and a clock that is set back for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProductCouponRules {

    static final String BASE = ProductCouponFixture.BASE;

    static final Instant START = Instant.parse("2026-11-23T04:00:00Z");
    static final Instant AFTER_THE_PERIOD = Instant.parse("2027-11-01T00:00:00Z");

    final SettableClock clock = new SettableClock(START);

    LocalPay localPay;
    TestCaller caller;
    ProductCouponFixture coupons;

    @BeforeAll
    void start() {
        localPay = LocalPay.builder().clock(clock).empty().start();
        caller = new TestCaller(localPay.profile(), clock);
        coupons = new ProductCouponFixture(caller);
        coupons.listen();
    }

    @AfterAll
    void stop() {
        localPay.close();
    }

    @BeforeEach
    void setClock() {
        clock.set(START);
    }

    /** A refusal of the state of things, with the number that the documentation gives for it. */
    static void assertRefused(TestCaller.Answer answer, int number, String message) {
        assertRefused(answer, 400, "INVALID_REQUEST", message);
        assertThat(answer.header("Request-ID")).endsWith("-" + number);
    }

    static void assertRefused(TestCaller.Answer answer, int status, String code, String message) {
        assertThat(answer.status() + " " + answer.code() + " " + answer.message())
                .isEqualTo(status + " " + code + " " + message);
    }
}
