package io.github.fluentpay.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.jspecify.annotations.Nullable;

/**
 * Stands in Apache's chain between connecting (proxy tunnel and TLS included) and sending, and notes when a request gets
 * that far: what fails before was certainly not sent.
 */
final class DepartureMark implements AsyncExecChainHandler {

    private static final String ATTRIBUTE = DepartureMark.class.getName();

    /**
     * How far one exchange has come. Leaving and giving up exclude each other, so that the answer to "has it left?" is still
     * true when it is told. Safe for many threads.
     */
    static final class Departure {

        private final Runnable left;
        private @Nullable AsyncExecRuntime sending;
        private boolean givenUp;

        private Departure(Runnable left) {
            this.left = left;
        }

        synchronized boolean leave(AsyncExecRuntime runtime) {
            if (!givenUp) {
                sending = runtime;
                left.run();
            }
            return !givenUp;
        }

        /**
         * Gives the exchange up unless its request has left.
         *
         * @return whether it has not left, and so never will
         */
        synchronized boolean giveUpUnlessLeft() {
            if (sending == null) {
                givenUp = true;
            }
            return sending == null;
        }

        /**
         * Gives the exchange up, and frees its connection. Cancelling Apache's future is not enough: while an exchange goes
         * from connecting to sending, the engine can put what cancels the former in the place of what cancels the latter.
         */
        void giveUp() {
            AsyncExecRuntime runtime;
            synchronized (this) {
                givenUp = true;
                runtime = sending;
            }
            if (runtime != null) {
                runtime.discardEndpoint();
            }
        }
    }

    /** Puts a fresh mark into the context of one exchange; {@code left} is run when the request gets that far. */
    static Departure on(HttpClientContext context, Runnable left) {
        Departure departure = new Departure(left);
        context.setAttribute(ATTRIBUTE, departure);
        return departure;
    }

    @Override
    public void execute(
            HttpRequest request,
            AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        try {
            depart(request, body, scope, chain, callback);
        } catch (Error e) {
            // On a thread of the engine it would end the thread, and with it all connections of the client.
            throw new IOException("sending the request failed: " + e, e);
        }
    }

    private static void depart(
            HttpRequest request,
            AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (scope.clientContext.getAttribute(ATTRIBUTE) instanceof Departure departure
                && !departure.leave(scope.execRuntime)) {
            throw new InterruptedIOException("given up before it was sent");
        }
        chain.proceed(request, body, scope, callback);
    }
}
