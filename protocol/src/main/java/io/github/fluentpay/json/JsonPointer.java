package io.github.fluentpay.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** RFC 6901, JSON Pointer: {@code /amount/total}, {@code /goods_detail/0}; {@code ~1} is a slash, {@code ~0} a tilde. */
final class JsonPointer {

    private JsonPointer() {}

    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    static @Nullable JsonValue find(JsonValue root, String pointer) {
        if (pointer.isEmpty()) {
            return root;
        }
        JsonValue value = root;
        for (String token : tokens(pointer)) {
            value = step(value, token);
            if (value == null) {
                return null;
            }
        }
        return value;
    }

    private static List<String> tokens(String pointer) {
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException("\"" + pointer + "\" is not a JSON pointer: it starts with a slash");
        }
        return Stream.of(pointer.substring(1).split("/", -1))
                .map(token -> token.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    /** {@code object} with every value at {@code pattern} changed; itself if none is found or none changes. */
    static JsonObject map(JsonObject object, String pattern, UnaryOperator<JsonValue> change) {
        if (pattern.isEmpty()) {
            throw new IllegalArgumentException(
                    "The JSON pointer is empty: it stands for the object itself; name a field");
        }
        return map(object, tokens(pattern), change);
    }

    private static JsonObject map(JsonObject object, List<String> tokens, UnaryOperator<JsonValue> change) {
        String name = tokens.get(0);
        JsonValue field = object.get(name);
        if (field == null) {
            return object;
        }
        JsonValue changed = mapBelow(field, tokens.subList(1, tokens.size()), change);
        return changed == field ? object : object.with(name, changed);
    }

    private static JsonArray map(JsonArray array, List<String> tokens, UnaryOperator<JsonValue> change) {
        String token = tokens.get(0);
        List<JsonValue> values = new ArrayList<>(array.values());
        boolean anyChanged = false;
        for (int i = 0; i < values.size(); i++) {
            if (token.equals("*") || token.equals(Integer.toString(i))) {
                JsonValue changed = mapBelow(values.get(i), tokens.subList(1, tokens.size()), change);
                anyChanged |= changed != values.set(i, changed);
            }
        }
        return anyChanged ? (JsonArray) JsonValue.of(values) : array;
    }

    private static JsonValue mapBelow(JsonValue value, List<String> tokens, UnaryOperator<JsonValue> change) {
        if (tokens.isEmpty()) {
            return change.apply(value);
        }
        if (value instanceof JsonObject object) {
            return map(object, tokens, change);
        }
        return value instanceof JsonArray array ? map(array, tokens, change) : value;
    }

    private static @Nullable JsonValue step(JsonValue value, String name) {
        if (value instanceof JsonObject object) {
            return object.get(name);
        }
        if (value instanceof JsonArray array && isIndex(name)) {
            int index = Integer.parseInt(name);
            return index < array.size() ? array.get(index) : null;
        }
        return null;
    }

    private static boolean isIndex(String name) {
        boolean digits = !name.isEmpty() && name.length() <= 9 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits && (name.length() == 1 || name.charAt(0) != '0');
    }
}
