package io.github.fluentpay.v3;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import io.github.fluentpay.v3.pact.Pact;
import javax.annotation.processing.Generated;

/** {@code v3}. */
@Generated("io.github.fluentpay.codegen")
public final class V3 extends Step<V3> {
    /** For the step above. */
    public V3(Trail trail) {
        super(trail, "v3");
    }

    /** {@code v3/pact}. */
    public Pact pact() {
        return new Pact(trail());
    }

    @Override
    protected V3 on(Trail trail) {
        return new V3(trail);
    }
}
