package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * What tests of merchant coupons' rules share: a LocalPay for the class, and a clock that is set back for each test.
 *
 * <table>
 * <caption>The rules, by their sections, and the tests named after them</caption>
 * <tr><td>1</td><td>all operations</td><td>{@link CouponOperationsTest}</td></tr>
 * <tr><td>2</td><td>return</td><td>{@link ReturnCouponTest}, {@link CouponMoveRulesTest}; its fields {@link
 *     CouponFieldRulesTest}</td></tr>
 * <tr><td>3.1</td><td>fields of a stock; limits of sending</td><td>{@link StockFieldRulesTest}, {@link CouponLifeTest};
 *     {@link SendRulesTest}</td></tr>
 * <tr><td>3.2</td><td>validity</td><td>{@link UseTimeRulesTest}, {@link StockPeriodTest}, {@code
 *     busifavor.ValidityPropertyTest}</td></tr>
 * <tr><td>3.3, 3.8</td><td>codes</td><td>{@link CouponLifeTest}, {@link UploadedCodeRulesTest}</td></tr>
 * <tr><td>3.4 to 3.7</td><td>states of a stock, changes, budget</td><td>{@link StockRulesTest}</td></tr>
 * <tr><td>4.1</td><td>states of a coupon</td><td>{@link CouponMoveRulesTest}, {@link CouponMachineTest}</td></tr>
 * <tr><td>4.2</td><td>use</td><td>{@link CouponLifeTest}, {@link UseTimeRulesTest}</td></tr>
 * <tr><td>4.3, 4.4</td><td>deactivate, associate, disassociate</td><td>{@link CouponMoveRulesTest}</td></tr>
 * <tr><td>4.5, 4.6</td><td>lists, the coupon itself</td><td>{@link CouponLifeTest}, {@link RoleRulesTest}</td></tr>
 * <tr><td>4.7</td><td>send; for products, cards</td><td>{@link CouponLifeTest}, {@link SendRulesTest}; {@link
 *     ProductCouponRulesTest}</td></tr>
 * <tr><td>5.1, 5.2</td><td>events</td><td>{@link CouponEventRulesTest}</td></tr>
 * <tr><td>5.3</td><td>jump to a mini-program</td><td>{@link JumpRulesTest}</td></tr>
 * <tr><td>7</td><td>errors</td><td>{@link CouponErrorRulesTest}</td></tr>
 * <tr><td>8</td><td>claiming by page and plug-in</td><td>{@link ClaimRulesTest}</td></tr>
 * <tr><td>–</td><td>request numbers; roles</td><td>{@link RequestNumberRulesTest}; {@link RoleRulesTest}</td></tr>
 * </table>
 */
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
        localPay = builder().clock(clock).empty().start();
        caller = new TestCaller(localPay.profile(), clock);
        coupons = new CouponFixture(caller);
    }

    LocalPay.Builder builder() {
        return LocalPay.builder();
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

    static JsonObject set(JsonObject object, String[] names, int depth, Object value) {
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
