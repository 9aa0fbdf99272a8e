package io.github.fluentpay.local.callback;

import java.io.EOFException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Posts notifications. Each has a connection of its own: one that a receiver has closed meanwhile, as they do when idle,
 * would fail the next. It has no threads before the first.
 */
final class Post implements AutoCloseable {

    /** What came of one; called once, on a thread that must not wait. */
    @FunctionalInterface
    interface Outcome {

        /**
         * An answer, or why there is none.
         *
         * @param status 0 if there is none
         */
        void ended(int status, @Nullable String failure);
    }

    /** "Callbacks" (回调通知): the answer has to be there within five seconds. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final long LARGEST_ANSWER = 64 * 1024;
    private static final int MAX_THREADS = 8;

    private @Nullable HttpClient client; // used by the one thread that delivers

    void send(URI url, Map<String, String> headers, byte[] body, Outcome outcome) {
        long[] read = {0};
        Request request = client().newRequest(url)
                .method(HttpMethod.POST)
                .headers(fields -> fill(fields, headers))
                .body(new BytesRequestContent("application/json", body))
                .timeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                .onResponseContent((response, content) -> {
                    read[0] += content.remaining();
                    if (read[0] > LARGEST_ANSWER) {
                        response.abort(new IllegalStateException("the answer has more than 64 KiB"));
                    }
                });
        request.send(result -> tell(result, outcome));
    }

    private static void fill(HttpFields.Mutable fields, Map<String, String> headers) {
        fields.put(HttpHeader.ACCEPT, "*/*");
        fields.put(HttpHeader.CONNECTION, "close");
        fields.remove(HttpHeader.ACCEPT_ENCODING);
        headers.forEach(fields::put);
    }

    private static void tell(Result result, Outcome outcome) {
        if (result.isSucceeded()) {
            outcome.ended(result.getResponse().getStatus(), null);
        } else {
            outcome.ended(0, words(result.getFailure()));
        }
    }

    private static String words(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return "there was no answer within " + LONGEST.toSeconds() + " s";
        }
        if (failure instanceof EOFException) {
            return "the receiver closed the connection without a complete answer";
        }
        // Where assertions are enabled, one of Jetty's parser fails first for an answer that breaks off.
        if (failure instanceof HttpResponseException || failure instanceof AssertionError) {
            return "the receiver's answer is not complete HTTP; it may listen for https";
        }
        String message = failure.getMessage();
        // Jetty names its own objects in some of them, which tells nobody anything.
        if (message == null || message.isBlank() || message.indexOf('@') >= 0) {
            return "the exchange with the receiver failed: "
                    + failure.getClass().getSimpleName();
        }
        return message;
    }

    private HttpClient client() {
        HttpClient present = client;
        if (present == null) {
            present = started();
            client = present;
        }
        return present;
    }

    private static HttpClient started() {
        HttpClientTransport transport = new HttpClientTransportOverHTTP(1);
        HttpClient made = new HttpClient(transport);
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("localpay-callbacks");
        threads.setDaemon(true);
        made.setExecutor(threads);
        made.setFollowRedirects(false);
        made.setConnectTimeout(LONGEST.toMillis());
        made.setMaxConnectionsPerDestination(Deliveries.IN_FLIGHT * 2);
        made.setUserAgentField(null);
        try {
            made.start();
            // A receiver's 401 or 407 is its answer; Jetty takes one without a challenge for a violation of the
            // protocol.
            made.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
            made.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
            return made;
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP client did not start: " + e.getMessage(), e);
        }
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        if (client != null) {
            try {
                client.stop();
            } catch (Exception e) {
                throw new IllegalStateException("The HTTP client did not stop: " + e.getMessage(), e);
            }
        }
    }
}
