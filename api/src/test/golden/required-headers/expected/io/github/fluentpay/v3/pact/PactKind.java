package io.github.fluentpay.v3.pact;

import io.github.fluentpay.typed.OpenEnum;
import java.util.List;
import javax.annotation.processing.Generated;

/** {@code kind}. A value that is not among the constants keeps its text. */
@Generated("io.github.fluentpay.codegen")
public final class PactKind extends OpenEnum {
    /** {@code BRAND}. */
    public static final PactKind BRAND = new PactKind("BRAND");

    /** {@code AGENT}. */
    public static final PactKind AGENT = new PactKind("AGENT");

    private PactKind(String text) {
        super(text);
    }

    /** The value that is spelled so, documented or not. */
    public static PactKind of(String text) {
        return new PactKind(text);
    }

    /** The documented values, in their order. */
    public static List<PactKind> values() {
        return List.of(BRAND, AGENT);
    }
}
