package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.WechatPayException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many calls whose deadlines fall about their departure, to a server that counts what it gets: none that is told as not sent
 * has arrived, and none has arrived twice. {@code -Dfluentpay.stress=200000} makes so many calls, where 4,000 are
 * usual: those show that it works at all, and only a long run is evidence. {@link NotSentIsTrueTest} forces the order.
 */
@Timeout(1800)
class DeadlineAtDepartureTest {

    private static final int CALLS = Integer.getInteger("fluentpay.stress", 4_000);
    private static final int IN_FLIGHT = 64;
    private static final byte[] ANSWER = StallingServer.ascii("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");

    /** Counts the requests for each number at the end of a path, and answers them. */
    private static final class CountingServer implements AutoCloseable {

        final AtomicIntegerArray arrived = new AtomicIntegerArray(CALLS);
        private final ServerSocket socket = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();

        CountingServer() throws IOException {
            threads.execute(() -> {
                try {
                    while (true) {
                        Socket connection = socket.accept();
                        threads.execute(() -> serve(connection));
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
        }

        URI url(String host) {
            return URI.create("http://" + host + ":" + socket.getLocalPort());
        }

        private void serve(Socket connection) {
            try (connection) {
                connection.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(connection.getInputStream());
                while (true) {
                    String requestLine = line(in);
                    int length = 0;
                    for (String header = line(in); !header.isEmpty(); header = line(in)) {
                        if (header.startsWith("Content-Length: ")) {
                            length = Integer.parseInt(header.substring("Content-Length: ".length()));
                        }
                    }
                    in.readNBytes(length);
                    String path = requestLine.split(" ", 3)[1];
                    arrived.incrementAndGet(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)));
                    connection.getOutputStream().write(ANSWER);
                }
            } catch (IOException gone) {
                // The client has given the call up, or is closed.
            }
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            while (true) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("the connection ended");
                }
                if (next == '\n') {
                    return line.toString();
                }
                if (next != '\r') {
                    line.append((char) next);
                }
            }
        }

        /** Waits until everything that was sent is counted: each connection has come to its end. */
        void drain() throws InterruptedException, IOException {
            socket.close();
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS))
                    .as("the server has ended")
                    .isTrue();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            threads.shutdownNow();
        }
    }

    private record Told(int call, RetrySafety safety, String message) {}

    @Test
    void whatIsToldAsNotSentHasNotArrived() throws Exception {
        long seed = Long.getLong("fluentpay.seed", System.nanoTime());
        Random random = new Random(seed);
        // The signature is not what is tested, and would take most of the time.
        Merchant merchant = new Merchant(
                "1900000001",
                "5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
                message -> "c2lnbmVk".getBytes(StandardCharsets.US_ASCII));
        Queue<Told> told = new ConcurrentLinkedQueue<>();
        LongAdder sent = new LongAdder();
        Semaphore room = new Semaphore(IN_FLIGHT);
        try (CountingServer server = new CountingServer()) {
            try (WechatPayClient pay = WechatPayClient.builder()
                    .merchant(merchant)
                    .verifyingKeys(Identities.platformKeys())
                    .retry(RetryPolicy.ofDefaults().withDelay(Duration.ofMillis(1)))
                    .retryBudget(RetryBudget.unlimited())
                    .maxConnections(16)
                    .baseUrls(server.url("127.0.0.1"), server.url("localhost"))
                    .build()) {
                for (int i = 0; i < CALLS; i++) {
                    int call = i;
                    room.acquire();
                    // Half of them end within the time that a call takes here, the others some time after it.
                    Duration timeout = Duration.ofNanos(1 + random.nextInt(i % 2 == 0 ? 3_000_000 : 40_000_000));
                    pay.chain("v3/departure/" + call)
                            .timeout(timeout)
                            .postAsync("{}")
                            .whenComplete((reply, failure) -> {
                                if (failure instanceof WechatPayException known) {
                                    told.add(new Told(call, known.retrySafety(), String.valueOf(known.getMessage())));
                                } else {
                                    told.add(new Told(call, RetrySafety.UNSAFE, String.valueOf(failure)));
                                }
                                room.release();
                            });
                }
                assertThat(room.tryAcquire(IN_FLIGHT, 120, TimeUnit.SECONDS)).isTrue();
            }
            server.drain();

            List<String> wrong = new ArrayList<>();
            int safe = 0;
            for (Told each : told) {
                int arrived = server.arrived.get(each.call());
                sent.add(arrived);
                safe += each.safety() == RetrySafety.SAFE ? 1 : 0;
                if (arrived > 1 || (arrived > 0 && each.safety() == RetrySafety.SAFE)) {
                    wrong.add("call " + each.call() + " arrived " + arrived + " times, told " + each);
                }
            }
            System.out.printf(
                    "%d calls: %d told as not sent, %d arrived, %d of them told as not sent or sent twice (seed %d)%n",
                    CALLS, safe, sent.sum(), wrong.size(), seed);
            assertThat(told).hasSize(CALLS);
            assertThat(wrong).as("seed %d", seed).isEmpty();
            // Otherwise the deadlines were not where the test wants them.
            assertThat(safe).as("told as not sent").isPositive();
            assertThat(sent.sum()).as("arrived").isPositive();
        }
    }
}
