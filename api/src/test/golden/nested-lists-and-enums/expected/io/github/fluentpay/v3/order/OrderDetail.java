package io.github.fluentpay.v3.order;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.ViewBuilder;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** OrderDetail. */
@Generated("io.github.fluentpay.codegen")
public final class OrderDetail extends JsonView {
    static final Shape SHAPE = Shape.of(
            Rule.bool("gift"));

    OrderDetail(JsonObject json) {
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
    public static OrderDetail of(Consumer<Builder> fields) {
        Builder builder = new Builder();
        fields.accept(builder);
        return builder.build();
    }

    /** {@code gift}. */
    public @Nullable Boolean gift() {
        return bool("gift");
    }

    /** Collects the fields. Not safe for several threads. */
    public static final class Builder extends ViewBuilder<Builder> {
        Builder() {
        }

        /** {@code gift}. */
        public Builder gift(boolean gift) {
            return put("gift", gift);
        }

        /**
         * The view.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
         */
        public OrderDetail build() {
            return new OrderDetail(SHAPE.checked(unchecked()));
        }
    }
}
