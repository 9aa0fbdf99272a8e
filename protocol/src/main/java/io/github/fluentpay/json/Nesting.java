package io.github.fluentpay.json;

import java.util.Collection;

/** How many objects and arrays stand inside each other: none in a string, one in {@code {}}, two in {@code [{}]}. */
final class Nesting {

    private Nesting() {}

    static int of(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object.levels();
        }
        return value instanceof JsonArray array ? array.levels() : 0;
    }

    /** Of an object or array with these values in it. */
    static int around(Collection<JsonValue> values) {
        int deepest = 0;
        for (JsonValue value : values) {
            deepest = Math.max(deepest, of(value));
        }
        return 1 + deepest;
    }
}
