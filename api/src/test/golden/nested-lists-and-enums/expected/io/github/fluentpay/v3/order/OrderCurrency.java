package io.github.fluentpay.v3.order;

import io.github.fluentpay.typed.OpenEnum;
import java.util.List;
import javax.annotation.processing.Generated;

/** {@code currency}. A value that is not among the constants keeps its text. */
@Generated("io.github.fluentpay.codegen")
public final class OrderCurrency extends OpenEnum {
    /** {@code CNY}. */
    public static final OrderCurrency CNY = new OrderCurrency("CNY");

    /** {@code USD}. */
    public static final OrderCurrency USD = new OrderCurrency("USD");

    private OrderCurrency(String text) {
        super(text);
    }

    /** The value that is spelled so, documented or not. */
    public static OrderCurrency of(String text) {
        return new OrderCurrency(text);
    }

    /** The documented values, in their order. */
    public static List<OrderCurrency> values() {
        return List.of(CNY, USD);
    }
}
