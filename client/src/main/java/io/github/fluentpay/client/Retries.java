package io.github.fluentpay.client;

import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.ValidationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Decides whether a call is made again, and after how long. It asks what happened and what is known of the call. */
final class Retries {

    private final RetryPolicy policy;
    private final Call call;
    private final RandomGenerator random;

    Retries(RetryPolicy policy, Call call, RandomGenerator random) {
        this.policy = policy;
        this.call = call;
        this.random = random;
    }

    /**
     * How long to wait before the next attempt; empty if there is none.
     *
     * @param attempt the number of the one that ended, from 1
     * @param failure what it ended with; null if it was answered with success
     * @param reply what came back; null if nothing did
     */
    Optional<Duration> after(int attempt, @Nullable Throwable failure, @Nullable TransportReply reply, Instant now) {
        if (attempt >= policy.attempts()) {
            return Optional.empty();
        }
        // Done, or "accepted, send it again later".
        if (failure == null) {
            boolean accepted = reply != null && reply.status() == 202;
            return accepted && policy.repeatAccepted() && call.repeat().isHarmless()
                    ? wait(attempt, policy.throttledDelay(), reply, now)
                    : Optional.empty();
        }
        // It never left, so nothing can have happened.
        if (failure instanceof TransportException notSent && notSent.retrySafety() == RetrySafety.SAFE) {
            return wait(attempt, policy.delay(), null, now);
        }
        if (failure instanceof ServiceException refused) {
            return afterRefusal(attempt, refused, reply, now);
        }
        // No answer, one that cannot be trusted (a probe among them), one that cannot be read: anything may have
        // happened.
        boolean unknown = failure instanceof TransportException
                || failure instanceof ValidationException
                || failure instanceof MalformedMessageException;
        return unknown && call.repeat().isHarmless() ? wait(attempt, policy.delay(), reply, now) : Optional.empty();
    }

    private Optional<Duration> afterRefusal(
            int attempt, ServiceException refused, @Nullable TransportReply reply, Instant now) {
        return switch (refused.meaning()) {
            // The platform has decided.
            case DECIDED -> Optional.empty();
            // "Too frequent" is documented as not accepted.
            case NOT_ACCEPTED -> wait(attempt, policy.throttledDelay(), reply, now);
            // SYSTEM_ERROR under any status, and a gateway's page: the platform may have acted all the same.
            case UNKNOWN ->
                call.repeat().isHarmless() && mayPass(refused)
                        ? wait(attempt, refused.status() == 429 ? policy.throttledDelay() : policy.delay(), reply, now)
                        : Optional.empty();
        };
    }

    /** A firewall's or proxy's page of the kind 4xx, 429 aside, is the same the next time. */
    private static boolean mayPass(ServiceException refused) {
        return refused.code() != null || refused.status() >= 500 || refused.status() == 429;
    }

    private Optional<Duration> wait(int attempt, Duration first, @Nullable TransportReply reply, Instant now) {
        long longest = policy.longestDelay().toNanos();
        // At most 20 attempts of at most an hour: no overflow.
        long full = Math.min(longest, Math.min(first.toNanos(), longest) << Math.min(attempt - 1, 20));
        Duration own = Duration.ofNanos(full / 2 + (long) (random.nextDouble() * (full - full / 2)));
        Duration asked = reply == null ? null : RetryAfter.of(reply.headers(), now);
        // "At once" is no reason to come back in a storm.
        return Optional.of(asked == null || asked.compareTo(own) < 0 ? own : asked);
    }
}
