package io.github.fluentpay.v3.order;

import io.github.fluentpay.typed.OpenEnum;
import java.util.List;
import javax.annotation.processing.Generated;

/** {@code kind}. A value that is not among the constants keeps its text. */
@Generated("io.github.fluentpay.codegen")
public final class OrderKind extends OpenEnum {
    /** {@code A}. */
    public static final OrderKind A = new OrderKind("A");

    /** {@code B-2}. */
    public static final OrderKind B_2 = new OrderKind("B-2");

    /** {@code 3}. */
    public static final OrderKind _3 = new OrderKind("3");

    private OrderKind(String text) {
        super(text);
    }

    /** The value that is spelled so, documented or not. */
    public static OrderKind of(String text) {
        return new OrderKind(text);
    }

    /** The documented values, in their order. */
    public static List<OrderKind> values() {
        return List.of(A, B_2, _3);
    }
}
