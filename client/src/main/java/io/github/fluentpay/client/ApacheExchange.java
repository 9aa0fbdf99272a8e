package io.github.fluentpay.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

/** One request under way in Apache HttpClient, with the two deadlines that the engine does not know. */
final class ApacheExchange implements FutureCallback<TransportReply>, Deadlines.Expiring {

    private static final String CLOSED = "the client was closed";

    private final CompletableFuture<TransportReply> reply = new CompletableFuture<>();
    private final DepartureMark.Departure departure;
    private final BooleanSupplier allConnectionsInUse;
    private final long connectDeadline;
    private final long callDeadline;

    ApacheExchange(
            DepartureMark.Departure departure,
            BooleanSupplier allConnectionsInUse,
            Duration connectTimeout,
            Duration callTimeout) {
        long now = System.nanoTime();
        this.departure = departure;
        this.allConnectionsInUse = allConnectionsInUse;
        this.connectDeadline = now + connectTimeout.toNanos();
        this.callDeadline = now + callTimeout.toNanos();
    }

    CompletableFuture<TransportReply> reply() {
        return reply;
    }

    void begin(CloseableHttpAsyncClient client, TransportRequest request, HttpClientContext context) {
        if (reply.isDone()) {
            return;
        }
        Future<TransportReply> exchange =
                client.execute(new ApacheRequest(request), new ApacheReply(request.maxReplyBytes()), context, this);
        // Given up from outside (cancelled, or past a deadline): free the connection.
        reply.whenComplete((result, failure) -> {
            if (failure != null) {
                exchange.cancel(true);
                departure.giveUp();
            }
        });
    }

    /** Name look-up, every address of the host, TLS and waiting for a free connection all count as connecting. */
    @Override
    public boolean endIfOver(long now) {
        if (reply.isDone()) {
            return true;
        }
        if (now - callDeadline >= 0) {
            end(new TimeoutException(), Timeouts.OF_CALL + " has passed");
        } else if (now - connectDeadline >= 0 && departure.giveUpUnlessLeft()) {
            fail(
                    allConnectionsInUse.getAsBoolean()
                            ? new RequestNotSentException(
                                    "every connection was in use for as long as connectTimeout allows (maxConnections)",
                                    null)
                            : new HostUnreachableException("the connect timeout (connectTimeout) has passed", null));
        }
        return reply.isDone();
    }

    @Override
    public void abandoned() {
        end(new IOException(CLOSED), CLOSED);
    }

    /**
     * Ends the exchange, and keeps its request from leaving if it has not left.
     *
     * @param sent the failure of a request that may have been sent
     * @param notSent why it was not sent, otherwise
     */
    private void end(Exception sent, String notSent) {
        fail(departure.giveUpUnlessLeft() ? new RequestNotSentException(notSent, null) : sent);
    }

    private void fail(Exception failure) {
        reply.completeExceptionally(failure);
    }

    @Override
    public void completed(TransportReply result) {
        if (departure.giveUpUnlessLeft()) {
            // Not the server's word: a proxy that was asked for a tunnel to it.
            fail(new RequestNotSentException("the proxy refused to connect: HTTP " + result.status(), null));
        } else {
            reply.complete(result);
        }
    }

    @Override
    public void failed(Exception failure) {
        fail(departure.giveUpUnlessLeft() ? notSent(failure) : failure);
    }

    @Override
    public void cancelled() {
        reply.cancel(false);
    }

    private static Exception notSent(Exception failure) {
        if (failure instanceof HttpHostConnectException
                // While connecting, and in the TLS handshake; the engine's own timer may be the first.
                || failure instanceof SocketTimeoutException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof ConnectException) {
            String setting = isTimeout(failure) ? " (connectTimeout)" : "";
            return new HostUnreachableException(describe(failure) + setting, failure);
        }
        String setting = failure instanceof ConnectionRequestTimeoutException
                ? ": every connection was in use for as long as connectTimeout allows (maxConnections)"
                : "";
        return new RequestNotSentException(describe(failure) + setting, failure);
    }

    /** Of the engine: connecting, or the TLS handshake. */
    private static boolean isTimeout(Exception failure) {
        return failure instanceof SocketTimeoutException || failure.getCause() instanceof SocketTimeoutException;
    }

    private static String describe(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
