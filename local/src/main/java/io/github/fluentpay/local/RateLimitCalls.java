package io.github.fluentpay.local;

import static io.github.fluentpay.local.AdminCalls.answering;
import static io.github.fluentpay.local.AdminCalls.doing;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.http.Admin;
import java.util.List;

/** {@link RateLimits} over HTTP. */
final class RateLimitCalls {

    private static final String BASE = Admin.PREFIX + "rate-limits";

    private final RateLimits limits;

    RateLimitCalls(RateLimits limits) {
        this.limits = limits;
    }

    List<Route> routes() {
        return List.of(
                Route.get(BASE, answering(call -> shown())),
                Route.post(BASE, doing(call -> add(call.body()))),
                Route.post(BASE + "/documented", doing(call -> {
                    call.body().only();
                    limits.documented();
                })),
                Route.delete(BASE, doing(call -> limits.clear())));
    }

    private void add(Fields body) {
        body.only("method", "path", "requests", "seconds");
        limits.add(
                body.text("method", 1, 32),
                body.text("path", 1, 1024),
                (int) body.integer("requests", 1, Integer.MAX_VALUE),
                AdminCalls.seconds(body, "seconds", 0));
    }

    private JsonObject shown() {
        return JsonObject.of(
                "rate_limits",
                AdminCalls.array(limits.all().stream().map(RateLimitCalls::json).toList()));
    }

    private static JsonObject json(RateLimits.Limit limit) {
        return JsonObject.of(
                "method",
                limit.method(),
                "path",
                limit.path(),
                "requests",
                limit.requests(),
                "seconds",
                AdminCalls.seconds(limit.per()));
    }
}
