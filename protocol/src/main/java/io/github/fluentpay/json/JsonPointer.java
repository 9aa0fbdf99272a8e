package io.github.fluentpay.json;

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
        if (pointer.charAt(0) != '/') {
            throw new IllegalArgumentException("\"" + pointer + "\" is not a JSON pointer: it starts with a slash");
        }
        JsonValue value = root;
        for (String token : pointer.substring(1).split("/", -1)) {
            value = step(value, token.replace("~1", "/").replace("~0", "~"));
            if (value == null) {
                return null;
            }
        }
        return value;
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
