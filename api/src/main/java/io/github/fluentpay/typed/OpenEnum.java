package io.github.fluentpay.typed;

import java.util.Objects;

/**
 * A value of a documented enumeration that may grow: one that is not among the constants keeps its text, and is sent and
 * read like any other. Two of one type are equal when their texts are.
 */
public abstract class OpenEnum {

    private final String text;

    /** For generated code. */
    protected OpenEnum(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    /** As on the wire. */
    public final String text() {
        return text;
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // generated classes are final, and two of them are never the same thing
    public final boolean equals(Object other) {
        return other != null && other.getClass() == getClass() && ((OpenEnum) other).text.equals(text);
    }

    @Override
    public final int hashCode() {
        return text.hashCode();
    }

    /** As on the wire. */
    @Override
    public final String toString() {
        return text;
    }
}
