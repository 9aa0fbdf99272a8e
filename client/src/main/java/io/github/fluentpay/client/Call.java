package io.github.fluentpay.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call, complete and encoded, not yet signed.
 *
 * @param endpoint verb and path as the caller wrote it, for messages: no value stands in it
 * @param url path and query as they are signed and sent
 * @param route where it goes, and what may come back
 * @param timeout null for the client's own
 */
record Call(
        String method,
        String endpoint,
        String url,
        Headers headers,
        Body body,
        Route route,
        @Nullable Duration timeout) {

    /** Whether it changes nothing, so that any failure may be followed by another try. */
    boolean isRead() {
        return method.equals("GET");
    }

    /** Whether JSON comes back: not from downloads, and uploads are sent without saying so, as the official SDKs do. */
    boolean wantsJson() {
        return route.replySigned() && !body.isUpload();
    }
}
