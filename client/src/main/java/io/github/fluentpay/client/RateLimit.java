package io.github.fluentpay.client;

import java.time.Duration;

/**
 * So many requests in so much time.
 *
 * @param requests at least 1
 * @param per from a millisecond to a day
 */
public record RateLimit(int requests, Duration per) {

    /** @throws IllegalArgumentException if there is none, or the time is out of range */
    public RateLimit {
        if (requests < 1) {
            throw new IllegalArgumentException("requests is " + requests + "; at least 1 is needed");
        }
        if (per.compareTo(Duration.ofMillis(1)) < 0 || per.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("per is " + per + "; it is from a millisecond to a day");
        }
    }
}
