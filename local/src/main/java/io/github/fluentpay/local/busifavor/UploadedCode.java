package io.github.fluentpay.local.busifavor;

import org.jspecify.annotations.Nullable;

/**
 * A code that a merchant uploaded (预存code). Times are seconds since the epoch.
 *
 * @param dispatchedAt null until a user gets it
 */
record UploadedCode(
        String stockId,
        String code,
        CodeState state,
        long uploadedAt,
        @Nullable Long dispatchedAt) {}
