package io.github.fluentpay.local;

import static io.github.fluentpay.local.AdminCalls.answering;
import static io.github.fluentpay.local.AdminCalls.doing;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.exchange.BeijingTime;
import io.github.fluentpay.local.exchange.Call;
import io.github.fluentpay.local.exchange.Fields;
import io.github.fluentpay.local.exchange.Route;
import io.github.fluentpay.local.http.Admin;
import io.github.fluentpay.local.journal.Delivery;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@link Callbacks} over HTTP. */
final class CallbackCalls {

    private static final String BASE = Admin.PREFIX + "callbacks";

    private final Callbacks callbacks;
    private final String mchid;

    /** Sends to the merchant {@code mchid}, unless a call names another. */
    CallbackCalls(Callbacks callbacks, String mchid) {
        this.callbacks = callbacks;
        this.mchid = mchid;
    }

    List<Route> routes() {
        List<Route> own = List.of(
                Route.get(BASE, answering(this::log)),
                Route.post(BASE, answering(this::send)),
                Route.get(BASE + "/events", answering(call -> events())),
                Route.get(BASE + "/events/{event_type}", answering(this::event)),
                Route.post(BASE + "/pause", doing(call -> callbacks.pause())),
                Route.post(BASE + "/resume", doing(call -> callbacks.resume())),
                Route.post(BASE + "/redirects", doing(this::redirect)),
                Route.post(
                        BASE + "/{id}/redeliver",
                        doing(call -> callbacks.redeliver(call.path().text("id", 1, 64)))));
        return Stream.concat(own.stream(), new FaultCalls(BASE + "/faults", callbacks.faults()).routes().stream())
                .toList();
    }

    private JsonObject log(Call call) {
        call.query().only("id", "event_type", "limit");
        String id = call.query().optionalText("id", 1, 64);
        String type = call.query().optionalText("event_type", 1, 128);
        List<Delivery> found = callbacks.log().stream()
                .filter(attempt -> id == null || id.equals(attempt.id()))
                .filter(attempt -> type == null || type.equals(attempt.eventType()))
                .toList();
        return JsonObject.of(
                "waiting",
                callbacks.waiting(),
                "paused",
                callbacks.isPaused(),
                "count",
                found.size(),
                "attempts",
                AdminCalls.array(AdminCalls.newest(found, call).stream()
                        .map(CallbackCalls::json)
                        .toList()));
    }

    private JsonObject send(Call call) {
        Fields body = call.body();
        body.only("url", "event_type", "mchid", "original_type", "resource", "changes");
        String url = body.text("url", 1, 2048);
        String type = body.text("event_type", 1, 128);
        String named = body.optionalText("mchid", 1, 32);
        String originalType = body.optionalText("original_type", 1, 64);
        JsonObject resource = object(body, "resource");
        JsonObject changes = object(body, "changes");
        if (resource != null && changes != null) {
            throw body.invalid("changes", "changes the documented example, so it cannot stand beside resource");
        }
        if (originalType != null && resource == null) {
            throw body.invalid("resource", "is missing: with original_type it is not a documented kind");
        }
        String to = named == null ? mchid : named;
        return JsonObject.of(
                "id",
                originalType != null && resource != null
                        ? callbacks.send(to, url, type, originalType, resource)
                        : callbacks.sendDocumented(to, url, type, resource, changes));
    }

    private static @Nullable JsonObject object(Fields body, String name) {
        Fields object = body.optionalObject(name);
        return object == null ? null : object.object();
    }

    private JsonObject events() {
        return JsonObject.of("event_types", JsonArray.of(callbacks.eventTypes().toArray()));
    }

    private JsonObject event(Call call) {
        String type = call.path().text("event_type", 1, 128);
        return JsonObject.of("event_type", type, "example", callbacks.example(type));
    }

    private void redirect(Call call) {
        Fields body = call.body();
        body.only("prefix", "target");
        String target = body.text("target", 1, 2048);
        try {
            callbacks.redirect(body.text("prefix", 1, 2048), new URI(target));
        } catch (URISyntaxException e) {
            throw body.invalid("target", "is not a URL: " + e.getReason());
        }
    }

    private static JsonObject json(Delivery attempt) {
        return JsonObject.builder()
                .put("time", BeijingTime.format(attempt.time()))
                .put("id", attempt.id())
                .put("mchid", attempt.mchid())
                .put("url", attempt.url())
                .put("event_type", attempt.eventType())
                .put("attempt", attempt.attempt())
                .put("status", attempt.status())
                .put("taken", attempt.taken())
                .putIfPresent("failure", attempt.failure())
                .putIfPresent("next_due", attempt.nextDue() == null ? null : BeijingTime.format(attempt.nextDue()))
                .putIfPresent("fault", attempt.fault() == null ? null : FaultJson.of(attempt.fault()))
                .build();
    }
}
