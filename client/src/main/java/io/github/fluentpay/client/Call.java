package io.github.fluentpay.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call, complete and encoded, not yet signed.
 *
 * @param endpoint verb and path as the caller wrote it, for messages: no value stands in it
 * @param url path and query as they are signed and sent
 * @param body the bytes; empty if there are none
 * @param timeout null for the client's own
 */
@SuppressWarnings("ArrayRecordComponent") // encoded once, signed and sent as it is; calls are not compared
record Call(
        String method,
        String endpoint,
        String url,
        Headers headers,
        byte[] body,
        @Nullable Duration timeout) {

    /** Whether it changes nothing, so that any failure may be followed by another try. */
    boolean isRead() {
        return method.equals("GET");
    }
}
