package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What tests of merchant coupons' rules share: a LocalPay for the class, and a clock that is set back for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CouponRules {

    static final String BASE = CouponFixture.BASE;

    /** A Monday, at noon in Beijing. */
    static final Instant START = Instant.parse("2026-11-23T04:00:00Z");

    final SettableClock clock = new SettableClock(START);

    LocalPay localPay;
    TestCaller caller;
    CouponFixture coupons;

    @BeforeAll
    void start() {
        localPay = LocalPay.builder().clock(clock).empty().start();
        caller = new TestCaller(localPay.profile(), clock);
        coupons = new CouponFixture(caller);
    }

    @AfterAll
    void stop() {
        localPay.close();
    }

    @BeforeEach
    void setClock() {
        clock.set(START);
    }

    /** Another merchant, which LocalPay learns of now. */
    TestCaller merchant(String mchid) {
        return new TestCaller(localPay.addMerchant(mchid), clock);
    }

    TestCaller.Answer patch(String path, JsonObject body) {
        return caller.send("PATCH", BASE + path, body.toJson());
    }

    /** A body for a new stock, with one value changed: the pointer's parents are there. */
    static JsonObject stock(String codeMode, String pointer, Object value) {
        return set(CouponFixture.stockBody(codeMode), pointer.substring(1).split("/"), 0, value);
    }

    private static JsonObject set(JsonObject object, String[] names, int depth, Object value) {
        String name = names[depth];
        if (depth == names.length - 1) {
            return object.with(name, value);
        }
        JsonObject inner = object.object(name);
        return object.with(name, set(inner == null ? JsonObject.empty() : inner, names, depth + 1, value));
    }

    static JsonObject json(String text) {
        return (JsonObject) JsonValue.parse(text.replace('\'', '"'));
    }

    static void assertRefused(TestCaller.Answer answer, int status, String code, String message) {
        assertThat(answer.status() + " " + answer.code() + " " + answer.message())
                .isEqualTo(status + " " + code + " " + message);
    }
}
