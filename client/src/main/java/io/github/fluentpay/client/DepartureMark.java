package io.github.fluentpay.client;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/**
 * Stands in Apache's chain between connecting (proxy tunnel and TLS included) and sending, and notes when a request gets
 * that far: what fails before was certainly not sent.
 */
final class DepartureMark implements AsyncExecChainHandler {

    private static final String ATTRIBUTE = DepartureMark.class.getName();

    /** Puts a fresh mark into the context of one exchange. */
    static AtomicBoolean on(HttpClientContext context) {
        AtomicBoolean left = new AtomicBoolean();
        context.setAttribute(ATTRIBUTE, left);
        return left;
    }

    @Override
    public void execute(
            HttpRequest request,
            AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (scope.clientContext.getAttribute(ATTRIBUTE) instanceof AtomicBoolean left) {
            left.set(true);
        }
        chain.proceed(request, body, scope, callback);
    }
}
