package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowClientTest {

    /** More than LocalPay has threads. */
    private static final int CLIENTS = 80;

    private static final Duration BODY_TIME = Duration.ofMillis(1500);

    /** No test waits for this to pass: what a client sends in pieces has all the time that it needs. */
    private static final Duration LONG_TIME = Duration.ofHours(1);

    private LocalPay localPay;
    private final List<Socket> slow = new ArrayList<>();

    private void start(Duration bodyTime) {
        localPay = LocalPay.builder().bodyTime(bodyTime).start();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        localPay.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port());
        socket.setSoTimeout(Patience.MILLIS);
        slow.add(socket);
        return socket;
    }

    private Socket begin(String framing) throws IOException {
        Socket socket = connect();
        send(socket, "POST /v3/certificates HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n");
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void answersOthersWhileManyBodiesAreSlow() throws Exception {
        start(LONG_TIME);
        for (int i = 0; i < CLIENTS; i++) {
            send(begin("Content-Length: 100"), "x");
        }

        assertThat(TestCaller.of(localPay).get("/v3/certificates").status()).isEqualTo(200);

        // What each slow client has not sent yet completes its request only now.
        for (Socket socket : slow) {
            send(socket, "x".repeat(99));
        }
        for (int i = 0; i < CLIENTS; i++) {
            assertThat(RawCaller.read(slow.get(i)).status())
                    .as("reply on connection %d of %d", i, CLIENTS)
                    .isEqualTo(401);
        }
    }

    @Test
    void refusesBodiesThatDoNotComeInTime() throws Exception {
        start(BODY_TIME);
        for (int i = 0; i < CLIENTS; i++) {
            send(begin("Content-Length: 100"), "x");
        }

        for (Socket socket : slow) {
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 408")
                    .contains("Wechatpay-Signature:", "\"code\":\"REQUEST_TIMEOUT\"");
        }
        assertThat(TestCaller.of(localPay).get("/v3/certificates").status()).isEqualTo(200);
    }

    @Test
    void doesNotWaitForABodyThatDripsIn() throws Exception {
        start(BODY_TIME);
        Socket socket = begin("Transfer-Encoding: chunked");

        // The journal says what LocalPay decided: it may close the connection while the next chunk is on its way.
        Patience.await("the refusal of the body", () -> {
            try {
                send(socket, "1\r\nx\r\n");
                Thread.sleep(20);
            } catch (IOException closed) {
                // The next look at the journal shows why.
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return !localPay.journal().isEmpty();
        });

        assertThat(localPay.journal()).singleElement().satisfies(entry -> {
            assertThat(entry.status()).isEqualTo(408);
            assertThat(entry.code()).isEqualTo("REQUEST_TIMEOUT");
        });
    }

    @Test
    void closesAConnectionWhoseHeadDripsIn() throws Exception {
        start(BODY_TIME);
        Socket socket = connect();
        long begin = System.nanoTime();
        send(socket, "GET /v3/certificates HTTP/1.1\r\nX-Slow: ");

        Patience.await("the end of the connection", () -> {
            try {
                send(socket, "x");
                Thread.sleep(20);
                return isClosed(socket);
            } catch (IOException closed) {
                return true;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(BODY_TIME);
    }

    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    @Test
    void readsAHeadThatComesInPieces() throws Exception {
        start(LONG_TIME);
        Socket socket = connect();
        for (String piece : List.of("GET /v3/certificates HTT", "P/1.1\r\nHost: local", "host\r\n", "\r\n")) {
            send(socket, piece);
            Thread.sleep(50);
        }

        assertThat(RawCaller.read(socket).status()).isEqualTo(401);
    }

    /**
     * Requests whose heads come in two pieces follow one another for longer than one head may take. A machine that
     * stands still between two pieces proves nothing, so the test begins again on another connection.
     */
    @Test
    void theNextHeadHasItsOwnTime() throws Exception {
        start(BODY_TIME);
        AtomicReference<String> failure = new AtomicReference<>();

        Patience.await("a connection on which no head took long", () -> {
            try {
                return answersHeadsForLongerThanOneMayTake(connect(), failure);
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });

        assertThat(failure).hasNullValue();
    }

    private static boolean answersHeadsForLongerThanOneMayTake(Socket socket, AtomicReference<String> failure)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (int request = 1; isWithin(begin, BODY_TIME.multipliedBy(2)); request++) {
            long beginOfHead = System.nanoTime();
            RawCaller.Seen seen;
            try {
                send(socket, "GET /v3/certificates HTTP/1.1\r\nHost: local");
                Thread.sleep(100);
                send(socket, "host\r\n\r\n");
                seen = RawCaller.read(socket);
            } catch (SocketException closed) {
                seen = new RawCaller.Seen("", true);
            }
            if (!seen.text().startsWith("HTTP/1.1 401")) {
                if (!isWithin(beginOfHead, BODY_TIME)) {
                    return false;
                }
                failure.set("request " + request + " was answered with " + seen);
                return true;
            }
        }
        return true;
    }

    private static boolean isWithin(long begin, Duration time) {
        return System.nanoTime() - begin < time.toNanos();
    }

    @Test
    void refusesABodyThatIsNotProperlyFramed() throws Exception {
        start(LONG_TIME);
        Socket socket = begin("Transfer-Encoding: chunked");
        send(socket, "zz\r\nx\r\n");

        assertThat(answer(socket)).startsWith("HTTP/1.1 400").contains("PARAM_ERROR");
    }

    @Test
    void readsABodyThatComesInPieces() throws Exception {
        start(LONG_TIME);
        Socket socket = begin("Connection: close\r\nContent-Length: 4");
        for (String piece : List.of("a", "b", "c", "d")) {
            send(socket, piece);
            Thread.sleep(50);
        }

        assertThat(answer(socket)).startsWith("HTTP/1.1 401").contains("The request has no Authorization header");
    }
}
