package io.github.fluentpay.v3.people;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.ViewBuilder;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** PeoplePeople. */
@Generated("io.github.fluentpay.codegen")
public final class PeoplePeople extends JsonView {
    static final Shape SHAPE = Shape.of(
            Rule.text("name").required().secret());

    PeoplePeople(JsonObject json) {
        super(json);
    }

    /** A builder without fields. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What {@code fields} sets.
     *
     * @throws IllegalArgumentException if a required field is missing, or a value is of another type, too long or not allowed; the message names every such field
     */
    public static PeoplePeople of(Consumer<Builder> fields) {
        Builder builder = new Builder();
        fields.accept(builder);
        return builder.build();
    }

    /** {@code name}; required; sensitive: platform public key. */
    public @Nullable String name() {
        return string("name");
    }

    /** Collects the fields. Not safe for several threads. */
    public static final class Builder extends ViewBuilder<Builder> {
        Builder() {
        }

        /** {@code name}; required; sensitive: platform public key. */
        public Builder name(String name) {
            return putSecret("name", name);
        }

        /**
         * The view.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
         */
        public PeoplePeople build() {
            return new PeoplePeople(SHAPE.checked(unchecked()));
        }
    }
}
