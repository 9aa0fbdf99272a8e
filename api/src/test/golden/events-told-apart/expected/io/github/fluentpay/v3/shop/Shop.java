package io.github.fluentpay.v3.shop;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v3/shop}. */
@Generated("io.github.fluentpay.codegen")
public final class Shop extends Step<Shop> {
    /** For the step above. */
    public Shop(Trail trail) {
        super(trail, "v3/shop");
    }

    /** {@code v3/shop/closed}. */
    public ShopClosed closed() {
        return new ShopClosed(trail());
    }

    @Override
    protected Shop on(Trail trail) {
        return new Shop(trail);
    }
}
