package io.github.fluentpay.doctor;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why no answer came.
 *
 * @param reason the part of a sentence that follows the host
 */
record Unreachable(String reason, String cure) {

    static Unreachable of(@Nullable Throwable failure, Duration timeout) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return new Unreachable(
                        "the name of the host cannot be resolved",
                        "Check the base URL and this machine's name server (DNS)");
            }
            if (cause instanceof SSLException) {
                return new Unreachable(
                        "there is no TLS connection: " + cause.getMessage(),
                        "Check that the base URL is right and nothing on the way replaces the certificate; never switch the"
                                + " check off, add a proxy's own authority to the JDK's trust store instead");
            }
            if (cause instanceof ConnectException) {
                return new Unreachable(
                        "nothing accepts the connection",
                        "Check the base URL, that the server runs, and firewall and proxy on the way");
            }
        }
        return isTimeout(failure)
                ? new Unreachable(
                        "no answer within " + words(timeout),
                        "Check the network, firewall and proxy on the way, then run the doctor again")
                : new Unreachable(
                        "the connection broke" + (failure == null ? "" : ": " + innermost(failure)),
                        "Check that the base URL is right, http or https included, and firewall and proxy on the way;"
                                + " then run the doctor again");
    }

    private static boolean isTimeout(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static String words(Duration timeout) {
        return timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " seconds" : timeout.toMillis() + " milliseconds";
    }

    private static String innermost(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String name = innermost.getClass().getSimpleName();
        return innermost.getMessage() == null ? name : name + ", " + innermost.getMessage();
    }
}
