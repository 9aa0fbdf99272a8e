package io.github.fluentpay.notifications;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One caller's hold on one notification: valid until just before {@code until}. */
record Lease(String id, String token, Instant until) {

    private static final Duration SHORTEST = Duration.ofMillis(1);

    /** A new one, with a token that no other has; arguments as in {@link NotificationStore#claim}. */
    static Lease from(String id, Instant now, Duration lease) {
        NotificationId.check(id);
        if (lease.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("The lease is " + lease + "; it is at least a millisecond");
        }
        return new Lease(id, UUID.randomUUID().toString(), end(now, lease));
    }

    private static Instant end(Instant now, Duration lease) {
        try {
            return now.plus(lease);
        } catch (DateTimeException | ArithmeticException endOfTime) {
            return Instant.MAX;
        }
    }

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }

    boolean isHeldBy(String other) {
        return token.equals(other);
    }
}
