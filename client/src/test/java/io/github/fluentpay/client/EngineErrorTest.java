package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An error of the virtual machine, such as a lack of memory, on the engine's own threads. */
class EngineErrorTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Deadlines deadlines = new Deadlines();
    private HttpServer server;
    private ApacheTransport transport;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        transport = new ApacheTransport(ConnectionSettings.DEFAULTS, deadlines, threads);
    }

    @AfterEach
    void stop() {
        transport.close();
        server.stop(0);
        deadlines.close();
        threads.shutdownNow();
    }

    private CompletableFuture<TransportReply> send(Runnable left) {
        URI origin = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return transport.send(
                new TransportRequest("GET", origin, "/", Headers.none(), new byte[0], LONG, LONG, 1_000, left));
    }

    private static Throwable failureOf(CompletableFuture<TransportReply> call) throws Exception {
        try {
            call.get(30, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    @Test
    void endsItsOwnCallAndNoOther() throws Exception {
        List<String> threadNames = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Throwable failure = failureOf(send(() -> {
                threadNames.add(Thread.currentThread().getName());
                throw new OutOfMemoryError("planted");
            }));

            assertThat(failure)
                    .isInstanceOf(IOException.class)
                    .hasMessage("sending the request failed: java.lang.OutOfMemoryError: planted")
                    .hasRootCauseMessage("planted");
            assertThat(send(() -> {}).get(30, TimeUnit.SECONDS).status()).isEqualTo(204);
        }
        assertThat(threadNames).anyMatch(name -> name.startsWith("fluentpay-io-"));
    }
}
