package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.local.journal.JournalEntry;
import io.github.fluentpay.protocol.RequestSigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many connections at once, and the end while they are busy. */
class LoadTest {

    private static final int CONNECTIONS = 300;
    private static final int WAITING = 150;
    private static final String CERTIFICATES = "/v3/certificates";

    private final LocalPay localPay = LocalPay.start();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        localPay.close();
    }

    private Socket connect(LocalPay server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(Patience.MILLIS);
        sockets.add(socket);
        return socket;
    }

    /** Signed before anybody connects: LocalPay closes a connection that is idle while its first request is signed. */
    private static List<byte[]> signed(LocalPay server, int count) {
        RequestSigner signer = new RequestSigner(server.merchant());
        return IntStream.range(0, count)
                .mapToObj(i -> "GET " + CERTIFICATES + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                        + signer.authorization("GET", CERTIFICATES, Instant.now(), CouponFixture.number(), new byte[0])
                        + "\r\n\r\n")
                .map(request -> request.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    private static void send(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
    }

    private List<Socket> askOnConnections(LocalPay server, int count) throws IOException {
        List<Socket> asking = new ArrayList<>();
        for (byte[] request : signed(server, count)) {
            Socket socket = connect(server);
            send(socket, request);
            asking.add(socket);
        }
        return asking;
    }

    private static void assertAnswered(List<Socket> asking) throws IOException {
        List<String> unanswered = new ArrayList<>();
        for (int i = 0; i < asking.size(); i++) {
            RawCaller.Seen seen = RawCaller.read(asking.get(i));
            if (!seen.text().startsWith("HTTP/1.1 200 ")) {
                unanswered.add("connection " + i + ": " + seen);
            }
        }
        assertThat(unanswered)
                .as("replies other than 200 on %d connections", asking.size())
                .isEmpty();
    }

    private void awaitFaultsSpent() {
        Patience.await(
                "requests that meet the fault", () -> localPay.faults().rules().isEmpty());
    }

    @Test
    void answersOnThreeHundredConnectionsAtOnce() throws IOException {
        assertAnswered(askOnConnections(localPay, CONNECTIONS));

        assertThat(localPay.journal().of(CERTIFICATES).effects()).isEqualTo(CONNECTIONS);
    }

    @Test
    void answersOneRequestAfterAnotherOnAConnectionThatIsKept() throws IOException {
        Socket kept = connect(localPay);
        for (byte[] request : signed(localPay, 3)) {
            send(kept, request);
            assertThat(RawCaller.read(kept).status()).isEqualTo(200);
        }
    }

    /** Some of them are read and wait in the middle of their exchange, the others' bytes wait for a free thread. */
    @Test
    void answersAllRequestsThatWaitedLongerThanAConnectionMayBeIdle() throws Exception {
        StuckClock clock = new StuckClock();
        try (LocalPay busy = LocalPay.builder().clock(clock).start()) {
            clock.release();
            List<byte[]> requests = signed(busy, WAITING + 1);
            long begin = System.nanoTime();
            List<Socket> asking = new ArrayList<>();
            for (int i = 0; i < WAITING; i++) {
                asking.add(connect(busy));
            }
            // Its reply shows that LocalPay has accepted the others, too; its idle time begins after theirs.
            Socket last = connect(busy);
            send(last, requests.get(WAITING));
            assertThat(RawCaller.read(last).status()).isEqualTo(200);
            clock.stick();
            for (int i = 0; i < WAITING; i++) {
                send(asking.get(i), requests.get(i));
            }
            assumeThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("time in which no connection was idle for too long; this machine needs longer")
                    .isLessThan(Duration.ofSeconds(7));

            assertThat(last.getInputStream().read())
                    .as("end of the idle connection")
                    .isEqualTo(-1);
            clock.release();

            assertAnswered(asking);
        }
    }

    @Test
    void breaksOffWhatDoesNotEndAndClosesAllTheSame() throws Exception {
        StuckClock clock = new StuckClock();
        LocalPay blocked = LocalPay.builder().clock(clock).start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), blocked.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(clock.stuck.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();

            blocked.close();
        }
        LocalPay.builder().port(blocked.port()).start().close();
    }

    /** Answers no thread of the HTTP server until it is released, or the thread is interrupted. */
    private static final class StuckClock extends Clock {

        private final CountDownLatch stuck = new CountDownLatch(1);
        private volatile CountDownLatch released = new CountDownLatch(1);

        void release() {
            released.countDown();
        }

        void stick() {
            released = new CountDownLatch(1);
        }

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().matches("localpay-[0-9].*")) {
                stuck.countDown();
                try {
                    released.await();
                } catch (InterruptedException broken) {
                    Thread.currentThread().interrupt();
                }
            }
            return Instant.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void holdsManyExchangesBackAndEndsThemAllWhenItStops() throws Exception {
        localPay.faults()
                .add(FaultRule.of(Fault.slow(Duration.ofMinutes(10), Moment.AFTER_EFFECT))
                        .times(WAITING));
        List<Socket> asking = askOnConnections(localPay, WAITING);
        awaitFaultsSpent();
        // Others are answered meanwhile: none of those that wait has a thread.
        assertThat(TestCaller.of(localPay).get(CERTIFICATES).status()).isEqualTo(200);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(localPay::close);

        assertAnswered(asking);
        closed.get(Patience.LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(localPay.journal().of(CERTIFICATES))
                .hasSize(WAITING + 1)
                .allMatch(entry -> entry.effect() == JournalEntry.Effect.DONE);
    }
}
