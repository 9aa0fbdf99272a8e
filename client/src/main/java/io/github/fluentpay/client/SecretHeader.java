package io.github.fluentpay.client;

import org.apache.hc.core5.http.message.BasicHeader;

/** A header whose value goes to the wire and not into the engine's header log, which prints {@code toString()}. */
final class SecretHeader extends BasicHeader {

    private static final long serialVersionUID = 1L;

    SecretHeader(String name, String value) {
        super(name, value, true);
    }

    @Override
    public String toString() {
        return getName() + ": ***";
    }
}
