package io.github.fluentpay.local.schema;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.exchange.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a request said, its sealed texts opened, to be found again for the reply. Not safe for several threads. */
final class Said {

    private final Call call;
    private final JsonObject path;
    private final JsonObject query;
    private final JsonObject body;
    private final Map<String, JsonValue> byPlace = new HashMap<>();
    private final Map<String, List<Named>> byName = new HashMap<>();

    /** A value, and the name of the object that it stands in. */
    private record Named(String parent, JsonValue value) {}

    Said(Call call, JsonObject path, JsonObject query, JsonObject body) {
        this.call = call;
        this.path = path;
        this.query = query;
        this.body = body;
        // The body is the nearest to a reply, then what the path names.
        note(body, "", "");
        note(path, null, "");
        note(query, null, "");
    }

    private void note(JsonObject object, @Nullable String place, String parent) {
        object.fields().forEach((name, value) -> {
            byName.computeIfAbsent(name, first -> new ArrayList<>()).add(new Named(parent, value));
            String here = place == null ? null : place + "/" + name;
            if (here != null) {
                byPlace.putIfAbsent(here, value);
            }
            JsonValue one = value instanceof JsonArray array && array.size() > 0 ? array.get(0) : value;
            if (one instanceof JsonObject inner) {
                note(inner, here, name);
            }
        });
    }

    Call call() {
        return call;
    }

    JsonObject query() {
        return query;
    }

    JsonObject body() {
        return body;
    }

    /** Same request, same text. */
    byte[] bytes() {
        return String.join("\n", call.mchid(), path.toJson(), query.toJson(), body.toJson())
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Values that may be meant by a field of the reply, the likeliest first: that at the same place of the body, those of
     * the same name in an object of the same name, the others of the same name.
     *
     * @param place names of the objects and arrays that it stands in, and its own, each after a slash
     */
    Stream<JsonValue> about(String place) {
        JsonValue same = byPlace.get(place);
        int last = place.lastIndexOf('/');
        String parent = place.substring(place.lastIndexOf('/', last - 1) + 1, Math.max(last, 0));
        List<Named> named = byName.getOrDefault(place.substring(last + 1), List.of());
        return Stream.concat(
                Stream.ofNullable(same),
                Stream.concat(
                        named.stream().filter(one -> one.parent.equals(parent)).map(Named::value),
                        named.stream().filter(one -> !one.parent.equals(parent)).map(Named::value)));
    }
}
