package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields from their JSON form. */
final class FieldReader {

    static final Set<String> KEYS = Set.of(
            "name",
            "type",
            "required",
            "title",
            "encrypted",
            "encoding",
            "format",
            "enum",
            "closed",
            "length",
            "range",
            "characters",
            "unit",
            "example",
            "default",
            "fields");

    private FieldReader() {}

    static List<Field> read(List<JsonObject> fields) {
        List<Field> read = new ArrayList<>();
        for (JsonObject field : fields) {
            try {
                read.add(field(Keys.of(field, KEYS)));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(field.string("name") + ": " + e.getMessage(), e);
            }
        }
        return read;
    }

    private static Field field(Keys keys) {
        String type = keys.text("type");
        JsonValue example = keys.value("example");
        return new Field(
                keys.text("name"),
                type.startsWith("array<") ? FieldType.ARRAY : typeOf(type),
                type.startsWith("array<") ? typeOf(type.substring(6, type.length() - 1)) : null,
                keys.flag("required"),
                keys.textOr("title", ""),
                keys.as("encrypted", Encryption::of),
                keys.as("encoding", Encoding::of),
                keys.as("format", Format::of),
                keys.values("enum"),
                keys.flag("closed"),
                keys.range("length"),
                keys.range("range"),
                keys.as("characters", text -> text),
                keys.as("unit", text -> text),
                isFraction(example),
                example,
                keys.value("default"),
                read(keys.objects("fields")));
    }

    /** The documentation says "number" for amounts and counts; only an example tells one with a fraction. */
    private static boolean isFraction(@Nullable JsonValue example) {
        return example instanceof JsonNumber number && number.text().indexOf('.') >= 0;
    }

    private static FieldType typeOf(String text) {
        try {
            return FieldType.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a type", e);
        }
    }
}
