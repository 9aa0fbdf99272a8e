package io.github.fluentpay.v3.pact;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v3/pact}. */
@Generated("io.github.fluentpay.codegen")
public final class Pact extends Step<Pact> {
    /** For the step above. */
    public Pact(Trail trail) {
        super(trail, "v3/pact");
    }

    /** {@code v3/pact/pacts}. */
    public PactPacts pacts() {
        return new PactPacts(trail());
    }

    @Override
    protected Pact on(Trail trail) {
        return new Pact(trail);
    }
}
