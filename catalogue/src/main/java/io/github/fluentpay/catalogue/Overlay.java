package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person adds to the tables of a product, or of events of one kind: lengths, formats, closed enumerations,
 * idempotency fields and the queries that settle an unknown outcome, limits, errors. It is laid over the imported JSON, so that both are read by the same reader and an
 * import never overwrites it.
 *
 * <p>{@code fields} by name apply everywhere in the file; under {@code operations} and {@code events} they are named by
 * their place, {@code request/coupon_use_rule/use_method}, {@code resource/send_time}. A fact that is null takes away what
 * the table says; {@code "required": false} takes it back, and {@code because} gives the reason. {@code more} has fields that a table lacks, by the place they are added to: {@code response/data}. Every
 * entry must match something.
 */
final class Overlay {

    private static final Set<String> FACTS =
            Set.of("idempotency", "settledBy", "rateLimit", "errors", "quirks", "request", "response");
    private static final List<String> PARTS = List.of(
            "pathVariables", "query", "headers", "request", "response", "errorResponse", "envelope", "resource");

    /** The reason why a field that the table requires is optional; for readers of the overlay. */
    private static final String REASON = "because";

    private final Map<String, JsonValue> everywhere;
    private final Map<String, JsonValue> entries = new LinkedHashMap<>();
    private final Set<String> unmatched = new LinkedHashSet<>();

    Overlay(JsonObject json) {
        Keys.of(json, Set.of("product", "sources", "fields", "operations", "events"));
        this.everywhere = fields(json.object("fields"));
        entries.putAll(fields(json.object("operations")));
        entries.putAll(fields(json.object("events")));
        everywhere.keySet().forEach(name -> unmatched.add("fields/" + name));
        entries.forEach((id, facts) -> {
            unmatched.add(id);
            for (String key : List.of("fields", "more")) {
                fields(((JsonObject) facts).object(key)).keySet().forEach(place -> unmatched.add(id + " " + place));
            }
        });
    }

    private static Map<String, JsonValue> fields(@Nullable JsonObject json) {
        return json == null ? Map.of() : json.fields();
    }

    /** Entries that nothing matched, once every operation or event of the file has been through {@link #over}. */
    Set<String> unmatched() {
        return unmatched;
    }

    /** The operation or the event with this overlay on it. */
    JsonObject over(JsonObject entry) {
        String id = String.valueOf(entry.string(entry.has("operation") ? "operation" : "event"));
        JsonObject facts = entries.get(id) instanceof JsonObject own ? own : JsonObject.empty();
        unmatched.remove(id);
        JsonObject result = entry;
        for (Map.Entry<String, JsonValue> fact : facts.fields().entrySet()) {
            if (FACTS.contains(fact.getKey())) {
                result = result.with(fact.getKey(), fact.getValue());
            } else if (!Set.of("fields", "more").contains(fact.getKey())) {
                throw new IllegalArgumentException("the overlay's key \"" + fact.getKey() + "\" is not known");
            }
        }
        for (String part : PARTS) {
            JsonArray fields = result.array(part);
            if (fields != null) {
                result = result.with(part, over(fields, part, id, facts));
            }
        }
        return result;
    }

    private JsonArray over(JsonArray fields, String place, String id, JsonObject facts) {
        Map<String, JsonValue> own = fields(facts.object("fields"));
        List<JsonValue> changed = new ArrayList<>();
        for (JsonValue value : withMore(fields, place, id, facts)) {
            JsonObject field = (JsonObject) value;
            String name = field.get("name") instanceof JsonString text ? text.value() : "";
            String here = place + "/" + name;
            if (everywhere.get(name) instanceof JsonObject more) {
                unmatched.remove("fields/" + name);
                field = with(field, more);
            }
            if (own.get(here) instanceof JsonObject more) {
                unmatched.remove(id + " " + here);
                field = with(field, more);
            }
            JsonArray inner = field.array("fields");
            changed.add(inner == null ? field : field.with("fields", over(inner, here, id, facts)));
        }
        return JsonArray.of(changed.toArray());
    }

    private List<JsonValue> withMore(JsonArray fields, String place, String id, JsonObject facts) {
        List<JsonValue> all = new ArrayList<>(fields.values());
        if (fields(facts.object("more")).get(place) instanceof JsonArray more) {
            unmatched.remove(id + " " + place);
            for (JsonValue field : more) {
                JsonValue name = ((JsonObject) field).get("name");
                if (all.stream().anyMatch(other -> Objects.equals(((JsonObject) other).get("name"), name))) {
                    throw new IllegalArgumentException("the overlay adds " + name + " to " + place + ", which has it");
                }
                all.add(field);
            }
        }
        return all;
    }

    private static JsonObject with(JsonObject field, JsonObject more) {
        JsonObject.Builder result = field.toBuilder();
        if (Boolean.FALSE.equals(more.bool("required")) && more.string(REASON) == null) {
            throw new IllegalArgumentException(
                    field.string("name") + ": the overlay makes it optional and does not say \"" + REASON
                            + "\": name the source that does not require it");
        }
        more.without(REASON).fields().forEach((fact, value) -> {
            if (value instanceof JsonNull) {
                result.remove(fact);
            } else {
                result.put(fact, value);
            }
        });
        return result.build();
    }
}
