package io.github.fluentpay.events;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** ShopEventBuyers. */
@Generated("io.github.fluentpay.codegen")
public final class ShopEventBuyers extends JsonView {
    ShopEventBuyers(JsonObject json) {
        super(json);
    }

    /** {@code name}; sensitive: merchant certificate. */
    public @Nullable String name() {
        return string("name");
    }
}
