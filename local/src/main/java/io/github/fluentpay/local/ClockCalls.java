package io.github.fluentpay.local;

import static io.github.fluentpay.local.AdminCalls.answering;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.http.Admin;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** {@link LocalClock} over HTTP; each call answers what the clock shows then. */
final class ClockCalls {

    private static final String BASE = Admin.PREFIX + "clock";

    private final LocalClock clock;

    ClockCalls(LocalClock clock) {
        this.clock = clock;
    }

    List<Route> routes() {
        return List.of(
                Route.get(BASE, answering(call -> shown())),
                moving("/jump", this::jump),
                moving("/set", this::set),
                moving("/speed", this::runAt),
                moving("/freeze", body -> {
                    body.only();
                    clock.freeze();
                }),
                moving("/resume", body -> {
                    body.only();
                    clock.resume();
                }),
                moving("/reset", body -> {
                    body.only();
                    clock.reset();
                }));
    }

    private Route moving(String path, Consumer<Fields> move) {
        return Route.post(BASE + path, answering((Call call) -> {
            move.accept(call.body());
            return shown();
        }));
    }

    private void jump(Fields body) {
        body.only("seconds");
        clock.jump(AdminCalls.seconds(body, "seconds", -AdminCalls.LONGEST));
    }

    private void set(Fields body) {
        body.only("time");
        clock.set(body.time("time"));
    }

    private void runAt(Fields body) {
        body.only("factor");
        BigDecimal factor = body.optionalDecimal("factor", 0, LocalClock.FASTEST);
        if (factor == null) {
            throw body.invalid("factor", "is missing");
        }
        clock.runAt(factor.doubleValue());
    }

    private JsonObject shown() {
        return JsonObject.of(
                "time",
                BeijingTime.format(clock.instant()),
                "frozen",
                clock.isFrozen(),
                "speed",
                AdminCalls.number(clock.speed()));
    }
}
