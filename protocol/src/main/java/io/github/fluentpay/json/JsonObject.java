package io.github.fluentpay.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object: immutable, in the order it was written in, safe to share between threads.
 *
 * <pre>{@code
 * JsonObject body = JsonObject.of("coupon_code", "sxxe34343434", "stock_id", "1234567891");
 * JsonObject more = body.with("return_request_no", "1002600620019090123143254436");
 * more.string("stock_id"); // 1234567891
 * }</pre>
 *
 * <p>The typed accessors answer {@code null} for a field that is absent or JSON null, and refuse a field of another
 * type. Equality ignores the order of fields, as JSON does.
 */
public final class JsonObject implements JsonValue {

    private static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, JsonValue> fields;
    private final int levels;

    /** Takes ownership of {@code fields}: the caller never changes it again. */
    JsonObject(Map<String, JsonValue> fields) {
        this.fields = Collections.unmodifiableMap(fields);
        this.levels = Nesting.around(fields.values());
    }

    int levels() {
        return levels;
    }

    /** The object without fields. */
    public static JsonObject empty() {
        return EMPTY;
    }

    /**
     * An object of names and values in turn: {@code of("total", 100, "currency", "CNY")}.
     *
     * @throws IllegalArgumentException if the number of arguments is odd, a name is not a string or stands twice, or a
     *     value is refused by {@link JsonValue#of(Object)}
     */
    public static JsonObject of(Object... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "Names and values come in pairs; " + namesAndValues.length + " arguments were given");
        }
        Builder builder = builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!(namesAndValues[i] instanceof String name)) {
                throw new IllegalArgumentException("Argument " + (i + 1) + " must be a field's name, a string; it is "
                        + JsonConversion.typeOf(namesAndValues[i]));
            }
            if (builder.fields.containsKey(name)) {
                throw new IllegalArgumentException("The field " + name + " is given twice");
            }
            builder.put(name, namesAndValues[i + 1]);
        }
        return builder.build();
    }

    /**
     * An object with the entries of {@code map}, in its order.
     *
     * @throws IllegalArgumentException as {@link JsonValue#of(Object)}
     */
    public static JsonObject from(Map<String, ?> map) {
        return (JsonObject) JsonValue.of(map);
    }

    /**
     * Reads one JSON object.
     *
     * @throws InvalidJsonException if the text is not exactly one object, is longer than
     *     {@value JsonReader#MAX_LENGTH} characters, is nested more than {@value JsonReader#MAX_DEPTH} deep, names a
     *     field twice, or has an unpaired surrogate
     */
    public static JsonObject parse(String text) {
        JsonValue value = JsonReader.read(text);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new InvalidJsonException("The JSON text is " + value.kind() + ", not an object");
    }

    /**
     * Reads one JSON object from UTF-8 bytes.
     *
     * @throws InvalidJsonException as {@link #parse(String)}, and if the bytes are not UTF-8
     */
    public static JsonObject parse(byte[] utf8) {
        return parse(JsonReader.decode(utf8));
    }

    /** A builder without fields. */
    public static Builder builder() {
        return new Builder(Map.of());
    }

    /** A builder that starts with this object's fields. */
    public Builder toBuilder() {
        return new Builder(fields);
    }

    /**
     * This object with one field set; a field that is there keeps its place.
     *
     * @throws IllegalArgumentException as {@link JsonValue#of(Object)}
     */
    public JsonObject with(String name, Object value) {
        return toBuilder().put(name, value).build();
    }

    /** This object with one {@linkplain JsonString#secret(String) secret} field set. */
    public JsonObject withSecret(String name, String value) {
        return toBuilder().putSecret(name, value).build();
    }

    /** This object without that field; the same object if it has none of that name. */
    public JsonObject without(String name) {
        return fields.containsKey(name) ? toBuilder().remove(name).build() : this;
    }

    /** This object with every text in it {@linkplain JsonString#secret(String) secret}, at any depth; names are shown. */
    public JsonObject secret() {
        Builder secret = builder();
        fields.forEach((name, value) -> secret.put(name, secret(value)));
        return secret.build();
    }

    private static JsonValue secret(JsonValue value) {
        if (value instanceof JsonString text) {
            return text.hidden();
        }
        if (value instanceof JsonArray array) {
            return JsonArray.of(array.values().stream().map(JsonObject::secret).toArray());
        }
        return value instanceof JsonObject object ? object.secret() : value;
    }

    /** The fields in order; the map is unmodifiable. */
    public Map<String, JsonValue> fields() {
        return fields;
    }

    /** Whether there are no fields. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** Whether there is a field of that name, JSON null included. */
    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** The field's value, or {@code null} if there is no such field. */
    public @Nullable JsonValue get(String name) {
        return fields.get(name);
    }

    /**
     * The value at a JSON pointer such as {@code /amount/total} or {@code /goods_detail/0}, or {@code null}.
     *
     * @throws IllegalArgumentException if {@code pointer} is neither empty nor starts with a slash
     */
    public @Nullable JsonValue at(String pointer) {
        return JsonPointer.find(this, pointer);
    }

    /**
     * This object with the values at a JSON pointer changed, where {@code *} stands for every element of an array:
     * {@code /receivers/*}{@code /name}. {@code change} is given each value found, in order; where nothing is found, it
     * is not called and the object stays the same.
     *
     * @throws IllegalArgumentException if {@code pattern} does not start with a slash, or {@code change} answers null
     */
    public JsonObject mapAt(String pattern, UnaryOperator<JsonValue> change) {
        return JsonPointer.map(this, pattern, change);
    }

    /** The field as text, or {@code null}; throws {@link IllegalStateException} if it is not a string. */
    public @Nullable String string(String name) {
        return read(name, "a string", value -> value instanceof JsonString string ? string.value() : null);
    }

    /**
     * The field as a whole number, or {@code null}; throws {@link IllegalStateException} if it is not a number, has a
     * fraction or does not fit into 64 bits.
     */
    public @Nullable Long integer(String name) {
        return read(name, "a whole number of at most 64 bits", JsonObject::exactLong);
    }

    /**
     * The field as an exact decimal, or {@code null}; throws {@link IllegalStateException} if it is not a number, or its
     * exponent does not fit into 32 bits.
     */
    public @Nullable BigDecimal decimal(String name) {
        return read(name, "a number that BigDecimal can hold", JsonObject::exactDecimal);
    }

    /** The field as a boolean, or {@code null}; throws {@link IllegalStateException} if it is not one. */
    public @Nullable Boolean bool(String name) {
        return read(name, "a boolean", value -> value instanceof JsonBoolean bool ? bool.value() : null);
    }

    /** The field as an object, or {@code null}; throws {@link IllegalStateException} if it is not one. */
    public @Nullable JsonObject object(String name) {
        return read(name, "an object", value -> value instanceof JsonObject object ? object : null);
    }

    /** The field as an array, or {@code null}; throws {@link IllegalStateException} if it is not one. */
    public @Nullable JsonArray array(String name) {
        return read(name, "an array", value -> value instanceof JsonArray array ? array : null);
    }

    private <T> @Nullable T read(String name, String expected, Function<JsonValue, @Nullable T> reading) {
        JsonValue value = fields.get(name);
        if (value == null || value == JsonNull.INSTANCE) {
            return null;
        }
        T result = reading.apply(value);
        if (result == null) {
            throw new IllegalStateException("The field " + name + " is " + value.kind() + ", not " + expected);
        }
        return result;
    }

    private static @Nullable Long exactLong(JsonValue value) {
        try {
            return value instanceof JsonNumber number ? (Long) number.longValue() : null;
        } catch (ArithmeticException fractionOrOverflow) {
            return null;
        }
    }

    private static @Nullable BigDecimal exactDecimal(JsonValue value) {
        try {
            return value instanceof JsonNumber number ? number.decimal() : null;
        } catch (ArithmeticException exponentTooLarge) {
            return null;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return JsonWriter.text(this, JsonWriter.Secrets.MASKED);
    }

    /** Collects fields for one object. Not safe for several threads. */
    public static final class Builder {

        private Map<String, JsonValue> fields;
        private boolean handedOut;

        private Builder(Map<String, JsonValue> fields) {
            this.fields = new LinkedHashMap<>(fields);
        }

        /**
         * Sets a field; one that is there keeps its place.
         *
         * @throws IllegalArgumentException as {@link JsonValue#of(Object)}
         */
        public Builder put(String name, @Nullable Object value) {
            JsonString.of(name); // refuses what cannot be written
            own().put(name, JsonConversion.convert(value, "/" + JsonPointer.escape(name), 1));
            return this;
        }

        /** Sets a field unless {@code value} is null. */
        public Builder putIfPresent(String name, @Nullable Object value) {
            return value == null ? this : put(name, value);
        }

        /** Sets a {@linkplain JsonString#secret(String) secret} field. */
        public Builder putSecret(String name, String value) {
            return put(name, JsonString.secret(value));
        }

        /** Removes a field, if it is there. */
        public Builder remove(String name) {
            own().remove(name);
            return this;
        }

        /** The fields to change: a copy, once an object has been built on them. */
        private Map<String, JsonValue> own() {
            if (handedOut) {
                fields = new LinkedHashMap<>(fields);
                handedOut = false;
            }
            return fields;
        }

        /** The object; the builder can go on. */
        public JsonObject build() {
            handedOut = true;
            return new JsonObject(fields);
        }
    }
}
