package io.github.fluentpay.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What one check found. No key, APIv3 key or signature is in it.
 *
 * @param check the check's name, stable: {@code merchant-key}
 * @param reason one line for people
 * @param cure what to do; null if there is nothing to do
 */
public record Finding(
        String check,
        Verdict verdict,
        String reason,
        @Nullable String cure) {}
