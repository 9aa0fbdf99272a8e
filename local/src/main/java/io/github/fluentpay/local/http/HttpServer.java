package io.github.fluentpay.local.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** HTTP/1.1 on one address. */
public final class HttpServer implements AutoCloseable {

    /** "Basic rules" (基本规则): the platform closes a connection that was idle for eight seconds. */
    static final Duration IDLE = Duration.ofSeconds(8);

    private static final int MAX_HEADERS = 32 * 1024;
    private static final int MAX_THREADS = 64;

    /** Connections that the system keeps until the acceptor has a turn; the system drops the next ones without a word. */
    private static final int ACCEPT_QUEUE = 1024;

    private static final Duration STOP = Duration.ofSeconds(5);

    /** Idle connections hold up a stop for so long; no exchange takes this long. */
    private static final Duration STOP_IDLE = Duration.ofMillis(200);

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final Server server;
    private final ServerConnector connector;
    private final Delays delays = new Delays();
    private final InetAddress address;
    private final int port;

    private HttpServer(Server server, ServerConnector connector, InetAddress address) {
        this.server = server;
        this.connector = connector;
        this.address = address;
        this.port = connector.getLocalPort();
    }

    /**
     * Takes the port; connections wait until {@link #serve}.
     *
     * @param address of this machine, or the one that stands for all of them
     * @param port 0 for any free one
     * @param headTime how long the head of a request may take to come in
     * @throws IOException if the port cannot be taken
     */
    public static HttpServer bind(InetAddress address, int port, Duration headTime) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS);
        threads.setName("localpay");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setStopTimeout(STOP.toMillis());
        ServerConnector connector =
                new ServerConnector(server, 1, 1, new RawTarget.Connections(configuration(), headTime));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setShutdownIdleTimeout(STOP_IDLE.toMillis());
        server.addConnector(connector);
        connector.open();
        return new HttpServer(server, connector, address);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(MAX_HEADERS);
        return configuration;
    }

    /**
     * Begins to answer.
     *
     * @param bodyTime how long a body may take to come in
     * @param clock says in the journal when a request came
     */
    public void serve(Platform platform, Duration bodyTime, Clock clock) {
        ReplyWriter writer = new ReplyWriter(platform.signer(), platform.journal());
        server.setErrorHandler(new UnreadableRequestHandler(writer, clock));
        server.setHandler(new GracefulHandler(new ExchangeHandler(platform, writer, delays, bodyTime, clock)));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server did not start: " + e.getMessage(), e);
        }
    }

    /** The port taken; the same after the end. */
    public int port() {
        return port;
    }

    /** Where this machine finds it, for example {@code http://127.0.0.1:8099}. */
    public URI baseUrl() {
        String host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /** Lets running exchanges end, for at most five seconds, and closes everything. */
    @Override
    public void close() {
        try {
            delays.close();
            server.stop();
        } catch (TimeoutException e) {
            LOG.warn("Exchanges that had not ended after {} s were broken off", STOP.toSeconds());
        } catch (Exception e) {
            throw new IllegalStateException("The HTTP server did not stop: " + e.getMessage(), e);
        } finally {
            // A server that never started does not close the port it took.
            connector.close();
        }
    }
}
