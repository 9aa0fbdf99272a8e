package io.github.fluentpay.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What belongs to the connection pool, so that clients which differ in it cannot share one. */
record ConnectionSettings(
        Duration connectTimeout,
        int maxConnections,
        @Nullable ProxySettings proxy) {

    static final ConnectionSettings DEFAULTS = new ConnectionSettings(Duration.ofSeconds(5), 500, null);

    ConnectionSettings withConnectTimeout(Duration timeout) {
        return new ConnectionSettings(timeout, maxConnections, proxy);
    }

    ConnectionSettings withMaxConnections(int connections) {
        return new ConnectionSettings(connectTimeout, connections, proxy);
    }

    ConnectionSettings withProxy(ProxySettings to) {
        return new ConnectionSettings(connectTimeout, maxConnections, to);
    }
}
