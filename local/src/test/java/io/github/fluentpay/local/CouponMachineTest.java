package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Coupons under random calls and passing time, over real sockets, compared with a model that knows nothing of LocalPay's
 * code: every answer, and after each call the coupon as it is queried.
 */
class CouponMachineTest extends CouponRules {

    private static final int STEPS = 150;
    private static final int COUPONS = 4;

    /** What a coupon should be like. */
    private static final class Model {

        private final String code;
        private final Instant lastSecond;
        private String stored = "SENDED";
        private @Nullable String order;
        private @Nullable String lastReturn;
        private final Map<String, JsonObject> requests = new HashMap<>();
        private final Map<String, String> answers = new HashMap<>();

        Model(String code, Instant lastSecond) {
            this.code = code;
            this.lastSecond = lastSecond;
        }

        String state(Instant now) {
            return stored.equals("SENDED") && now.isAfter(lastSecond) ? "EXPIRED" : stored;
        }

        /** Status and code of the answer, before anything is done. */
        String expected(String call, JsonObject body, Instant now) {
            String state = state(now);
            if (state.equals("DELETED")) {
                return "404 RESOURCE_NOT_EXISTS";
            }
            boolean good = switch (call) {
                case "use", "deactivate" -> state.equals("SENDED");
                case "return" -> state.equals("USED") && !now.isAfter(lastSecond);
                case "associate" ->
                    state.equals("SENDED") && (order == null || order.equals(body.string("out_trade_no")));
                default -> String.valueOf(body.string("out_trade_no")).equals(order);
            };
            if (good) {
                return "200";
            }
            return call.equals("use") && state.equals("USED") ? "400 RESOURCE_ALREADY_EXISTS" : "400 INVALID_REQUEST";
        }

        void move(String call, JsonObject body) {
            switch (call) {
                case "use" -> stored = "USED";
                case "return" -> {
                    stored = "SENDED";
                    lastReturn = body.string("return_request_no");
                }
                case "deactivate" -> stored = "DEACTIVATED";
                case "associate" -> order = body.string("out_trade_no");
                default -> order = null;
            }
        }
    }

    private static final List<String> CALLS = List.of(
            "use",
            "use",
            "use",
            "return",
            "return",
            "return",
            "associate",
            "disassociate",
            "deactivate",
            "repeat",
            "repeat",
            "wait",
            "delete");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyCallIsAnsweredAsTheModelSays(long seed) {
        Random random = new Random(seed);
        String stock = coupons.stock(
                stock("MERCHANT_API", "/coupon_use_rule/coupon_available_time/available_day_after_receive", 2));
        // Received on Monday, so the last second is that of Tuesday in Beijing.
        Instant lastSecond = Instant.parse("2026-11-24T15:59:59Z");
        List<Model> models = new ArrayList<>();
        for (int i = 0; i < COUPONS; i++) {
            models.add(new Model(coupons.sent(stock, "machine-" + seed + "-" + i), lastSecond));
        }
        for (int step = 0; step < STEPS; step++) {
            Model model = models.get(random.nextInt(COUPONS));
            String call = CALLS.get(random.nextInt(CALLS.size()));
            String where = "seed " + seed + ", step " + step + ": " + call + " of " + model.code;
            switch (call) {
                case "wait" -> clock.forward(Duration.ofMinutes(random.nextInt(700)));
                case "delete" -> delete(stock, model, random, where);
                case "repeat" -> repeat(model, random, where);
                default -> call(call, stock, model, random, where);
            }
            assertQueried(model, where);
        }
        assertThat(clock.instant())
                .as("seed %d has come to the end of the validity", seed)
                .isAfter(lastSecond);
    }

    private void call(String call, String stock, Model model, Random random, String where) {
        JsonObject body = body(call, stock, model.code, random);
        String expected = model.expected(call, body, clock.instant());

        TestCaller.Answer answer = coupons.post("/coupons/" + call, body);

        assertThat(outcome(answer)).as(where).isEqualTo(expected);
        if (expected.equals("200")) {
            model.move(call, body);
            model.requests.put(call, body);
            model.answers.put(call, answer.text());
        }
    }

    private static JsonObject body(String call, String stock, String code, Random random) {
        JsonObject body = JsonObject.of("stock_id", stock, "coupon_code", code);
        return switch (call) {
            case "use" -> CouponFixture.useBody(stock, code);
            case "return" -> body.with("return_request_no", number());
            case "deactivate" -> body.with("deactivate_request_no", number());
            default -> body.with("out_trade_no", "order-" + random.nextInt(2)).with("out_request_no", number());
        };
    }

    private static String outcome(TestCaller.Answer answer) {
        return answer.status() == 200 ? "200" : answer.status() + " " + answer.code();
    }

    /** What took effect is answered again, and has no effect. */
    private void repeat(Model model, Random random, String where) {
        if (model.requests.isEmpty()) {
            return;
        }
        List<String> done = model.requests.keySet().stream().sorted().toList();
        String call = done.get(random.nextInt(done.size()));

        assertThat(coupons.post("/coupons/" + call, model.requests.get(call)).text())
                .as(where)
                .isEqualTo(model.answers.get(call));
    }

    private void delete(String stock, Model model, Random random, String where) {
        if (random.nextInt(6) > 0) {
            return; // else all would be gone too soon
        }
        boolean deletable = model.state(clock.instant()).equals("SENDED");
        boolean deleted;
        try {
            localPay.coupons().delete(stock, model.code);
            deleted = true;
        } catch (IllegalStateException refused) {
            deleted = false;
        }
        assertThat(deleted).as(where).isEqualTo(deletable);
        if (deletable) {
            model.stored = "DELETED";
        }
    }

    private void assertQueried(Model model, String where) {
        JsonObject coupon = coupons.query(model.code).json();
        assertThat(coupon.string("coupon_state")).as(where).isEqualTo(model.state(clock.instant()));
        assertThat(coupon.string("associate_out_trade_no")).as(where).isEqualTo(model.order);
        assertThat(coupon.string("return_request_no")).as(where).isEqualTo(model.lastReturn);
        assertThat(coupon.has("use_request_no")).as(where).isEqualTo(model.stored.equals("USED"));
    }
}
