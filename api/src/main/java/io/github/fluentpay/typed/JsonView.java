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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A typed view over a JSON object. Immutable, safe for many threads. Fields that it has no accessor for are kept, and
 * reached by {@link #json()}.
 *
 * <p>An accessor answers {@code null}, or an empty list, for a field that is absent or null. It reads leniently: a number
 * or boolean in quotes is read as what it is, text that is a number as its digits. A value that cannot be what is
 * documented is an {@link IllegalStateException} that names the field; {@link #json()} has it as it came. So is any field of
 * a reply that is not JSON: see {@link ReplyView}.
 */
public abstract class JsonView {

    private final JsonObject json;

    /** For generated code. */
    protected JsonView(JsonObject json) {
        this.json = Objects.requireNonNull(json, "json");
    }

    /** For replies, which have JSON of their own. */
    JsonView() {
        this.json = JsonObject.empty();
    }

    /** Everything that is there, known or not. */
    public JsonObject json() {
        return json;
    }

    /** What equality and {@link #toString()} are about. */
    Object content() {
        return json;
    }

    /** For generated code, as all accessors below. */
    protected final @Nullable String string(String name) {
        return one(name, "text", JsonView::toText);
    }

    protected final @Nullable Long integer(String name) {
        return one(name, "a whole number of at most 64 bits", JsonView::toLong);
    }

    protected final @Nullable BigDecimal decimal(String name) {
        return one(name, "a number", JsonView::toDecimal);
    }

    protected final @Nullable Boolean bool(String name) {
        return one(name, "true or false", JsonView::toBoolean);
    }

    protected final @Nullable OffsetDateTime dateTime(String name) {
        return one(name, "a date and time as RFC 3339 spells them", JsonView::toDateTime);
    }

    protected final @Nullable JsonObject object(String name) {
        return one(name, "an object", JsonView::toObject);
    }

    protected final <E> @Nullable E enumerated(String name, Function<String, E> of) {
        return one(name, "text", value -> convert(toText(value), of));
    }

    protected final <V> @Nullable V view(String name, Function<JsonObject, V> of) {
        return one(name, "an object", value -> convert(toObject(value), of));
    }

    /** A view over JSON text in a string. */
    protected final <V> @Nullable V textView(String name, Function<JsonObject, V> of) {
        return one(name, "the text of a JSON object", value -> convert(toParsed(value), of));
    }

    protected final List<String> strings(String name) {
        return many(name, "text", JsonView::toText);
    }

    protected final List<Long> integers(String name) {
        return many(name, "a whole number of at most 64 bits", JsonView::toLong);
    }

    protected final List<BigDecimal> decimals(String name) {
        return many(name, "a number", JsonView::toDecimal);
    }

    protected final List<Boolean> bools(String name) {
        return many(name, "true or false", JsonView::toBoolean);
    }

    protected final List<OffsetDateTime> dateTimes(String name) {
        return many(name, "a date and time as RFC 3339 spells them", JsonView::toDateTime);
    }

    protected final List<JsonObject> objects(String name) {
        return many(name, "an object", JsonView::toObject);
    }

    protected final <E> List<E> enums(String name, Function<String, E> of) {
        return many(name, "text", value -> convert(toText(value), of));
    }

    protected final <V> List<V> views(String name, Function<JsonObject, V> of) {
        return many(name, "an object", value -> convert(toObject(value), of));
    }

    private <T> @Nullable T one(String name, String expected, Function<JsonValue, @Nullable T> reading) {
        JsonValue value = json().get(name);
        if (value == null || value == JsonNull.INSTANCE) {
            return null;
        }
        return read(name, value, expected, reading);
    }

    private <T> List<T> many(String name, String expected, Function<JsonValue, @Nullable T> reading) {
        JsonValue value = json().get(name);
        if (value == null || value == JsonNull.INSTANCE) {
            return List.of();
        }
        if (!(value instanceof JsonArray array)) {
            throw unreadable(name, value, "an array");
        }
        return array.values().stream()
                .map(item -> read(name, item, expected, reading))
                .toList();
    }

    private static <T> T read(String name, JsonValue value, String expected, Function<JsonValue, @Nullable T> reading) {
        T read = reading.apply(value);
        if (read == null) {
            throw unreadable(name, value, expected);
        }
        return read;
    }

    private static IllegalStateException unreadable(String name, JsonValue value, String expected) {
        return new IllegalStateException("The field " + name + " is " + value.kind() + " that is not " + expected
                + "; json().get(\"" + name + "\") has it as it came");
    }

    private static <A, B> @Nullable B convert(@Nullable A value, Function<A, B> of) {
        return value == null ? null : of.apply(value);
    }

    private static @Nullable String toText(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        return value instanceof JsonNumber || value instanceof JsonBoolean ? value.toJson() : null;
    }

    private static @Nullable Long toLong(JsonValue value) {
        BigDecimal decimal = toDecimal(value);
        try {
            return decimal == null ? null : (Long) decimal.longValueExact();
        } catch (ArithmeticException fractionOrOverflow) {
            return null;
        }
    }

    private static @Nullable BigDecimal toDecimal(JsonValue value) {
        try {
            if (value instanceof JsonNumber number) {
                return number.decimal();
            }
            return value instanceof JsonString string ? new BigDecimal(string.value()) : null;
        } catch (ArithmeticException | NumberFormatException notANumber) {
            return null;
        }
    }

    private static @Nullable Boolean toBoolean(JsonValue value) {
        if (value instanceof JsonBoolean bool) {
            return bool.value();
        }
        String text = toText(value);
        if ("true".equalsIgnoreCase(text)) {
            return true;
        }
        return "false".equalsIgnoreCase(text) ? (Boolean) false : null;
    }

    private static @Nullable OffsetDateTime toDateTime(JsonValue value) {
        try {
            return value instanceof JsonString string ? DateTimes.parse(string.value()) : null;
        } catch (DateTimeException notADateTime) {
            return null;
        }
    }

    private static @Nullable JsonObject toObject(JsonValue value) {
        return value instanceof JsonObject object ? object : null;
    }

    private static @Nullable JsonObject toParsed(JsonValue value) {
        try {
            if (!(value instanceof JsonString string)) {
                return toObject(value);
            }
            JsonObject parsed = JsonObject.parse(string.value());
            return string.isSecret() ? parsed.secret() : parsed;
        } catch (IllegalArgumentException notJson) {
            return null;
        }
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // generated classes are final, and two of them are never the same thing
    public final boolean equals(Object other) {
        return other != null
                && other.getClass() == getClass()
                && ((JsonView) other).content().equals(content());
    }

    @Override
    public final int hashCode() {
        return content().hashCode();
    }

    /** The fields; what is secret is masked. */
    @Override
    public final String toString() {
        return content().toString();
    }
}
