package io.github.fluentpay.v2;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import io.github.fluentpay.v2.pay.V2Pay;
import javax.annotation.processing.Generated;

/** {@code v2}. */
@Generated("io.github.fluentpay.codegen")
public final class V2 extends Step<V2> {
    /** For the step above. */
    public V2(Trail trail) {
        super(trail, "v2");
    }

    /** {@code v2/pay}. */
    public V2Pay pay() {
        return new V2Pay(trail());
    }

    @Override
    protected V2 on(Trail trail) {
        return new V2(trail);
    }
}
