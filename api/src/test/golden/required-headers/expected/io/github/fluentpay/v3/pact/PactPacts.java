package io.github.fluentpay.v3.pact;

import io.github.fluentpay.typed.Step;
import io.github.fluentpay.typed.Trail;
import javax.annotation.processing.Generated;

/** {@code v3/pact/pacts}. */
@Generated("io.github.fluentpay.codegen")
public final class PactPacts extends Step<PactPacts> {
    /** For the step above. */
    public PactPacts(Trail trail) {
        super(trail, "v3/pact/pacts");
    }

    /**
     * {@code v3/pact/pacts/{pact_id}}.
     *
     * @param pactId sent as it is, percent-encoded
     */
    public PactPactsByPactId pactId(String pactId) {
        return new PactPactsByPactId(trail().with("pact_id", pactId));
    }

    @Override
    protected PactPacts on(Trail trail) {
        return new PactPacts(trail);
    }
}
