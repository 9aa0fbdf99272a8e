package io.github.fluentpay.client;

import java.time.Duration;

/** Checks durations that callers give. */
final class Timeouts {

    private static final Duration LONGEST = Duration.ofDays(1);

    /** The deadline of a whole call, with the settings that change it. */
    static final String OF_CALL = "the call's timeout (callTimeout, or timeout(…) of the call)";

    private Timeouts() {}

    static Duration checked(String name, Duration timeout) {
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + " is " + timeout + "; more than zero and at most one day is needed");
        }
        return timeout;
    }
}
