package io.github.fluentpay.typed;

import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A typed view over a JSON object. Immutable, safe for many threads. Fields that it has no accessor for are kept, and
 * reached by {@link #json()}.
 *
 * <p>An accessor answers {@code null}, or an empty list, for a field that is absent or null. It reads leniently, and gives
 * what can be given: a number or boolean in quotes as what it is; for text a number's digits, and JSON's own text of an object
 * or array; a single value where a list is documented as a list of one, and a list of one as its element, text aside; the readable
 * elements of a list, without the others; an object also from JSON text. An empty text or list stands for no value where it
 * cannot be one. A value of which nothing can be given is an {@link IllegalStateException} that names the field, at its own
 * accessor alone. {@link #json()} has everything as it came. A reply that is not JSON: see {@link ReplyView}.
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
        return one(name, "text", Lenient::toText);
    }

    protected final @Nullable Long integer(String name) {
        return one(name, "a whole number of at most 64 bits", Lenient::toLong);
    }

    protected final @Nullable BigDecimal decimal(String name) {
        return one(name, "a number", Lenient::toDecimal);
    }

    protected final @Nullable Boolean bool(String name) {
        return one(name, "true or false", Lenient::toBoolean);
    }

    protected final @Nullable OffsetDateTime dateTime(String name) {
        return one(name, "a date and time as RFC 3339 spells them", Lenient::toDateTime);
    }

    protected final @Nullable JsonObject object(String name) {
        return one(name, "an object", Lenient::toObject);
    }

    protected final <E> @Nullable E enumerated(String name, Function<String, E> of) {
        return one(name, "text", value -> convert(Lenient.toScalar(value), of));
    }

    protected final <V> @Nullable V view(String name, Function<JsonObject, V> of) {
        return one(name, "an object", value -> convert(Lenient.toObject(value), of));
    }

    /** A view over JSON text in a string. */
    protected final <V> @Nullable V textView(String name, Function<JsonObject, V> of) {
        return one(name, "the text of a JSON object", value -> convert(Lenient.toObject(value), of));
    }

    protected final List<String> strings(String name) {
        return many(name, "text", false, Lenient::toText);
    }

    protected final List<Long> integers(String name) {
        return many(name, "a whole number of at most 64 bits", false, Lenient::toLong);
    }

    protected final List<BigDecimal> decimals(String name) {
        return many(name, "a number", false, Lenient::toDecimal);
    }

    protected final List<Boolean> bools(String name) {
        return many(name, "true or false", false, Lenient::toBoolean);
    }

    protected final List<OffsetDateTime> dateTimes(String name) {
        return many(name, "a date and time as RFC 3339 spells them", false, Lenient::toDateTime);
    }

    protected final List<JsonObject> objects(String name) {
        return many(name, "an object", true, Lenient::toObject);
    }

    protected final <E> List<E> enums(String name, Function<String, E> of) {
        return many(name, "text", false, value -> convert(Lenient.toScalar(value), of));
    }

    protected final <V> List<V> views(String name, Function<JsonObject, V> of) {
        return many(name, "an object", true, value -> convert(Lenient.toObject(value), of));
    }

    private <T> @Nullable T one(String name, String expected, Function<JsonValue, @Nullable T> reading) {
        JsonValue value = json().get(name);
        if (value == null) {
            return null;
        }
        T read = reading.apply(value);
        if (read == null && value instanceof JsonArray list && list.size() == 1) {
            read = reading.apply(list.get(0));
        }
        if (read == null && !Lenient.isNothing(value)) {
            throw unreadable(name, value, expected);
        }
        return read;
    }

    /** An element that cannot be read takes no other with it. */
    private <T> List<T> many(
            String name, String expected, boolean ofObjects, Function<JsonValue, @Nullable T> reading) {
        JsonValue value = json().get(name);
        if (value == null || Lenient.isNothing(value)) {
            return List.of();
        }
        List<JsonValue> elements = Lenient.elements(value, ofObjects);
        List<T> read = new ArrayList<>();
        for (JsonValue element : elements) {
            T one = reading.apply(element);
            if (one != null) {
                read.add(one);
            }
        }
        if (read.isEmpty() && !elements.stream().allMatch(Lenient::isNothing)) {
            throw unreadable(name, value, "a list of " + expected);
        }
        return List.copyOf(read);
    }

    private static IllegalStateException unreadable(String name, JsonValue value, String expected) {
        return new IllegalStateException("The field " + name + " is " + value.kind() + " that is not " + expected
                + "; json().get(\"" + name + "\") has it as it came");
    }

    private static <A, B> @Nullable B convert(@Nullable A value, Function<A, B> of) {
        return value == null ? null : of.apply(value);
    }

    /** For generated code: sensitive fields opened, where there is a text; any other value stays as it came. */
    static JsonObject opened(WechatPayClient pay, JsonObject json, List<String> pointers) {
        JsonObject result = json;
        for (String pointer : pointers) {
            List<JsonValue> before = new ArrayList<>();
            JsonObject texts = result.mapAt(pointer, value -> {
                before.add(value);
                return value instanceof JsonString ? value : JsonNull.INSTANCE;
            });
            Iterator<JsonValue> each = before.iterator();
            result = pay.decrypt(texts, List.of(pointer)).mapAt(pointer, opened -> {
                JsonValue came = each.next();
                return came instanceof JsonString ? opened : came;
            });
        }
        return result;
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
