package io.github.fluentpay.v3;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import io.github.fluentpay.v3.shop.Shop;
import javax.annotation.processing.Generated;

/** {@code v3}. */
@Generated("io.github.fluentpay.codegen")
public final class V3 extends Step<V3> {
    /** For the step above. */
    public V3(Trail trail) {
        super(trail, "v3");
    }

    /** {@code v3/shop}. */
    public Shop shop() {
        return new Shop(trail());
    }

    @Override
    protected V3 on(Trail trail) {
        return new V3(trail);
    }
}
