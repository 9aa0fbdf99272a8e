package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the keys of one object of a catalogue file; an unknown key is an error, so that no fact is dropped silently. */
final class Keys {

    private final JsonObject json;

    private Keys(JsonObject json) {
        this.json = json;
    }

    static Keys of(JsonObject json, Set<String> known) {
        for (String key : json.fields().keySet()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("the key \"" + key + "\" is not known");
            }
        }
        return new Keys(json);
    }

    String text(String key) {
        return Objects.requireNonNull(json.string(key), () -> "the key \"" + key + "\" is missing");
    }

    String textOr(String key, String otherwise) {
        return Objects.requireNonNullElse(json.string(key), otherwise);
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(json.bool(key));
    }

    @Nullable
    JsonValue value(String key) {
        return json.get(key);
    }

    <T> @Nullable T as(String key, Function<String, T> reading) {
        String text = json.string(key);
        return text == null ? null : reading.apply(text);
    }

    <T> T required(String key, Function<String, T> reading) {
        return reading.apply(text(key));
    }

    @Nullable
    Integer number(String key) {
        Long number = json.integer(key);
        return number == null ? null : Math.toIntExact(number);
    }

    List<JsonValue> values(String key) {
        JsonArray array = json.array(key);
        return array == null ? List.of() : array.values();
    }

    List<String> texts(String key) {
        return values(key).stream().map(value -> ((JsonString) value).value()).toList();
    }

    List<URI> links(String key) {
        return texts(key).stream().map(URI::create).toList();
    }

    List<JsonObject> objects(String key) {
        return values(key).stream().map(JsonObject.class::cast).toList();
    }

    /** {@code [least, most]}. */
    Range range(String key) {
        List<JsonValue> bounds = values(key);
        return bounds.isEmpty() ? Range.ANY : new Range(whole(bounds.get(0)), whole(bounds.get(1)));
    }

    private static long whole(JsonValue value) {
        return ((JsonNumber) value).longValue();
    }
}
