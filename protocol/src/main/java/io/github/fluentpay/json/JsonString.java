package io.github.fluentpay.json;

import java.util.Objects;

/**
 * A JSON string, perhaps marked secret: a secret is written to the wire like any other string and shown as
 * {@code "***"} by every {@code toString()}. The mark does not count for equality.
 */
public final class JsonString implements JsonValue {

    private final String value;
    private final boolean secret;

    private JsonString(String value, boolean secret) {
        int lone = Surrogates.firstUnpaired(value);
        if (lone >= 0) {
            throw new IllegalArgumentException(
                    "The string has an unpaired surrogate at index " + lone + ": it is not Unicode text");
        }
        this.value = value;
        this.secret = secret;
    }

    /**
     * A plain string.
     *
     * @throws IllegalArgumentException if it has an unpaired surrogate, which UTF-8 cannot carry
     */
    public static JsonString of(String value) {
        return new JsonString(value, false);
    }

    /**
     * A string that is never shown: a name, an identity number, a card number.
     *
     * @throws IllegalArgumentException if it has an unpaired surrogate, which UTF-8 cannot carry
     */
    public static JsonString secret(String value) {
        return new JsonString(value, true);
    }

    /** The text itself, secret or not. */
    public String value() {
        return value;
    }

    /** Whether {@code toString()} hides it. */
    public boolean isSecret() {
        return secret;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return JsonWriter.text(this, JsonWriter.Secrets.MASKED);
    }
}
