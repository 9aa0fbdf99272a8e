package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JSON that was parsed and written again, perhaps by way of a class: with white space, escapes, nulls, other names, in another
 * order. Undone to what the platform writes: no white space, no needless escape, in its own order or the one it came in.
 */
final class Rewriting implements BodyLayer {

    private static final String WRITTEN = "the body was re-serialised";
    private static final String PRINTED = "the body was parsed and printed by toString()";

    /** Orders of the envelope's fields: as documented, and as seen; what else there is comes last. */
    private static final List<List<String>> ENVELOPE = List.of(
            List.of("id", "create_time", "resource_type", "event_type", "summary", "resource"),
            List.of("id", "create_time", "event_type", "resource_type", "summary", "resource"),
            List.of("id", "create_time", "event_type", "resource_type", "resource", "summary"));

    private static final List<List<String>> RESOURCE = List.of(
            List.of("original_type", "algorithm", "ciphertext", "associated_data", "nonce"),
            List.of("algorithm", "ciphertext", "nonce", "associated_data", "original_type"),
            List.of("original_type", "algorithm", "associated_data", "nonce", "ciphertext"));

    @Override
    public Stream<Undone> undo(LayeredBody body) {
        JsonObject json = body.json();
        if (json != null) {
            return texts(json, WRITTEN);
        }
        JsonObject printed =
                body.core().startsWith("{'") ? LayeredBody.parse(body.core().replace('\'', '"')) : null;
        return printed == null ? Stream.empty() : texts(printed, PRINTED);
    }

    private static Stream<Undone> texts(JsonObject json, String change) {
        JsonObject plain = withoutNulls(snakeCase(json));
        Stream<JsonObject> values = plain.toJson().equals(json.toJson()) ? Stream.of(json) : Stream.of(json, plain);
        return values.flatMap(Rewriting::orders)
                .map(JsonObject::toJson)
                .distinct()
                .flatMap(Rewriting::spellings)
                .map(text -> new Undone(LayeredBody.of(text), change, RAW_BYTES, true));
    }

    private static Stream<JsonObject> orders(JsonObject json) {
        Stream<JsonObject> documented = ENVELOPE.stream()
                .map(outer -> ordered(json, outer))
                .flatMap(outer -> outer.get("resource") instanceof JsonObject resource
                        ? RESOURCE.stream().map(inner -> outer.with("resource", ordered(resource, inner)))
                        : Stream.empty());
        return Stream.concat(Stream.of(json), documented);
    }

    /** A platform may escape where it need not: slashes, as PHP does, or what is beyond ASCII. */
    private static Stream<String> spellings(String text) {
        return Stream.of(text, text.replace("/", "\\/"), escaped(text)).distinct();
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7E) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static JsonObject ordered(JsonObject json, List<String> names) {
        JsonObject.Builder ordered = JsonObject.builder();
        Stream.concat(names.stream().filter(json::has), json.fields().keySet().stream())
                .distinct()
                .forEach(name -> ordered.put(name, json.get(name)));
        return ordered.build();
    }

    private static JsonObject snakeCase(JsonObject json) {
        JsonObject.Builder renamed = JsonObject.builder();
        json.fields().forEach((name, value) -> renamed.put(snakeCase(name), inner(value)));
        return renamed.build();
    }

    private static JsonValue inner(JsonValue value) {
        return value instanceof JsonObject object ? snakeCase(object) : value;
    }

    private static String snakeCase(String name) {
        StringBuilder out = new StringBuilder(name.length() + 2);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.append('_').append((char) (c - 'A' + 'a'));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static JsonObject withoutNulls(JsonObject json) {
        JsonObject.Builder kept = JsonObject.builder();
        json.fields().forEach((name, value) -> {
            if (!isNull(value)) {
                kept.put(name, value instanceof JsonObject object ? withoutNulls(object) : value);
            }
        });
        return kept.build();
    }

    private static boolean isNull(@Nullable JsonValue value) {
        return value == null || value instanceof JsonNull;
    }
}
