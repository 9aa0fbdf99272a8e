package io.github.fluentpay.client;

import io.github.fluentpay.json.JsonString;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Checks what a caller puts into a path or a query; the value itself is never changed. */
final class Values {

    private Values() {}

    /**
     * The text of a string, whole number, decimal or boolean.
     *
     * @param what the place, for the message: {@code "{openid} of v3/…"}
     */
    static String text(String what, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is null; leave it out, or give it a value");
        }
        String text = plain(what, value);
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " is blank; leave it out, or give it a value");
        }
        try {
            JsonString.of(text);
        } catch (IllegalArgumentException unpairedSurrogate) {
            throw new IllegalArgumentException(what + " has an unpaired surrogate: it is not Unicode text");
        }
        return text;
    }

    private static String plain(String what, Object value) {
        if (value instanceof CharSequence || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof BigInteger) {
            return value.toString();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        throw new IllegalArgumentException(what + " is a " + value.getClass().getName()
                + "; pass a String, a whole number, a BigDecimal or a Boolean");
    }
}
