package io.github.fluentpay.v3.pact;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.ViewBuilder;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** PactPartners. */
@Generated("io.github.fluentpay.codegen")
public final class PactPartners extends JsonView {
    static final Shape SHAPE = Shape.of(
            Rule.text("kind").required(),
            Rule.whole("numbers").list().required(),
            Rule.object("terms", PactTerms.SHAPE).required());

    PactPartners(JsonObject json) {
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
    public static PactPartners of(Consumer<Builder> fields) {
        Builder builder = new Builder();
        fields.accept(builder);
        return builder.build();
    }

    /** {@code kind}; required; one of {@code BRAND}, {@code AGENT}. */
    public @Nullable PactKind kind() {
        return enumerated("kind", PactKind::of);
    }

    /** {@code numbers}; required. */
    public List<Long> numbers() {
        return integers("numbers");
    }

    /** {@code terms}; required. */
    public @Nullable PactTerms terms() {
        return view("terms", PactTerms::new);
    }

    /** Collects the fields. Not safe for several threads. */
    public static final class Builder extends ViewBuilder<Builder> {
        Builder() {
        }

        /** {@code kind}; required; one of {@code BRAND}, {@code AGENT}. */
        public Builder kind(PactKind kind) {
            return put("kind", kind);
        }

        /** {@code kind}; required; one of {@code BRAND}, {@code AGENT}. */
        public Builder kind(String kind) {
            return put("kind", kind);
        }

        /** {@code numbers}; required. */
        public Builder numbers(List<Long> numbers) {
            return put("numbers", numbers);
        }

        /** {@code numbers}; required. */
        public Builder numbers(Long... numbers) {
            return put("numbers", List.of(numbers));
        }

        /** {@code terms}; required. */
        public Builder terms(PactTerms terms) {
            return put("terms", terms);
        }

        /** {@code terms}; required. */
        public Builder terms(Consumer<PactTerms.Builder> terms) {
            return put("terms", terms, new PactTerms.Builder());
        }

        /**
         * The view.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
         */
        public PactPartners build() {
            return new PactPartners(SHAPE.checked(unchecked()));
        }
    }
}
