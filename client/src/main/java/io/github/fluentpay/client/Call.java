package io.github.fluentpay.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call, checked and not yet signed.
 *
 * @param endpoint verb and path as the caller wrote it, for messages
 * @param facts what is documented; null if nothing is
 * @param headers those that the caller set
 * @param content makes path, query and body, sealed with a key
 * @param encoded what it made with the key of the call's first moment; null if there was no key yet
 * @param repeat whether the call may be made twice
 * @param timeout null for the client's own
 * @param retry null for the client's own
 */
record Call(
        String method,
        String endpoint,
        @Nullable EndpointFacts facts,
        Route route,
        Headers headers,
        Content content,
        @Nullable Encoded encoded,
        Repeat repeat,
        @Nullable Duration timeout,
        @Nullable RetryPolicy retry) {

    /** What becomes path, query and body once there is a key to seal with; the same key makes the same, but for chance. */
    @FunctionalInterface
    interface Content {
        Encoded encode(Sealing sealing);
    }

    /**
     * Path, query and body as they are signed and sent.
     *
     * @param url path and query
     * @param sealedWith serial of the key that sensitive values are sealed with; null if there are none
     */
    record Encoded(String url, Body body, @Nullable String sealedWith) {}

    /**
     * A call without sensitive values, about which nothing is documented.
     *
     * @param timeout null for the client's own
     */
    static Call plain(String method, String path, @Nullable Duration timeout) {
        Encoded encoded = new Encoded("/" + path, Body.NONE, null);
        return new Call(
                method,
                method + " " + path,
                null,
                Route.USUAL,
                Headers.none(),
                sealing -> encoded,
                encoded,
                Repeat.of(method),
                timeout,
                null);
    }

    /** The path as the caller wrote it, without a leading slash. */
    String path() {
        return endpoint.substring(method.length() + 1);
    }

    /** The endpoint for logs and metrics: as documented, so that no value is in it, or else as the caller wrote it. */
    String name() {
        return facts == null ? endpoint : facts.id();
    }
}
