package io.github.fluentpay.client;

import java.net.URI;
import java.time.Duration;

/**
 * One request as it goes out.
 *
 * @param method upper case
 * @param origin scheme, host and port
 * @param target path and query as they stand on the request line, percent-encoded already
 * @param headers without {@code Host} and {@code Content-Length}, which the transport adds
 * @param body the bytes, signed as they are; never change them. Empty if there are none
 * @param responseTimeout how long the server may be silent
 * @param callTimeout how long the whole exchange may take, connecting included
 * @param maxReplyBytes largest reply body to take
 * @param left to be run when the request begins to leave, connecting done; a transport that cannot tell never does
 */
@SuppressWarnings("ArrayRecordComponent") // the one copy of the body that was signed; requests are not compared
public record TransportRequest(
        String method,
        URI origin,
        String target,
        Headers headers,
        byte[] body,
        Duration responseTimeout,
        Duration callTimeout,
        int maxReplyBytes,
        Runnable left) {

    /** Shows neither headers nor body. */
    @Override
    public String toString() {
        return "TransportRequest[" + method + " " + origin + "]";
    }
}
