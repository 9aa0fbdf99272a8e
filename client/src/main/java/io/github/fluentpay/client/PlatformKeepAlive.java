package io.github.fluentpay.client;

import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/**
 * Keeps a connection for less time than the server says it will, so that the server never closes it under a request;
 * one that the server is about to close is not kept at all.
 */
final class PlatformKeepAlive implements ConnectionKeepAliveStrategy, ConnectionReuseStrategy {

    private static final long MARGIN_MILLIS = 1_000;

    private final TimeValue longest;

    PlatformKeepAlive(TimeValue longest) {
        this.longest = longest;
    }

    @Override
    public boolean keepAlive(HttpRequest request, HttpResponse response, HttpContext context) {
        return DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context)
                && millisLeft(response, context) > 0;
    }

    @Override
    public TimeValue getKeepAliveDuration(HttpResponse response, HttpContext context) {
        // Zero would mean "for ever".
        return TimeValue.ofMilliseconds(Math.max(1, millisLeft(response, context)));
    }

    private long millisLeft(HttpResponse response, HttpContext context) {
        TimeValue told = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
        if (told == null || told.getDuration() < 0) {
            return longest.toMilliseconds();
        }
        return Math.min(told.toMilliseconds() - MARGIN_MILLIS, longest.toMilliseconds());
    }
}
