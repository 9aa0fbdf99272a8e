package io.github.fluentpay.catalogue;

import java.time.Duration;

/**
 * A documented limit for one merchant on one endpoint.
 *
 * @param requests how many
 * @param per in how long
 */
public record RateLimit(int requests, Duration per) {

    /** @throws IllegalArgumentException if it lets nothing through */
    public RateLimit {
        if (requests < 1 || per.isNegative() || per.isZero()) {
            throw new IllegalArgumentException(
                    "A limit of " + requests + " requests in " + per + " lets nothing through");
        }
    }
}
