package io.github.fluentpay.events;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** 金额. */
@Generated("io.github.fluentpay.codegen")
public final class ShopEventAmount extends JsonView {
    ShopEventAmount(JsonObject json) {
        super(json);
    }

    /** {@code total}. */
    public @Nullable Long total() {
        return integer("total");
    }

    /** {@code currency}; one of {@code CNY}, {@code USD}. */
    public @Nullable ShopEventCurrency currency() {
        return enumerated("currency", ShopEventCurrency::of);
    }
}
