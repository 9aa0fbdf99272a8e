package io.github.fluentpay.returns;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the ledger, as it was when it was read.
 *
 * @param id its number in this ledger; rises with the order of submission
 * @param task what was asked for; its mchid is there
 * @param state where it stands
 * @param attempts how often it was sent
 * @param dueAt when a worker may take it up next
 * @param createdAt when it was submitted
 * @param changedAt when its state changed last
 * @param code why it was refused or waits: the platform's error code, or {@code NO_ANSWER}; null if neither
 * @param message the same in words, for people
 * @param requestId the platform's {@code Request-ID} of the last answer; null if there was none
 * @param returnTime what the platform names as the time of the return, as it wrote it; null unless returned
 */
public record ReturnEntry(
        long id,
        ReturnTask task,
        ReturnState state,
        long attempts,
        Instant dueAt,
        Instant createdAt,
        Instant changedAt,
        @Nullable String code,
        @Nullable String message,
        @Nullable String requestId,
        @Nullable String returnTime) {}
