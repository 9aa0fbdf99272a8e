package io.github.fluentpay.returns;

import org.jspecify.annotations.Nullable;

/**
 * What an attempt came to, as a row takes it.
 *
 * @param state RETURNED, REFUSED, IN_DOUBT, WAITING or UNKNOWN
 * @param delay milliseconds until it is due again; 0 for a final state
 */
record Settlement(
        ReturnState state,
        long delay,
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId,
        @Nullable String returnTime) {

    static Settlement of(Judgement judgement, long delay) {
        return new Settlement(
                judgement.state(),
                delay,
                judgement.code(),
                judgement.message(),
                judgement.requestId(),
                judgement.returnTime());
    }
}
