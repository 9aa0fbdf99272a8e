package io.github.fluentpay.events;

import io.github.fluentpay.typed.OpenEnum;
import java.util.List;
import javax.annotation.processing.Generated;

/** {@code currency}. A value that is not among the constants keeps its text. */
@Generated("io.github.fluentpay.codegen")
public final class ShopEventCurrency extends OpenEnum {
    /** {@code CNY}. */
    public static final ShopEventCurrency CNY = new ShopEventCurrency("CNY");

    /** {@code USD}. */
    public static final ShopEventCurrency USD = new ShopEventCurrency("USD");

    private ShopEventCurrency(String text) {
        super(text);
    }

    /** The value that is spelled so, documented or not. */
    public static ShopEventCurrency of(String text) {
        return new ShopEventCurrency(text);
    }

    /** The documented values, in their order. */
    public static List<ShopEventCurrency> values() {
        return List.of(CNY, USD);
    }
}
