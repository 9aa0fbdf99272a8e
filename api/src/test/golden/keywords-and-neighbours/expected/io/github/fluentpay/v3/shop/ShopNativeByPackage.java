package io.github.fluentpay.v3.shop;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v3/shop/native/{package}}. */
@Generated("io.github.fluentpay.codegen")
public final class ShopNativeByPackage extends Step<ShopNativeByPackage> {
    /** For the step above. */
    public ShopNativeByPackage(Trail trail) {
        super(trail, "v3/shop/native/{package}");
    }

    /** {@code v3/shop/native/{package}/notify}. */
    public ShopNativeNotify notify_() {
        return new ShopNativeNotify(trail());
    }

    @Override
    protected ShopNativeByPackage on(Trail trail) {
        return new ShopNativeByPackage(trail);
    }
}
