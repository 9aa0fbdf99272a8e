package io.github.fluentpay.v3.order;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import io.github.fluentpay.typed.Rule;
import io.github.fluentpay.typed.Shape;
import io.github.fluentpay.typed.ViewBuilder;
import java.math.BigDecimal;
import java.util.function.Consumer;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** OrderGoods. */
@Generated("io.github.fluentpay.codegen")
public final class OrderGoods extends JsonView {
    static final Shape SHAPE = Shape.of(
            Rule.text("goods_id").required(),
            Rule.decimal("weight"));

    OrderGoods(JsonObject json) {
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
    public static OrderGoods of(Consumer<Builder> fields) {
        Builder builder = new Builder();
        fields.accept(builder);
        return builder.build();
    }

    /** {@code goods_id}; required. */
    public @Nullable String goodsId() {
        return string("goods_id");
    }

    /** {@code weight}. */
    public @Nullable BigDecimal weight() {
        return decimal("weight");
    }

    /** Collects the fields. Not safe for several threads. */
    public static final class Builder extends ViewBuilder<Builder> {
        Builder() {
        }

        /** {@code goods_id}; required. */
        public Builder goodsId(String goodsId) {
            return put("goods_id", goodsId);
        }

        /** {@code weight}. */
        public Builder weight(BigDecimal weight) {
            return put("weight", weight);
        }

        /**
         * The view.
         *
         * @throws IllegalArgumentException if a required field is missing, or a value is too long or not allowed; the message names every such field
         */
        public OrderGoods build() {
            return new OrderGoods(SHAPE.checked(unchecked()));
        }
    }
}
