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

    /** {@code v3/shop/items}. */
    public ShopItems items() {
        return new ShopItems(trail());
    }

    /** {@code v3/shop/native}. */
    public ShopNative native_() {
        return new ShopNative(trail());
    }

    /** {@code v3/shop/pay-periods}. */
    public ShopPayPeriods payPeriods() {
        return new ShopPayPeriods(trail());
    }

    /** {@code v3/shop/pay_periods}. */
    public ShopPay_periods pay_periods() {
        return new ShopPay_periods(trail());
    }

    @Override
    protected Shop on(Trail trail) {
        return new Shop(trail);
    }
}
