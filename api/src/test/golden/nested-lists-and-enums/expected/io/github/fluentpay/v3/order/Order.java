package io.github.fluentpay.v3.order;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v3/order}. */
@Generated("io.github.fluentpay.codegen")
public final class Order extends Step<Order> {
    /** For the step above. */
    public Order(Trail trail) {
        super(trail, "v3/order");
    }

    /** {@code v3/order/orders}. */
    public OrderOrders orders() {
        return new OrderOrders(trail());
    }

    @Override
    protected Order on(Trail trail) {
        return new Order(trail);
    }
}
