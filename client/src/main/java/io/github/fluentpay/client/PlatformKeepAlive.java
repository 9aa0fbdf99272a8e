package io.github.fluentpay.client;

import org.apache.hc.client5.http.ConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/** Keeps a connection for less time than the server says it will, so that the server never closes it under a request. */
final class PlatformKeepAlive implements ConnectionKeepAliveStrategy {

    private static final long MARGIN_MILLIS = 1_000;

    private final TimeValue longest;

    PlatformKeepAlive(TimeValue longest) {
        this.longest = longest;
    }

    @Override
    public TimeValue getKeepAliveDuration(HttpResponse response, HttpContext context) {
        TimeValue told = DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(response, context);
        if (told == null || told.getDuration() < 0) {
            return longest;
        }
        // Zero would mean "for ever".
        long millis = Math.max(1, told.toMilliseconds() - MARGIN_MILLIS);
        return TimeValue.ofMilliseconds(Math.min(millis, longest.toMilliseconds()));
    }
}
