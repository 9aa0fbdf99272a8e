package io.github.fluentpay.client;

import java.util.concurrent.CompletableFuture;

/**
 * Carries requests to a server: the one method to implement for another HTTP engine. Safe for many threads.
 *
 * <p>An implementation sends method, target, headers and body exactly as given, follows no redirect, repeats nothing,
 * hands over the body as the server sent it, packed if {@code Content-Encoding} says so, verifies TLS certificates, and keeps to the request's time-outs. A call
 * whose transport does not is ended a moment after its own.
 */
@FunctionalInterface
public interface HttpTransport {

    /**
     * Sends one request, without blocking.
     *
     * @return completes with the reply, whatever its status; or fails with a {@link RequestNotSentException} when no
     *     byte of the request has left, a {@link ReplyTooLargeException}, or any other {@link java.io.IOException} when
     *     the server may have received it. When the future is cancelled, or completed from outside, the exchange is
     *     given up and its connection freed
     */
    CompletableFuture<TransportReply> send(TransportRequest request);
}
