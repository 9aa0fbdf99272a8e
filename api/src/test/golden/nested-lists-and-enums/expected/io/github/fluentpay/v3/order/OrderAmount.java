package io.github.fluentpay.v3.order;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.ViewBuilder;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** 金额. */
@Generated("io.github.fluentpay.codegen")
public final class OrderAmount extends JsonView {
    static final Shape SHAPE = Shape.of(
            Rule.whole("total").required().range(1L, 100L),
            Rule.text("currency"));

    OrderAmount(JsonObject json) {
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
    public static OrderAmount of(Consumer<Builder> fields) {
        Builder builder = new Builder();
        fields.accept(builder);
        return builder.build();
    }

    /** {@code total}; required; 1 to 100; in fen, 1/100 CNY. */
    public @Nullable Long total() {
        return integer("total");
    }

    /** {@code currency}; one of {@code CNY}, {@code USD}. */
    public @Nullable OrderCurrency currency() {
        return enumerated("currency", OrderCurrency::of);
    }

    /** Collects the fields. Not safe for several threads. */
    public static final class Builder extends ViewBuilder<Builder> {
        Builder() {
        }

        /** {@code total}; required; 1 to 100; in fen, 1/100 CNY. */
        public Builder total(long total) {
            return put("total", total);
        }

        /** {@code currency}; one of {@code CNY}, {@code USD}. */
        public Builder currency(OrderCurrency currency) {
            return put("currency", currency);
        }

        /** {@code currency}; one of {@code CNY}, {@code USD}. */
        public Builder currency(String currency) {
            return put("currency", currency);
        }

        /**
         * The view.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
         */
        public OrderAmount build() {
            return new OrderAmount(SHAPE.checked(unchecked()));
        }
    }
}
