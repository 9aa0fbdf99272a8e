package io.github.fluentpay.json;

/** JSON's {@code null}. The platform refuses it in requests; it is here so that what was read can be written again. */
public enum JsonNull implements JsonValue {
    /** The only one. */
    INSTANCE;

    @Override
    public String toString() {
        return "null";
    }
}
