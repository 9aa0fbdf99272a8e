package io.github.fluentpay.client;

import io.github.fluentpay.protocol.internal.PlatformHosts;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Locale;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/** Recognises a base URL whose scheme is not that of its port. */
final class WrongScheme {

    private WrongScheme() {}

    /** Tells if the server answered the TLS handshake with something else than TLS. */
    static boolean isPlainHttp(URI origin, Throwable failure) {
        return isHttps(origin)
                && any(failure, cause -> cause instanceof SSLException && isPlain(String.valueOf(cause.getMessage())));
    }

    /** The JDK's own words for two kinds of first bytes, Java 17 to 25. */
    private static boolean isPlain(String message) {
        return message.contains("Unsupported or unrecognized SSL message") || message.contains("plaintext connection");
    }

    /** A sentence for a connection that came to nothing, with a blank in front; empty where it would be no help. */
    static String afterNoConnection(URI origin, @Nullable Throwable failure) {
        boolean own = !PlatformHosts.ALL.contains(origin.getHost().toLowerCase(Locale.ROOT));
        boolean timeout = failure instanceof HostUnreachableException
                && (failure.getCause() == null || any(failure, cause -> cause instanceof SocketTimeoutException));
        return isHttps(origin) && own && timeout
                ? ". A server for plain http may wait like this: if it is one, write http:// in the base URL"
                : "";
    }

    /** The same of an answer that never came. */
    static String afterNoAnswer(URI origin, Throwable failure) {
        boolean spokeNoHttp = any(
                failure,
                cause -> cause instanceof HttpException
                        || (cause instanceof ConnectionClosedException
                                && "Connection closed by peer".equals(cause.getMessage())));
        return !isHttps(origin) && spokeNoHttp
                ? " A server for https ends a plain http connection like this: if it is one, write https:// in the base URL."
                : "";
    }

    private static boolean isHttps(URI origin) {
        return "https".equals(origin.getScheme());
    }

    private static boolean any(@Nullable Throwable failure, Predicate<Throwable> is) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (is.test(cause)) {
                return true;
            }
        }
        return false;
    }
}
