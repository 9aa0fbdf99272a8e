package io.github.fluentpay.v3.pact;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.ViewBuilder;
import java.math.BigDecimal;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** PactTerms. */
@Generated("io.github.fluentpay.codegen")
public final class PactTerms extends JsonView {
    static final Shape SHAPE = Shape.of(
            Rule.decimal("share").required(),
            Rule.object("note").required());

    PactTerms(JsonObject json) {
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
    public static PactTerms of(Consumer<Builder> fields) {
        Builder builder = new Builder();
        fields.accept(builder);
        return builder.build();
    }

    /** {@code share}; required. */
    public @Nullable BigDecimal share() {
        return decimal("share");
    }

    /** {@code note}; required. */
    public @Nullable JsonObject note() {
        return object("note");
    }

    /** Collects the fields. Not safe for several threads. */
    public static final class Builder extends ViewBuilder<Builder> {
        Builder() {
        }

        /** {@code share}; required. */
        public Builder share(BigDecimal share) {
            return put("share", share);
        }

        /** {@code note}; required. */
        public Builder note(JsonObject note) {
            return put("note", note);
        }

        /**
         * The view.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
         */
        public PactTerms build() {
            return new PactTerms(SHAPE.checked(unchecked()));
        }
    }
}
