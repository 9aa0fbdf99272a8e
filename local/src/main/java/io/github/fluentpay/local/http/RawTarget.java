package io.github.fluentpay.local.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.internal.HttpConnection;

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

    /** Makes connections that wrap every target. */
    static final class Connections extends HttpConnectionFactory {

        Connections(HttpConfiguration configuration) {
            super(configuration);
        }

        @Override
        public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(new Wrapping(getHttpConfiguration(), connector, endPoint), connector, endPoint);
        }
    }

    private static final class Wrapping extends HttpConnection {

        Wrapping(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected HttpStreamOverHTTP1 newHttpStream(String method, String target, HttpVersion version) {
            return super.newHttpStream(method, wrap(target), version);
        }
    }
}
