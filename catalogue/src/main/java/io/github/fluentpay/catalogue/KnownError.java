package io.github.fluentpay.catalogue;

/**
 * A documented refusal.
 *
 * @param status HTTP status
 * @param code the reply's {@code code}
 * @param when in a few words
 */
public record KnownError(int status, String code, String when) {}
