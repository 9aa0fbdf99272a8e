package io.github.fluentpay.local.callback;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification that has to be delivered.
 *
 * @param id the same at every delivery
 * @param round how often it was asked for again
 * @param attempts how often it was sent in this round
 * @param created when it happened
 */
record Waiting(String id, int round, int attempts, Instant created, Callback callback) {

    /** This one in this round, whatever its attempts. */
    String key() {
        return id + '/' + round;
    }

    /** How long to wait after one more attempt that was not taken; null if there is no other. */
    @Nullable
    Duration waitAfterNext() {
        List<Duration> waits = callback.schedule().waits();
        return attempts < waits.size() ? waits.get(attempts) : null;
    }
}
