package io.github.fluentpay.local.http;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Carries the target of a request line past Jetty unread. A signature covers it character for character, and a path
 * variable may be any text; Jetty would refuse {@code %00}, climb up at {@code %2E%2E}, and take {@code //} for a
 * host. So Jetty gets a path of Base64, and this class takes the text out again.
 */
final class RawTarget {

    private RawTarget() {}

    private static String wrap(String target) {
        return '/' + Base64.getUrlEncoder().withoutPadding().encodeToString(target.getBytes(StandardCharsets.UTF_8));
    }

    /** Path and query exactly as on the request line; without scheme and host if the line had them (RFC 9112, 3.2.2). */
    static String of(Request request) {
        String path = request.getHttpURI().getPath();
        if (path == null || path.length() < 2) {
            return "/";
        }
        String target = new String(Base64.getUrlDecoder().decode(path.substring(1)), StandardCharsets.UTF_8);
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        int slash = target.indexOf('/', scheme + 3);
        return slash < 0 ? "/" : target.substring(slash);
    }

    /** Makes connections that wrap every target, and do not wait long for the head of a request. */
    static final class Connections extends HttpConnectionFactory {

        private final Duration headTime;

        Connections(HttpConfiguration configuration, Duration headTime) {
            super(configuration);
            this.headTime = headTime;
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(new Wrapping(getHttpConfiguration(), connector, endPoint, headTime), connector, endPoint);
        }
    }

    private static final class Wrapping extends HttpConnection {

        private final Duration headTime;
        private Scheduler.@Nullable Task timeout; // used by one thread at a time: Jetty's calls follow one another

        Wrapping(HttpConfiguration configuration, Connector connector, EndPoint endPoint, Duration headTime) {
            super(configuration, connector, endPoint);
            this.headTime = headTime;
        }

        /** The idle timeout begins anew with each byte: one that drips in would hold its connection for days. */
        @Override
        public void onFillable() {
            super.onFillable();
            boolean within = getParser().inHeaderState() && !getParser().isStart();
            if (within && timeout == null) {
                timeout = getConnector()
                        .getScheduler()
                        .schedule(() -> getEndPoint().close(), headTime.toMillis(), TimeUnit.MILLISECONDS);
            } else if (!within && timeout != null) {
                timeout.cancel();
                timeout = null;
            }
        }

        /**
         * A connection with bytes that nobody has read yet is not idle: all threads are busy. To close it would end
         * a request without an answer.
         */
        @Override
        public boolean onIdleExpired(TimeoutException timeout) {
            return !hasUnreadBytes() && super.onIdleExpired(timeout);
        }

        private boolean hasUnreadBytes() {
            try {
                return getEndPoint().getTransport() instanceof SocketChannel channel
                        && channel.socket().getInputStream().available() > 0;
            } catch (IOException ended) {
                return false;
            }
        }

        @Override
        protected HttpStreamOverHTTP1 newHttpStream(String method, String target, HttpVersion version) {
            return super.newHttpStream(method, wrap(target), version);
        }
    }
}
