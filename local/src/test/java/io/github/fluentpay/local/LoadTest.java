package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

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

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port());
        socket.setSoTimeout(30_000);
        sockets.add(socket);
        return socket;
    }

    private void ask(Socket socket) throws IOException {
        String authorization = new RequestSigner(localPay.merchant())
                .authorization("GET", CERTIFICATES, localPay.clock().instant(), CouponFixture.number(), new byte[0]);
        String request =
                "GET " + CERTIFICATES + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private void awaitFaultsSpent() {
        Instant deadline = Instant.now().plusSeconds(30);
        while (!localPay.faults().rules().isEmpty() && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(localPay.faults().rules()).isEmpty();
    }

    @Test
    void answersOnThreeHundredConnectionsAtOnce() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            connect();
        }
        for (Socket socket : sockets) {
            ask(socket);
        }
        for (Socket socket : sockets) {
            assertThat(RawCaller.read(socket).status()).isEqualTo(200);
        }
        Socket last = sockets.get(CONNECTIONS - 1);
        ask(last);
        assertThat(RawCaller.read(last).status()).isEqualTo(200);

        assertThat(localPay.journal().of(CERTIFICATES).effects()).isEqualTo(CONNECTIONS + 1);
    }

    @Test
    void breaksOffWhatDoesNotEndAndClosesAllTheSame() throws Exception {
        StuckClock clock = new StuckClock();
        LocalPay blocked = LocalPay.builder().clock(clock).start();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), blocked.port())) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(clock.stuck.await(20, TimeUnit.SECONDS)).isTrue();

            blocked.close();
        }
        LocalPay.builder().port(blocked.port()).start().close();
    }

    /** Answers no thread of the HTTP server until that is broken off. */
    private static final class StuckClock extends Clock {

        private final CountDownLatch stuck = new CountDownLatch(1);

        @Override
        public Instant instant() {
            if (Thread.currentThread().getName().matches("localpay-[0-9].*")) {
                stuck.countDown();
                try {
                    new CountDownLatch(1).await();
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
        for (int i = 0; i < WAITING; i++) {
            ask(connect());
        }
        awaitFaultsSpent();
        // Others are answered meanwhile: none of those that wait has a thread.
        assertThat(TestCaller.of(localPay).get(CERTIFICATES).status()).isEqualTo(200);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(localPay::close);

        for (Socket socket : sockets) {
            assertThat(RawCaller.read(socket).status()).isEqualTo(200);
        }
        closed.get(30, TimeUnit.SECONDS);
        assertThat(localPay.journal().of(CERTIFICATES))
                .hasSize(WAITING + 1)
                .allMatch(entry -> entry.effect() == JournalEntry.Effect.DONE);
    }
}
