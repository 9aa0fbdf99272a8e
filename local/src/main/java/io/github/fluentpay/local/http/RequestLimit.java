package io.github.fluentpay.local.http;

import org.jspecify.annotations.Nullable;

/** Decides whether a merchant asks too often. */
@FunctionalInterface
public interface RequestLimit {

    /**
     * The limit that a request is too much for, in words, or null if there is none; asked once for each whose signature
     * holds.
     *
     * @param rawPath percent-encoded as sent, without query
     */
    @Nullable
    String exceededBy(String mchid, String method, String rawPath);
}
