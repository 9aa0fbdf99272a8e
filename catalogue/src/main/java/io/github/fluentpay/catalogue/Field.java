package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One documented field (字段) of a path, query, header, body, reply or event.
 *
 * @param name as on the wire; {@code $n} and {@code $m} stand for running numbers
 * @param type the documented type
 * @param items the type of the elements of an array; null for all else
 * @param required whether it has to be there
 * @param title the documentation's short name, in Chinese; empty if it gives none
 * @param encryption how the value is encrypted; null if it is not
 * @param encoding what a string holds; null for plain text
 * @param format how a string is spelled; null if that is not stated
 * @param enumeration the documented values, in their order; empty if any may stand there
 * @param closed whether the platform refuses values that are not in the enumeration
 * @param length characters of a string, elements of an array
 * @param range of a whole number, or of each of an array's
 * @param characters regular expression of the whole string, or of each of an array's; null if it is not stated
 * @param unit of a number, in English: {@code fen}; null if it is not stated
 * @param fraction whether a number may have one
 * @param example a literal that the platform's own examples use; null if there is none
 * @param defaultValue what the platform takes when the field is left out; null if that is not stated
 * @param fields of an object, of the objects of an array, or of the data that a string {@linkplain #encoding() holds}
 */
public record Field(
        String name,
        FieldType type,
        @Nullable FieldType items,
        boolean required,
        String title,
        @Nullable Encryption encryption,
        @Nullable Encoding encoding,
        @Nullable Format format,
        List<JsonValue> enumeration,
        boolean closed,
        Range length,
        Range range,
        @Nullable String characters,
        @Nullable String unit,
        boolean fraction,
        @Nullable JsonValue example,
        @Nullable JsonValue defaultValue,
        List<Field> fields) {

    public Field {
        enumeration = List.copyOf(enumeration);
        fields = List.copyOf(fields);
    }

    /** Whether a number may have a fraction. */
    public boolean isFraction() {
        return fraction;
    }

    /** Whether its name has a running number. */
    public boolean isIndexed() {
        return name.indexOf('$') >= 0;
    }

    /** The field inside this one. */
    public Optional<Field> find(String inner) {
        return fields.stream().filter(field -> field.name.equals(inner)).findFirst();
    }
}
