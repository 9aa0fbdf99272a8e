package io.github.fluentpay.v3.shop;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v3/shop/native}. */
@Generated("io.github.fluentpay.codegen")
public final class ShopNative extends Step<ShopNative> {
    /** For the step above. */
    public ShopNative(Trail trail) {
        super(trail, "v3/shop/native");
    }

    /**
     * {@code v3/shop/native/{package}}.
     *
     * @param package_ sent as it is, percent-encoded
     */
    public ShopNativeByPackage package_(String package_) {
        return new ShopNativeByPackage(trail().with("package", package_));
    }

    @Override
    protected ShopNative on(Trail trail) {
        return new ShopNative(trail);
    }
}
