package io.github.fluentpay.v2.pay;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v2/pay}. */
@Generated("io.github.fluentpay.codegen")
public final class V2Pay extends Step<V2Pay> {
    /** For the step above. */
    public V2Pay(Trail trail) {
        super(trail, "v2/pay");
    }

    /** {@code v2/pay/orderquery}. */
    public V2PayOrderquery orderquery() {
        return new V2PayOrderquery(trail());
    }

    @Override
    protected V2Pay on(Trail trail) {
        return new V2Pay(trail);
    }
}
