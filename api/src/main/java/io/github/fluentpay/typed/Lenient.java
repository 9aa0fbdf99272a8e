package io.github.fluentpay.typed;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a value as the documented type where it can be given as one; null where it cannot. */
final class Lenient {

    private Lenient() {}

    static @Nullable String toText(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        return value == JsonNull.INSTANCE ? null : value.toJson();
    }

    /** For words of an enumeration, which no JSON text is. */
    static @Nullable String toScalar(JsonValue value) {
        return value instanceof JsonObject || value instanceof JsonArray ? null : toText(value);
    }

    static @Nullable Long toLong(JsonValue value) {
        BigDecimal decimal = toDecimal(value);
        try {
            return decimal == null ? null : (Long) decimal.longValueExact();
        } catch (ArithmeticException fractionOrOverflow) {
            return null;
        }
    }

    static @Nullable BigDecimal toDecimal(JsonValue value) {
        try {
            if (value instanceof JsonNumber number) {
                return number.decimal();
            }
            return value instanceof JsonString string
                    ? new BigDecimal(string.value().strip())
                    : null;
        } catch (ArithmeticException | NumberFormatException notANumber) {
            return null;
        }
    }

    static @Nullable Boolean toBoolean(JsonValue value) {
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        String text = toScalar(value);
        if ("true".equalsIgnoreCase(text) || "1".equals(text)) {
            return true;
        }
        return ("false".equalsIgnoreCase(text) || "0".equals(text)) ? (Boolean) false : null;
    }

    static @Nullable OffsetDateTime toDateTime(JsonValue value) {
        try {
            return value instanceof JsonString string
                    ? DateTimes.parse(string.value().strip())
                    : null;
        } catch (DateTimeException notADateTime) {
            return null;
        }
    }

    /** The object, or the object that a text holds as JSON. */
    static @Nullable JsonObject toObject(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        return value instanceof JsonString text && parsed(text) instanceof JsonObject object ? object : null;
    }

    /** The elements of an array; of JSON text of one; else the value itself, which stands for a list of one. */
    static List<JsonValue> elements(JsonValue value, boolean ofObjects) {
        JsonValue list = ofObjects && value instanceof JsonString text ? parsed(text) : value;
        return list instanceof JsonArray array ? array.values() : List.of(value);
    }

    /** The text itself if it holds no JSON; secret as the text is. */
    private static JsonValue parsed(JsonString text) {
        try {
            JsonValue parsed = JsonValue.parse(text.value());
            if (!text.isSecret()) {
                return parsed;
            }
            JsonObject secret = JsonObject.of("parsed", parsed).secret();
            return Objects.requireNonNull(secret.get("parsed"));
        } catch (IllegalArgumentException notJson) {
            return text;
        }
    }

    /** Some systems write so what is not there: an empty text, or an empty list where one value is documented. */
    static boolean isNothing(JsonValue value) {
        return value == JsonNull.INSTANCE
                || (value instanceof JsonString text && text.value().isBlank())
                || (value instanceof JsonArray array && array.size() == 0);
    }
}
