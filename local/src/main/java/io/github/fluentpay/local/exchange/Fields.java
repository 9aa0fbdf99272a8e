package io.github.fluentpay.local.exchange;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonBoolean;
import io.github.fluentpay.json.JsonNumber;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object, read under the limits of the documentation. Each method that finds a field missing, of
 * another type, or out of its limits throws a {@link RefusedException} with PARAM_ERROR that names the field. Lengths
 * count characters (Unicode code points). Immutable.
 */
public final class Fields {

    /** Where an object came from. */
    public enum Place {
        /** The JSON body; a field is named by its JSON pointer. */
        BODY("body"),
        /** The path; a field is a variable's name. */
        PATH("url"),
        /** The query; a field is a parameter's name. */
        QUERY("query"),
        /** The request's headers; a field is a header's name. */
        HEADER("header");

        private final String location;

        Place(String location) {
            this.location = location;
        }

        /** As {@code detail} says it. */
        public String location() {
            return location;
        }
    }

    /** What is wrong with a number such as {@code 1e9999999999}. */
    public static final String EXPONENT = "has an exponent that is out of range";

    private static final int MAX_SHOWN = 200;

    /** RFC 3339 section 5.6; the JDK's format takes more, such as years of nine digits and times without seconds. */
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    private final JsonObject object;
    private final Place place;
    private final String prefix;

    /** The fields of a whole body, path or query. */
    public Fields(JsonObject object, Place place) {
        this(object, place, place == Place.BODY ? "/" : "");
    }

    private Fields(JsonObject object, Place place, String prefix) {
        this.object = object;
        this.place = place;
        this.prefix = prefix;
    }

    /** The platform's shape of {@code detail}, of a part that is no field: field, issue, location. */
    public static JsonObject detail(String field, String location, String issue) {
        return JsonObject.of("field", field, "issue", issue, "location", location);
    }

    /** The object itself. */
    public JsonObject object() {
        return object;
    }

    /** Whether the field is there. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** A required text of {@code min} to {@code max} characters. */
    public String text(String name, int min, int max) {
        return required(name, optionalText(name, min, max));
    }

    /** A text of {@code min} to {@code max} characters, or null. */
    public @Nullable String optionalText(String name, int min, int max) {
        JsonValue value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonString string)) {
            throw wrongType(name, "a string", value);
        }
        int length = string.value().codePointCount(0, string.value().length());
        if (length < min || length > max) {
            throw invalid(name, "must have " + min + " to " + max + " characters, and has " + length);
        }
        // PostgreSQL keeps it in no text, and SQLite keeps it: both must answer the same.
        if (string.value().indexOf('\0') >= 0) {
            throw invalid(name, "must not hold the character U+0000");
        }
        return string.value();
    }

    /** A required text of {@code min} to {@code max} characters, all of which fit {@code pattern}. */
    public String text(String name, int min, int max, Pattern pattern, String allowed) {
        String text = text(name, min, max);
        if (!pattern.matcher(text).matches()) {
            throw invalid(name, "may only hold " + allowed);
        }
        return text;
    }

    /** A required word out of {@code allowed}. */
    public String word(String name, List<String> allowed) {
        return required(name, optionalWord(name, allowed));
    }

    /** A word out of {@code allowed}, or null. */
    public @Nullable String optionalWord(String name, List<String> allowed) {
        String text = optionalText(name, 0, Integer.MAX_VALUE);
        if (text != null && !allowed.contains(text)) {
            throw invalid(name, "must be one of " + String.join(", ", allowed));
        }
        return text;
    }

    /** A required whole number from {@code min} to {@code max}. */
    public long integer(String name, long min, long max) {
        return required(name, optionalInteger(name, min, max));
    }

    /** A whole number from {@code min} to {@code max}, or null; in a query it is a text of digits. */
    public @Nullable Long optionalInteger(String name, long min, long max) {
        JsonValue value = object.get(name);
        if (value == null) {
            return null;
        }
        long number = number(name, value);
        if (number < min || number > max) {
            throw invalid(name, "must be from " + min + " to " + max + ", and is " + number);
        }
        return number;
    }

    private long number(String name, JsonValue value) {
        if (place != Place.BODY && value instanceof JsonString string) {
            try {
                return Long.parseLong(string.value());
            } catch (NumberFormatException e) {
                throw invalid(name, "must be a whole number");
            }
        }
        try {
            Long number = object.integer(name);
            if (number != null) {
                return number;
            }
        } catch (IllegalStateException notWhole) {
            // Answered below.
        }
        throw wrongType(name, "a whole number", value);
    }

    /** A number from {@code min} to {@code max}, whole or not, or null. */
    public @Nullable BigDecimal optionalDecimal(String name, double min, double max) {
        JsonValue value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonNumber number)) {
            throw wrongType(name, "a number", value);
        }
        BigDecimal decimal = decimal(number).orElseThrow(() -> invalid(name, EXPONENT));
        if (decimal.compareTo(BigDecimal.valueOf(min)) < 0 || decimal.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw invalid(
                    name,
                    "must be from "
                            + BigDecimal.valueOf(min).stripTrailingZeros().toPlainString() + " to "
                            + BigDecimal.valueOf(max).stripTrailingZeros().toPlainString());
        }
        return decimal;
    }

    /** The number's value; empty if no program can hold it, and then {@link #EXPONENT} says so. */
    public static Optional<BigDecimal> decimal(JsonNumber number) {
        try {
            return Optional.of(number.decimal());
        } catch (ArithmeticException exponent) {
            return Optional.empty();
        }
    }

    /** A boolean, or null. */
    public @Nullable Boolean optionalBoolean(String name) {
        try {
            return object.bool(name);
        } catch (IllegalStateException e) {
            throw invalid(name, "must be true or false");
        }
    }

    /** A required time, RFC 3339 with an offset. */
    public Instant time(String name) {
        return required(name, optionalTime(name));
    }

    /** A time, RFC 3339 with an offset, or null. */
    public @Nullable Instant optionalTime(String name) {
        String text = optionalText(name, 1, 32);
        if (text == null) {
            return null;
        }
        try {
            if (TIME.matcher(text).matches()) {
                return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant();
            }
        } catch (DateTimeException noSuchTime) {
            // Answered below.
        }
        throw invalid(name, "must be a time as RFC 3339 writes it, such as 2015-05-20T13:29:35+08:00");
    }

    /** A required object. */
    public Fields object(String name) {
        return required(name, optionalObject(name));
    }

    /** An object, or null. */
    public @Nullable Fields optionalObject(String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonObject inner) {
            return new Fields(inner, place, prefix + name + "/");
        }
        throw wrongType(name, "an object", value);
    }

    /** An array, or null. */
    public @Nullable JsonArray optionalArray(String name) {
        JsonValue value = object.get(name);
        if (value == null || value instanceof JsonArray) {
            return (JsonArray) value;
        }
        throw wrongType(name, "an array", value);
    }

    /** The objects in an array; none if the field is not there. */
    public List<Fields> objects(String name) {
        JsonArray array = optionalArray(name);
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            String element = name + "/" + i;
            if (!(array.get(i) instanceof JsonObject inner)) {
                throw wrongType(element, "an object", array.get(i));
            }
            objects.add(new Fields(inner, place, prefix + element + "/"));
        }
        return objects;
    }

    /** Refuses fields with other names than these. */
    public void only(String... names) {
        List<String> known = List.of(names);
        object.fields().keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid(
                            name,
                            known.isEmpty()
                                    ? "is not known here; there are no fields"
                                    : "is not known here; there are " + String.join(", ", known));
                });
    }

    /** The refusal of a field that breaks a rule which concerns it alone. */
    public RefusedException invalid(String name, String rule) {
        return invalid(place, prefix + name, object.get(name), rule);
    }

    /**
     * The same of any field.
     *
     * @param field its JSON pointer in a body, else its name
     * @param value what arrived, to be shown if it is short; null if it is missing or must not be shown
     */
    public static RefusedException invalid(Place place, String field, @Nullable JsonValue value, String rule) {
        JsonObject detail = JsonObject.builder()
                .put("field", field)
                .putIfPresent("value", shown(value))
                .put("issue", rule)
                .put("location", place.location)
                .build();
        return new RefusedException(ErrorCode.PARAM_ERROR, field + " " + rule, detail);
    }

    /** A short scalar, so that a caller sees what arrived; null for anything else. */
    private static @Nullable JsonValue shown(@Nullable JsonValue value) {
        if (value instanceof JsonString || value instanceof JsonNumber || value instanceof JsonBoolean) {
            return value.toJson().length() <= MAX_SHOWN ? value : null;
        }
        return null;
    }

    private RefusedException wrongType(String name, String expected, JsonValue value) {
        return invalid(name, "must be " + expected + ", and is " + value.kind());
    }

    private <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw invalid(name, "is missing");
        }
        return value;
    }
}
