package io.github.fluentpay.notifications;

import java.util.Objects;

/** What came of {@link NotificationStore#claim}: run the handler, or one of two reasons not to. */
public sealed interface Claim {

    /**
     * It is the caller's until the lease is over: run the handler.
     *
     * @param token names this claim and no other, in {@link NotificationStore#done} and {@link NotificationStore#release}
     */
    record Claimed(String token) implements Claim {

        /** Needs a token. */
        public Claimed {
            Objects.requireNonNull(token, "token");
        }
    }

    /** Its handler has run: answer the platform with success, and run nothing. */
    record Done() implements Claim {}

    /**
     * Somebody else's claim is still valid: run nothing, and answer with a failure, so that the platform delivers it
     * again. Success would lose it if the one who runs it now fails.
     */
    record InProgress() implements Claim {}
}
