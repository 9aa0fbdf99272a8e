package io.github.fluentpay.local.exchange;

import java.util.Locale;

/** How true to the platform an answer is; the header {@code LocalPay-Fidelity} says it to the caller. */
public enum Fidelity {
    /** Decided by the documented rules, from what LocalPay keeps. */
    STATEFUL,
    /** Checked against the documented fields, and made up from them; nothing is kept. */
    SCHEMA;

    /** The header that tells. */
    public static final String HEADER = "LocalPay-Fidelity";

    /** Its value. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
