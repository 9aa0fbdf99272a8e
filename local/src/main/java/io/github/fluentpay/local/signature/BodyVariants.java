package io.github.fluentpay.local.signature;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The bodies that a caller may have signed instead of the one that it sent. */
final class BodyVariants {

    /** Above this length a body is not written again: sixty copies of it would be made. */
    private static final int MAX_REWRITTEN = 64 * 1024;

    /** Above this many fields their orders are not tried: 5 have 120, 6 have 720. */
    private static final int MAX_ORDERED = 5;

    private static final int MAX_ORDERED_LENGTH = 4 * 1024;

    private BodyVariants() {}

    static List<Variant> of(String body) {
        Variant.Collector variants = new Variant.Collector(body);
        variants.add("", "the body was left out of the signed text. Sign the body's bytes exactly as they are sent.");
        variants.add(
                body.strip(),
                "the signed body lacks white space or a line end that the sent body has at its beginning or end. Sign"
                        + " the very bytes that are sent.");
        if (!body.isEmpty() && body.length() <= MAX_REWRITTEN) {
            try {
                addRewritten(variants, JsonObject.parse(body), body.length());
            } catch (InvalidJsonException notJson) {
                // Then it cannot have been written again as JSON either.
            }
        }
        return variants.variants();
    }

    private static void addRewritten(Variant.Collector variants, JsonObject body, int length) {
        JsonValue sorted = sorted(body);
        for (JsonStyle.Escaping escaping : JsonStyle.Escaping.values()) {
            for (boolean slashes : new boolean[] {false, true}) {
                for (JsonStyle.Spacing spacing : JsonStyle.Spacing.values()) {
                    JsonStyle style = new JsonStyle(spacing, escaping, slashes);
                    variants.add(style.write(body), rewritten(style.words()));
                    variants.add(style.write(sorted), rewritten("keys sorted, " + style.words()));
                }
            }
        }
        if (body.fields().size() <= MAX_ORDERED && length <= MAX_ORDERED_LENGTH) {
            for (JsonObject ordered : orders(body)) {
                for (JsonStyle.Spacing spacing : JsonStyle.Spacing.values()) {
                    JsonStyle style = new JsonStyle(spacing, JsonStyle.Escaping.NONE, false);
                    variants.add(style.write(ordered), rewritten("keys in another order, " + style.words()));
                }
            }
        }
    }

    private static String rewritten(String how) {
        return "the signed body is not the sent body: it was written as JSON a second time (" + how
                + "). Serialise once, then sign and send the same bytes.";
    }

    private static JsonValue sorted(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> fields = new TreeMap<>();
            object.fields().forEach((name, field) -> fields.put(name, sorted(field)));
            return JsonObject.from(fields);
        }
        if (value instanceof JsonArray array) {
            return JsonValue.of(
                    array.values().stream().map(BodyVariants::sorted).toList());
        }
        return value;
    }

    private static List<JsonObject> orders(JsonObject body) {
        List<JsonObject> found = new ArrayList<>();
        addOrders(found, JsonObject.empty(), body);
        return found;
    }

    private static void addOrders(List<JsonObject> found, JsonObject begun, JsonObject left) {
        if (left.isEmpty()) {
            found.add(begun);
        }
        left.fields().forEach((name, value) -> addOrders(found, begun.with(name, value), left.without(name)));
    }
}
