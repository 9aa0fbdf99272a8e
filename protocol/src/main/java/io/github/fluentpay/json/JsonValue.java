package io.github.fluentpay.json;

import org.jspecify.annotations.Nullable;

/**
 * One JSON value. Immutable and safe to share between threads.
 *
 * <p>{@link #toJson()} and {@link #toBytes()} are the wire form; {@code toString()} is for people and logs, and masks
 * every {@linkplain JsonString#secret(String) secret} string.
 */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /**
     * The JSON value of a Java value: {@code String}, {@code Boolean}, a whole number, {@code BigDecimal}, a finite
     * {@code double}, {@code Map} with string keys, {@code Iterable}, or a {@code JsonValue} itself.
     *
     * @throws IllegalArgumentException for any other type, for {@code null} (the platform refuses null fields: leave
     *     the field out, or say {@link JsonNull#INSTANCE} where you mean it), for NaN and infinities, for a string with
     *     an unpaired surrogate, and for values nested more than {@value JsonReader#MAX_DEPTH} deep; the message gives
     *     the place as a JSON pointer
     */
    static JsonValue of(@Nullable Object value) {
        return JsonConversion.convert(value, "", 0);
    }

    /**
     * Reads one JSON text.
     *
     * @throws InvalidJsonException as {@link JsonObject#parse(String)}, except that any value may stand at the top
     */
    static JsonValue parse(String text) {
        return JsonReader.read(text);
    }

    /** The JSON text, without white space, secrets included. Meant for the wire, not for logs. */
    default String toJson() {
        return JsonWriter.text(this, JsonWriter.Secrets.WRITTEN);
    }

    /** The UTF-8 bytes of {@link #toJson()}; a new array at each call. */
    default byte[] toBytes() {
        return JsonWriter.bytes(this, JsonWriter.Secrets.WRITTEN);
    }

    /** What this value is, in words for a message: {@code "a string"}. */
    default String kind() {
        if (this instanceof JsonObject) {
            return "an object";
        }
        if (this instanceof JsonArray) {
            return "an array";
        }
        if (this instanceof JsonString) {
            return "a string";
        }
        if (this instanceof JsonNumber) {
            return "a number";
        }
        return this instanceof JsonBoolean ? "a boolean" : "null";
    }
}
