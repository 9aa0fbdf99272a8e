package io.github.fluentpay.events;

import io.github.fluentpay.typed.OpenEnum;
import java.util.List;
import javax.annotation.processing.Generated;

/** {@code state}. A value that is not among the constants keeps its text. */
@Generated("io.github.fluentpay.codegen")
public final class ShopEventState extends OpenEnum {
    /** {@code SOLD}. */
    public static final ShopEventState SOLD = new ShopEventState("SOLD");

    /** {@code 2}. */
    public static final ShopEventState _2 = new ShopEventState("2");

    private ShopEventState(String text) {
        super(text);
    }

    /** The value that is spelled so, documented or not. */
    public static ShopEventState of(String text) {
        return new ShopEventState(text);
    }

    /** The documented values, in their order. */
    public static List<ShopEventState> values() {
        return List.of(SOLD, _2);
    }
}
