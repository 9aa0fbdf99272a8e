package io.github.fluentpay.client;

import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
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

    /** An old address is used when the name service takes longer. */
    private static final Duration LONGEST_LOOK_UP = Duration.ofSeconds(1);

    private static final TimeValue PATIENCE = TimeValue.ofMilliseconds(500);

    private final CloseableHttpAsyncClient client;
    private final PoolingAsyncClientConnectionManager connections;
    private final Duration connectTimeout;
    private final @Nullable ProxySettings proxy;
    private final Deadlines deadlines;
    private final NameResolution names;
    private final Set<ApacheExchange> underWay = ConcurrentHashMap.newKeySet();
    // Nearly every call has the same time-out, so the last one is at hand; immutable, any thread's will do.
    private volatile @Nullable RequestConfig lastConfig;
    private volatile boolean closed;

    /** @param callbacks where calls continue that have waited for the name service long enough */
    ApacheTransport(ConnectionSettings settings, Deadlines deadlines, Executor callbacks) {
        this.connectTimeout = settings.connectTimeout();
        this.proxy = settings.proxy();
        this.deadlines = deadlines;
        this.names = names(settings, deadlines, callbacks);
        this.connections = connections(settings, names);
        PlatformKeepAlive keepAlive = new PlatformKeepAlive(LONGEST_IDLE);
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(connections)
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

    private static NameResolution names(ConnectionSettings settings, Deadlines deadlines, Executor callbacks) {
        // A thread for each look-up: one that hangs must not take a callback thread, of which there are few.
        ThreadFactory threads = new DaemonThreads("fluentpay-names-");
        Duration half = settings.connectTimeout().dividedBy(2);
        return new NameResolution(
                settings.names(),
                lookUp -> threads.newThread(lookUp).start(),
                (awaited, longest) -> TimedWait.of(awaited, longest, deadlines, callbacks),
                half.compareTo(LONGEST_LOOK_UP) < 0 ? half : LONGEST_LOOK_UP,
                System::nanoTime);
    }

    private static PoolingAsyncClientConnectionManager connections(ConnectionSettings settings, DnsResolver names) {
        Timeout connect = timeout(settings.connectTimeout());
        return PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(names)
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
    public CompletableFuture<TransportReply> send(TransportRequest request) {
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(configFor(request.responseTimeout()));
        ApacheExchange exchange = new ApacheExchange(
                DepartureMark.on(context, request.left()), this::allInUse, connectTimeout, request.callTimeout());
        underWay.add(exchange);
        deadlines.add(exchange);
        exchange.reply().whenComplete((reply, failure) -> {
            underWay.remove(exchange);
            deadlines.remove(exchange);
        });
        if (closed) {
            exchange.abandoned();
        }
        CompletableFuture<?> known =
                names.known(proxy == null ? request.origin().getHost() : proxy.host());
        if (known.isDone() && !known.isCompletedExceptionally()) {
            exchange.begin(client, request, context);
        } else {
            known.whenComplete((address, failure) -> begin(exchange, request, context, failure));
        }
        return exchange.reply();
    }

    /** On a thread that nobody waits for: the exchange has to end, whatever happens here. */
    private void begin(
            ApacheExchange exchange, TransportRequest request, HttpClientContext context, @Nullable Throwable unknown) {
        if (Failures.withoutWrapping(unknown) instanceof UnknownHostException failure) {
            exchange.failed(failure);
            return;
        }
        try {
            exchange.begin(client, request, context);
        } catch (RuntimeException e) {
            exchange.failed(e);
        }
    }

    private boolean allInUse() {
        return connections.getTotalStats().getLeased() >= connections.getMaxTotal();
    }

    private RequestConfig configFor(Duration responseTimeout) {
        RequestConfig config = lastConfig;
        Timeout wanted = timeout(responseTimeout);
        if (config == null || !wanted.equals(config.getResponseTimeout())) {
            config = RequestConfig.custom()
                    .setResponseTimeout(wanted)
                    // A call waits for a free connection as long as it may wait for a new one.
                    .setConnectionRequestTimeout(timeout(connectTimeout))
                    .build();
            lastConfig = config;
        }
        return config;
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(Math.max(1, duration.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        closed = true;
        // First the exchanges, since closing does not report to every one of them; then the engine finds nothing to
        // wait for but a connection half open. Told to close at once, it may log an error over its own closed selector.
        underWay.forEach(ApacheExchange::abandoned);
        client.initiateShutdown();
        try {
            client.awaitShutdown(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close(CloseMode.IMMEDIATE);
    }
}
