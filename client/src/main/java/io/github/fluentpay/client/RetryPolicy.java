package io.github.fluentpay.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How often a call is made again, and after how long (重试). A value: change a copy of it and give it to
 * {@link ClientBuilder#retry} or, for one call, to {@link Chain#retry}.
 *
 * <p><b>Whether</b> a call is made again does not depend on the policy, but on what is known of it:
 * <ul>
 *   <li>the request never left: again;
 *   <li>429 and the codes that mean "too frequent", which are documented as not accepted: again, more slowly;
 *   <li>no answer, one that cannot be trusted or read, SYSTEM_ERROR under any status, 5xx, 202: again if the call changes
 *       nothing, or if the catalogue names the field that makes its repeat harmless (幂等) and the request has it. It is
 *       then the identical request, signed anew;
 *   <li>anything else the platform refuses: not again.
 * </ul>
 * No retry outlives {@link ClientBuilder#callTimeout}, and all calls of a client share a {@link RetryBudget}.
 *
 * @param attempts how often a call is made in all; 1 is no retry
 * @param delay how long the first wait is at most; each further one is twice as long. A wait is between half of that and
 *     all of it, by chance, so that callers do not come back all at once
 * @param throttledDelay the same after 429 and its like, and after 202
 * @param longestDelay what no wait is longer than, unless the platform asks for more by {@code Retry-After}
 * @param repeatAccepted whether 202, "accepted, send it again later", is followed by a repeat; the last 202 is handed over
 *     as the reply
 */
public record RetryPolicy(
        int attempts, Duration delay, Duration throttledDelay, Duration longestDelay, boolean repeatAccepted) {

    private static final RetryPolicy DEFAULTS =
            new RetryPolicy(3, Duration.ofMillis(400), Duration.ofSeconds(1), Duration.ofSeconds(8), true);

    /**
     * @throws IllegalArgumentException if {@code attempts} is not from 1 to 20, or a delay is not positive or is over an
     *     hour
     */
    public RetryPolicy {
        if (attempts < 1 || attempts > 20) {
            throw new IllegalArgumentException("attempts is " + attempts + "; it is from 1, no retry, to 20");
        }
        check("delay", delay);
        check("throttledDelay", throttledDelay);
        check("longestDelay", longestDelay);
    }

    private static void check(String name, Duration delay) {
        Objects.requireNonNull(delay, name);
        if (delay.isNegative() || delay.isZero() || delay.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(name + " is " + delay + "; it is positive and at most an hour");
        }
    }

    /** Three attempts, waits from 0.4 seconds, from one second after 429, at most 8 seconds; 202 is repeated. */
    public static RetryPolicy ofDefaults() {
        return DEFAULTS;
    }

    /** One attempt. A host that cannot be connected to is passed over for the next all the same. */
    public static RetryPolicy none() {
        return DEFAULTS.withAttempts(1);
    }

    /** A copy with another {@link #attempts}. */
    public RetryPolicy withAttempts(int attempts) {
        return new RetryPolicy(attempts, delay, throttledDelay, longestDelay, repeatAccepted);
    }

    /** A copy with another {@link #delay}. */
    public RetryPolicy withDelay(Duration delay) {
        return new RetryPolicy(attempts, delay, throttledDelay, longestDelay, repeatAccepted);
    }

    /** A copy with another {@link #throttledDelay}. */
    public RetryPolicy withThrottledDelay(Duration throttledDelay) {
        return new RetryPolicy(attempts, delay, throttledDelay, longestDelay, repeatAccepted);
    }

    /** A copy with another {@link #longestDelay}. */
    public RetryPolicy withLongestDelay(Duration longestDelay) {
        return new RetryPolicy(attempts, delay, throttledDelay, longestDelay, repeatAccepted);
    }

    /** A copy with another {@link #repeatAccepted}. */
    public RetryPolicy withRepeatAccepted(boolean repeatAccepted) {
        return new RetryPolicy(attempts, delay, throttledDelay, longestDelay, repeatAccepted);
    }
}
