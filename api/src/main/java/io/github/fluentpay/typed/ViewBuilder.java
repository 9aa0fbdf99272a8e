package io.github.fluentpay.typed;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of a view. Nested objects are checked together with what they are in, so that one message names all
 * that is missing. Not safe for several threads.
 *
 * @param <B> the builder itself
 */
public abstract class ViewBuilder<B extends ViewBuilder<B>> {

    private final JsonObject.Builder fields = JsonObject.builder();

    /** For generated code. */
    protected ViewBuilder() {}

    /**
     * Sets a field by its name on the wire: one that is newer than the catalogue, or a value that its setter does not
     * take.
     *
     * @throws IllegalArgumentException as {@link JsonValue#of(Object)}
     */
    public final B with(String name, Object value) {
        Objects.requireNonNull(name, "name");
        return put(name, value);
    }

    /** For generated code. */
    protected final B put(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    name + " is null, which the platform refuses: leave it out, or give it a value");
        }
        fields.put(name, wire(value));
        return self();
    }

    /** For generated code: a value that is masked wherever it is shown. */
    protected final B putSecret(String name, @Nullable String value) {
        return put(name, value == null ? null : JsonString.secret(value));
    }

    /** For generated code: a nested object. */
    protected final <N extends ViewBuilder<N>> B put(String name, Consumer<N> nested, N builder) {
        return put(name, filled(name, nested, builder));
    }

    /** For generated code: one more nested object of a list. */
    protected final <N extends ViewBuilder<N>> B add(String name, Consumer<N> nested, N builder) {
        List<Object> items = new ArrayList<>();
        if (fields.build().get(name) instanceof JsonArray present) {
            items.addAll(present.values());
        }
        items.add(filled(name, nested, builder));
        return put(name, items);
    }

    /** For generated code: a nested object that travels as JSON text. */
    protected final B putText(String name, @Nullable JsonView value) {
        return put(name, value == null ? null : value.json().toJson());
    }

    /** For generated code: a nested object that travels as JSON text. */
    protected final <N extends ViewBuilder<N>> B putText(String name, Consumer<N> nested, N builder) {
        return put(name, filled(name, nested, builder).toJson());
    }

    private static <N extends ViewBuilder<N>> JsonObject filled(String name, Consumer<N> nested, N builder) {
        Objects.requireNonNull(nested, name).accept(builder);
        return ((ViewBuilder<N>) builder).unchecked();
    }

    /** For generated code: what was collected so far, unchecked. */
    protected final JsonObject unchecked() {
        return fields.build();
    }

    private static Object wire(@Nullable Object value) {
        if (value instanceof JsonView view) {
            return view.json();
        }
        if (value instanceof OpenEnum text) {
            return text.text();
        }
        if (value instanceof OffsetDateTime time) {
            return DateTimes.format(time);
        }
        if (value instanceof Collection<?> items) {
            return items.stream().map(ViewBuilder::wire).toList();
        }
        return Objects.requireNonNull(value, "an element of a list");
    }

    @SuppressWarnings("unchecked") // generated code gives its own type
    private B self() {
        return (B) this;
    }

    /** Names of the fields so far; a value may be sensitive. */
    @Override
    public final String toString() {
        return unchecked().fields().keySet().toString();
    }
}
