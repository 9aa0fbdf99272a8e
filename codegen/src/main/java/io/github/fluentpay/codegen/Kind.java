package io.github.fluentpay.codegen;

import io.github.fluentpay.catalogue.Encoding;
import io.github.fluentpay.catalogue.Field;
import io.github.fluentpay.catalogue.FieldType;
import io.github.fluentpay.catalogue.Format;

/** What a property is in Java. */
enum Kind {
    /** {@code String}. */
    TEXT,
    /** {@code long}, {@code Long} where it may be absent. */
    WHOLE,
    /** {@code BigDecimal}. */
    DECIMAL,
    /** {@code boolean}, {@code Boolean} where it may be absent. */
    BOOL,
    /** {@code OffsetDateTime}. */
    DATE_TIME,
    /** An open value type of its own. */
    ENUM,
    /** A view of its own. */
    VIEW,
    /** A view of its own over JSON text in a string. */
    JSON_TEXT,
    /** A {@code JsonObject}: the documentation names no fields. */
    JSON;

    static Kind of(Field field) {
        if (isEnum(field)) {
            return ENUM;
        }
        if (field.encoding() == Encoding.JSON && !field.fields().isEmpty()) {
            return JSON_TEXT;
        }
        FieldType type = field.items() == null ? field.type() : field.items();
        return switch (type) {
            case STRING -> field.format() == Format.DATE_TIME ? DATE_TIME : TEXT;
            case INTEGER, NUMBER -> field.fraction() ? DECIMAL : WHOLE;
            case BOOLEAN -> BOOL;
            case OBJECT, ARRAY -> field.fields().isEmpty() ? JSON : VIEW;
        };
    }

    private static boolean isEnum(Field field) {
        boolean text = field.type() == FieldType.STRING || field.items() == FieldType.STRING;
        return text && !field.enumeration().isEmpty() && field.encoding() == null && field.encryption() == null;
    }
}
