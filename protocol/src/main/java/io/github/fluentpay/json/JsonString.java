package io.github.fluentpay.json;

import java.util.Objects;

/**
 * A JSON string, perhaps marked secret: a secret is written to the wire like any other string and shown as
 * {@code "***"} by every {@code toString()}. One that came sealed and was opened is a secret that says so, lest it be opened
 * a second time. Neither mark counts for equality.
 */
public final class JsonString implements JsonValue {

    private final String value;
    private final boolean secret;
    private final boolean opened;

    private JsonString(String value, boolean secret, boolean opened) {
        int lone = Surrogates.firstUnpaired(value);
        if (lone >= 0) {
            throw new IllegalArgumentException(
                    "The string has an unpaired surrogate at index " + lone + ": it is not Unicode text");
        }
        this.value = value;
        this.secret = secret;
        this.opened = opened;
    }

    /**
     * A plain string.
     *
     * @throws IllegalArgumentException if it has an unpaired surrogate, which UTF-8 cannot carry
     */
    public static JsonString of(String value) {
        return new JsonString(value, false, false);
    }

    /**
     * A string that is never shown: a name, an identity number, a card number.
     *
     * @throws IllegalArgumentException if it has an unpaired surrogate, which UTF-8 cannot carry
     */
    public static JsonString secret(String value) {
        return new JsonString(value, true, false);
    }

    /**
     * A secret that was sealed on the wire, and is the plain text now.
     *
     * @throws IllegalArgumentException if it has an unpaired surrogate, which UTF-8 cannot carry
     */
    public static JsonString opened(String value) {
        return new JsonString(value, true, true);
    }

    /** The same text as a secret, opened if it was. */
    JsonString hidden() {
        return secret ? this : secret(value);
    }

    /** The text itself, secret or not. */
    public String value() {
        return value;
    }

    /** Whether {@code toString()} hides it. */
    public boolean isSecret() {
        return secret;
    }

    /** Whether it was sealed on the wire and is open now. */
    public boolean isOpened() {
        return opened;
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
