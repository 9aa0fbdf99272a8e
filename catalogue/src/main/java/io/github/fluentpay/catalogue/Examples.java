package io.github.fluentpay.catalogue;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies to try an endpoint with: every documented field, with the documentation's example where it fits, else with the
 * plainest value that does. The same fields give the same body. Values to be encrypted are plain.
 */
public final class Examples {

    private static final String TIME = "2026-11-24T08:00:00+08:00";

    private Examples() {}

    /** An object of these fields; those with running numbers are left out. */
    public static JsonObject of(List<Field> fields) {
        JsonObject.Builder object = JsonObject.builder();
        for (Field field : fields) {
            if (!field.isIndexed()) {
                JsonValue one = one(field);
                object.put(field.name(), field.type() == FieldType.ARRAY ? JsonArray.of(one) : one);
            }
        }
        return object.build();
    }

    private static JsonValue one(Field field) {
        if (field.encoding() == Encoding.JSON && !field.fields().isEmpty()) {
            return JsonString.of(of(field.fields()).toJson());
        }
        if (field.encoding() == Encoding.JSON_ARRAY) {
            return JsonString.of(listed(field).toJson());
        }
        FieldType type = field.items() == null ? field.type() : field.items();
        return switch (type) {
            case STRING -> JsonString.of(text(field));
            case INTEGER, NUMBER -> number(field);
            case BOOLEAN -> JsonValue.of(true);
            case OBJECT, ARRAY -> of(field.fields());
        };
    }

    private static JsonArray listed(Field field) {
        if (!field.fields().isEmpty()) {
            return JsonArray.of(of(field.fields()));
        }
        return field.example() instanceof JsonArray example ? example : JsonArray.of();
    }

    private static String text(Field field) {
        if (!field.enumeration().isEmpty() && field.enumeration().get(0) instanceof JsonString first) {
            return first.value();
        }
        if (field.format() == Format.DATE_TIME) {
            return TIME;
        }
        boolean plain = field.encryption() == null;
        if (plain
                && first(field.example()) instanceof JsonString example
                && !example.value().isBlank()) {
            return example.value();
        }
        long least =
                Math.max(1, field.type() == FieldType.ARRAY ? 1 : field.length().least());
        return "8".repeat((int) Math.max(least, Math.min(8, field.length().most())));
    }

    private static @Nullable JsonValue first(@Nullable JsonValue example) {
        return example instanceof JsonArray array && array.size() > 0 ? array.get(0) : example;
    }

    private static JsonNumber number(Field field) {
        if (field.fraction()) {
            return JsonNumber.of(new BigDecimal("1.5"));
        }
        boolean whole =
                field.example() instanceof JsonNumber number && field.range().contains(number.longValue());
        return whole && field.example() instanceof JsonNumber number
                ? number
                : JsonNumber.of(Math.max(1, field.range().least()));
    }
}
