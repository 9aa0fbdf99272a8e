package io.github.fluentpay.cli;

import io.github.fluentpay.protocol.internal.ShownValue;

/** An option's {@code NAME=VALUE}; the value is raw, and may be empty. */
record NameAndValue(String name, String value) {

    /** @throws IllegalArgumentException if {@code text} has no name or no equals sign */
    static NameAndValue of(String option, String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(option + " is not NAME=VALUE, but " + ShownValue.described(text));
        }
        return new NameAndValue(text.substring(0, equals), text.substring(equals + 1));
    }
}
