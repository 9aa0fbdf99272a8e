package io.github.fluentpay.json;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A JSON array, immutable. */
public final class JsonArray implements JsonValue, Iterable<JsonValue> {

    private final List<JsonValue> values;
    private final int levels;

    JsonArray(List<JsonValue> values) {
        this.values = List.copyOf(values);
        this.levels = Nesting.around(this.values);
    }

    int levels() {
        return levels;
    }

    /**
     * An array of these values, converted as {@link JsonValue#of(Object)} does.
     *
     * @throws IllegalArgumentException as {@link JsonValue#of(Object)}
     */
    public static JsonArray of(Object... values) {
        return (JsonArray) JsonValue.of(Arrays.asList(values));
    }

    /** How many values there are. */
    public int size() {
        return values.size();
    }

    /**
     * The value at this place, counted from 0.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public JsonValue get(int index) {
        return values.get(index);
    }

    /** The values in order; the list is unmodifiable. */
    public List<JsonValue> values() {
        return values;
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return values.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonArray that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return JsonWriter.text(this, JsonWriter.Secrets.MASKED);
    }
}
