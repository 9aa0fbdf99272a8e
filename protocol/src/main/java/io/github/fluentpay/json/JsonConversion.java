package io.github.fluentpay.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Java values into JSON values; every refusal names its place as a JSON pointer. */
final class JsonConversion {

    private JsonConversion() {}

    static JsonValue convert(@Nullable Object value, String place, int depth) {
        if (value == null) {
            throw new IllegalArgumentException(
                    at(place) + " is null, which the platform refuses: leave the field out, or use JsonNull.INSTANCE");
        }
        if (value instanceof JsonValue json) {
            return within(depth + Nesting.of(json), json, place);
        }
        if (value instanceof CharSequence text) {
            return string(text.toString(), place);
        }
        if (value instanceof Boolean bool) {
            return JsonBoolean.of(bool);
        }
        if (value instanceof Number number) {
            return number(number, place);
        }
        if (value instanceof Map<?, ?> map) {
            return object(within(depth + 1, map, place), place, depth);
        }
        if (value instanceof Iterable<?> items) {
            return array(within(depth + 1, items, place), place, depth);
        }
        throw new IllegalArgumentException(at(place) + " is " + typeOf(value)
                + ", which has no JSON form: pass a String, Boolean, Number, Map, Iterable or JsonValue");
    }

    private static <T> T within(int levels, T value, String place) {
        if (levels > JsonReader.MAX_DEPTH) {
            throw new IllegalArgumentException(at(place) + " is nested more than " + JsonReader.MAX_DEPTH
                    + " levels deep; does it contain itself?");
        }
        return value;
    }

    private static JsonString string(String text, String place) {
        int lone = Surrogates.firstUnpaired(text);
        if (lone >= 0) {
            throw new IllegalArgumentException(
                    at(place) + " has an unpaired surrogate at index " + lone + ": it is not Unicode text");
        }
        return JsonString.of(text);
    }

    private static JsonNumber number(Number number, String place) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return JsonNumber.of(number.longValue());
        }
        if (number instanceof BigDecimal decimal) {
            return JsonNumber.of(decimal);
        }
        if (number instanceof BigInteger integer) {
            return JsonNumber.of(new BigDecimal(integer));
        }
        if ((number instanceof Double || number instanceof Float) && Double.isFinite(number.doubleValue())) {
            return JsonNumber.of(new BigDecimal(number.toString()));
        }
        throw new IllegalArgumentException(at(place) + " is " + number + " ("
                + number.getClass().getName() + "), which has no JSON form: pass a whole number or a BigDecimal");
    }

    private static JsonObject object(Map<?, ?> map, String place, int depth) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException(at(place) + " has " + typeOf(key) + " for a key, not a string");
            }
            string(name, place);
            fields.put(name, convert(value, place + "/" + JsonPointer.escape(name), depth + 1));
        });
        return new JsonObject(fields);
    }

    private static JsonArray array(Iterable<?> items, String place, int depth) {
        List<JsonValue> values = new ArrayList<>();
        for (Object item : items) {
            values.add(convert(item, place + "/" + values.size(), depth + 1));
        }
        return new JsonArray(values);
    }

    /** Names the type only: the value may be secret, and may contain itself. */
    static String typeOf(@Nullable Object value) {
        return value == null ? "null" : "a " + value.getClass().getName();
    }

    private static String at(String place) {
        return place.isEmpty() ? "The JSON value" : "The JSON value at " + place;
    }
}
