package io.github.fluentpay.catalogue;

/**
 * Bounds, both included: of a text's length in characters, of an array's length, or of a whole number.
 *
 * @param least the smallest allowed
 * @param most the largest allowed
 */
public record Range(long least, long most) {

    /** Any length, any number. */
    public static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    /** @throws IllegalArgumentException if nothing is between the bounds */
    public Range {
        if (least > most) {
            throw new IllegalArgumentException("A range from " + least + " to " + most + " holds nothing");
        }
    }

    /** Whether {@code value} is between the bounds. */
    public boolean contains(long value) {
        return value >= least && value <= most;
    }

    /** Whether it says anything. */
    public boolean isBounded() {
        return !equals(ANY);
    }
}
