package io.github.fluentpay.events;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.typed.JsonView;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/** ShopEventDetail. */
@Generated("io.github.fluentpay.codegen")
public final class ShopEventDetail extends JsonView {
    ShopEventDetail(JsonObject json) {
        super(json);
    }

    /** {@code gift}. */
    public @Nullable Boolean gift() {
        return bool("gift");
    }
}
