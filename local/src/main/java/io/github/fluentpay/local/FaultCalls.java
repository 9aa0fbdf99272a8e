package io.github.fluentpay.local;

import static io.github.fluentpay.local.AdminCalls.answering;
import static io.github.fluentpay.local.AdminCalls.doing;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.ErrorCode;
import io.github.fluentpay.local.exchange.RefusedException;
import io.github.fluentpay.local.exchange.Route;
import java.util.List;

/** {@link Faults} over HTTP. */
final class FaultCalls {

    private final String base;
    private final Faults faults;

    /** Those faults under that path. */
    FaultCalls(String base, Faults faults) {
        this.base = base;
        this.faults = faults;
    }

    List<Route> routes() {
        return List.of(
                Route.get(base, answering(call -> list())),
                Route.post(base, answering(call -> add(call))),
                Route.delete(base, doing(call -> faults.clear())),
                Route.delete(base + "/{id}", doing(this::remove)));
    }

    private JsonObject list() {
        return JsonObject.of(
                "faults",
                AdminCalls.array(
                        faults.standing().stream().map(FaultCalls::json).toList()));
    }

    private JsonObject add(Call call) {
        return JsonObject.of("id", faults.put(FaultJson.read(call.body())));
    }

    private void remove(Call call) {
        long id = call.path().integer("id", 0, Long.MAX_VALUE);
        if (!faults.remove(id)) {
            throw new RefusedException(
                    ErrorCode.RESOURCE_NOT_EXISTS, "There is no fault " + id + ": it is spent, or never was");
        }
    }

    private static JsonObject json(Faults.Standing standing) {
        JsonObject.Builder json = JsonObject.builder().put("id", standing.id());
        FaultJson.of(standing.rest()).fields().forEach(json::put);
        return json.build();
    }
}
