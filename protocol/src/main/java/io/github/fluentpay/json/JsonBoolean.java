package io.github.fluentpay.json;

/** JSON's {@code true} and {@code false}. */
public enum JsonBoolean implements JsonValue {
    /** {@code true}. */
    TRUE(true),
    /** {@code false}. */
    FALSE(false);

    private final boolean value;

    JsonBoolean(boolean value) {
        this.value = value;
    }

    /** The JSON form of {@code value}. */
    public static JsonBoolean of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** The Java form. */
    public boolean value() {
        return value;
    }

    @Override
    public String toString() {
        return Boolean.toString(value);
    }
}
