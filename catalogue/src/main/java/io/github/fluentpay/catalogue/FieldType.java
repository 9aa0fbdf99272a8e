package io.github.fluentpay.catalogue;

/** The documented type of a field. */
public enum FieldType {
    /** Text. */
    STRING,
    /** A whole number. */
    INTEGER,
    /** A number; nearly always a whole one, see {@link Field#isFraction()}. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN,
    /** Fields of its own; a file, where the {@linkplain Format#BINARY format} says so. */
    OBJECT,
    /** Several of {@link Field#items()}. */
    ARRAY
}
