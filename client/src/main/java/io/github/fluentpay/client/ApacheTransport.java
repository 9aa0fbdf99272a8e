package io.github.fluentpay.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The default engine: Apache HttpClient 5, asynchronous, HTTP/1.1, TLS always verified. It sends what it is given: no
 * redirects, cookies, content coding or retries of its own.
 */
final class ApacheTransport implements HttpTransport, AutoCloseable {

    /** The platform closes an idle connection after 8 s (Keep-Alive: timeout=8); ours must never be the later one. */
    private static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(6);

    private final CloseableHttpAsyncClient client;
    private final Timeout connectTimeout;
    // Nearly every call has the same time-out, so the last one is at hand; immutable, any thread's will do.
    private volatile @Nullable RequestConfig lastConfig;
    private final Set<CompletableFuture<TransportReply>> underWay = ConcurrentHashMap.newKeySet();

    ApacheTransport(ConnectionSettings settings) {
        this.connectTimeout = timeout(settings.connectTimeout());
        PlatformKeepAlive keepAlive = new PlatformKeepAlive(LONGEST_IDLE);
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(connections(settings))
                .setConnectionReuseStrategy(keepAlive)
                .setKeepAliveStrategy(keepAlive)
                .evictExpiredConnections()
                .evictIdleConnections(LONGEST_IDLE)
                .addExecInterceptorBefore(ChainElement.MAIN_TRANSPORT.name(), "departure", new DepartureMark())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                // Time-outs are looked at in this interval; the engine's own is a whole second.
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setSelectInterval(TimeValue.ofMilliseconds(50))
                        .build())
                .setThreadFactory(new DaemonThreads("fluentpay-io-"));
        if (settings.proxy() != null) {
            useProxy(builder, settings.proxy());
        }
        this.client = builder.build();
        client.start();
    }

    private static PoolingAsyncClientConnectionManager connections(ConnectionSettings settings) {
        Timeout connect = timeout(settings.connectTimeout());
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnTotal(settings.maxConnections())
                .setMaxConnPerRoute(settings.maxConnections())
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setHandshakeTimeout(connect)
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .build();
    }

    private static void useProxy(HttpAsyncClientBuilder builder, ProxySettings proxy) {
        HttpHost host = new HttpHost(proxy.host(), proxy.port());
        builder.setProxy(host);
        if (proxy.user() != null && proxy.password() != null) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(
                    new AuthScope(host),
                    new UsernamePasswordCredentials(
                            proxy.user(), proxy.password().toCharArray()));
            builder.setDefaultCredentialsProvider(credentials);
        }
    }

    @Override
    @SuppressWarnings("CollectionUndefinedEquality") // identity is what is meant
    public CompletableFuture<TransportReply> send(TransportRequest request) {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(configFor(request.responseTimeout()));
        CompletableFuture<TransportReply> reply = new CompletableFuture<>();
        underWay.add(reply);
        DepartureMark.Departure departure = DepartureMark.on(context);
        Future<TransportReply> exchange = client.execute(
                new ApacheRequest(request),
                new ApacheReply(request.maxReplyBytes()),
                context,
                new Completion(reply, departure));
        // Given up from outside (cancelled, or past its deadline): free the connection.
        reply.whenComplete((result, failure) -> {
            underWay.remove(reply);
            if (failure != null) {
                exchange.cancel(true);
                departure.giveUp();
            }
        });
        return reply;
    }

    private RequestConfig configFor(Duration responseTimeout) {
        RequestConfig config = lastConfig;
        Timeout wanted = timeout(responseTimeout);
        if (config == null || !wanted.equals(config.getResponseTimeout())) {
            config = RequestConfig.custom()
                    .setResponseTimeout(wanted)
                    // A call waits for a free connection as long as it may wait for a new one.
                    .setConnectionRequestTimeout(connectTimeout)
                    .build();
            lastConfig = config;
        }
        return config;
    }

    private record Completion(CompletableFuture<TransportReply> reply, DepartureMark.Departure departure)
            implements FutureCallback<TransportReply> {

        @Override
        public void completed(TransportReply result) {
            reply.complete(result);
        }

        @Override
        public void failed(Exception failure) {
            reply.completeExceptionally(classify(failure));
        }

        @Override
        public void cancelled() {
            reply.cancel(false);
        }

        private Exception classify(Exception failure) {
            if (departure.hasLeft()) {
                return failure;
            }
            if (failure instanceof HttpHostConnectException
                    || failure instanceof ConnectTimeoutException
                    || failure instanceof UnknownHostException
                    || failure instanceof NoRouteToHostException
                    || failure instanceof ConnectException) {
                return new HostUnreachableException(describe(failure), failure);
            }
            return new RequestNotSentException(describe(failure), failure);
        }

        private static String describe(Exception failure) {
            @Nullable String message = failure.getMessage();
            return message == null ? failure.getClass().getSimpleName() : message;
        }
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(Math.max(1, duration.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        // First the exchanges, since closing does not report to every one of them; then the engine finds nothing to
        // wait
        // for. Told to close at once instead, it may log an error over its own closed selector.
        underWay.forEach(reply -> reply.completeExceptionally(new IOException("the client was closed")));
        client.close(CloseMode.GRACEFUL);
    }
}
