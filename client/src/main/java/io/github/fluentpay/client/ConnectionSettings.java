package io.github.fluentpay.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What belongs to the connection pool, so that clients which differ in it cannot share one. */
record ConnectionSettings(
        Duration connectTimeout,
        int maxConnections,
        @Nullable ProxySettings proxy,
        NameService names) {

    static final ConnectionSettings DEFAULTS =
            new ConnectionSettings(Duration.ofSeconds(5), 500, null, NameService.OF_THE_MACHINE);

    ConnectionSettings withConnectTimeout(Duration timeout) {
        return new ConnectionSettings(timeout, maxConnections, proxy, names);
    }

    ConnectionSettings withMaxConnections(int connections) {
        return new ConnectionSettings(connectTimeout, connections, proxy, names);
    }

    ConnectionSettings withProxy(ProxySettings to) {
        return new ConnectionSettings(connectTimeout, maxConnections, to, names);
    }

    ConnectionSettings withNames(NameService service) {
        return new ConnectionSettings(connectTimeout, maxConnections, proxy, service);
    }
}
