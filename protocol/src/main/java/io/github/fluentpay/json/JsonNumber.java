package io.github.fluentpay.json;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A JSON number that keeps its text: {@code 1.10} stays {@code 1.10}, and no amount overflows on the way through. Two
 * numbers are equal when their texts are.
 */
public final class JsonNumber implements JsonValue {

    private static final Pattern GRAMMAR = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final String text;

    private JsonNumber(String text) {
        this.text = text;
    }

    /** A number the parser has read, and so checked, already. */
    static JsonNumber ofToken(String text) {
        return new JsonNumber(text);
    }

    /**
     * The number that is spelled so.
     *
     * @throws IllegalArgumentException if {@code text} is not a number as RFC 8259 section 6 spells them
     */
    public static JsonNumber of(String text) {
        if (!GRAMMAR.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a JSON number");
        }
        return new JsonNumber(text);
    }

    /** The JSON form of a whole number. */
    public static JsonNumber of(long value) {
        return new JsonNumber(Long.toString(value));
    }

    /** The JSON form of a decimal; the digits after its point stay. */
    public static JsonNumber of(BigDecimal value) {
        return new JsonNumber(value.toString());
    }

    /** The number as JSON spells it. */
    public String text() {
        return text;
    }

    /**
     * The whole number.
     *
     * @throws ArithmeticException if it has a fraction or does not fit into 64 bits
     */
    public long longValue() {
        return decimal().longValueExact();
    }

    /**
     * The exact value.
     *
     * @throws ArithmeticException if its exponent does not fit into 32 bits
     */
    public BigDecimal decimal() {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) { // the grammar is checked, so it is the exponent
            ArithmeticException overflow = new ArithmeticException("The number's exponent is out of range");
            overflow.initCause(e);
            throw overflow;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonNumber that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
