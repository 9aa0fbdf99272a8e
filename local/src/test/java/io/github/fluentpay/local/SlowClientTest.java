package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowClientTest {

    /** More than LocalPay has threads. */
    private static final int CLIENTS = 80;

    private static final Duration BODY_TIME = Duration.ofMillis(1500);

    private LocalPay localPay;
    private final List<Socket> slow = new ArrayList<>();

    @BeforeEach
    void start() {
        localPay = LocalPay.builder().bodyTime(BODY_TIME).start();
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        localPay.close();
    }

    private Socket begin(String framing) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port());
        socket.setSoTimeout(5000);
        slow.add(socket);
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
        for (int i = 0; i < CLIENTS; i++) {
            send(begin("Content-Length: 100"), "x");
        }
        long begin = System.nanoTime();

        assertThat(TestCaller.of(localPay).get("/v3/certificates").status()).isEqualTo(200);

        assertThat(System.nanoTime() - begin).isLessThan(BODY_TIME.toNanos());
        for (Socket socket : slow) {
            assertThat(answer(socket))
                    .startsWith("HTTP/1.1 408")
                    .contains("Wechatpay-Signature:", "\"code\":\"REQUEST_TIMEOUT\"");
        }
        assertThat(TestCaller.of(localPay).get("/v3/certificates").status()).isEqualTo(200);
    }

    @Test
    void doesNotWaitForABodyThatDripsIn() throws Exception {
        Socket socket = begin("Transfer-Encoding: chunked");
        for (int i = 0; i < 20 && socket.getInputStream().available() == 0; i++) {
            send(socket, "1\r\nx\r\n");
            Thread.sleep(100);
        }

        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                .isEqualTo("HTTP/1.1 408");
    }

    @Test
    void closesAConnectionWhoseHeadDripsIn() throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port());
        slow.add(socket);
        socket.setSoTimeout(5000);
        long begin = System.nanoTime();
        boolean open = true;
        for (int i = 0; i < 50 && open; i++) {
            try {
                send(socket, i == 0 ? "GET /v3/certificates HTTP/1.1\r\nX-Slow: " : "x");
                Thread.sleep(100);
                open = socket.getInputStream().available() == 0 && !isClosed(socket);
            } catch (IOException closed) {
                open = false;
            }
        }

        assertThat(open).isFalse();
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
    void aHeadThatComesInPiecesIsReadAndTheNextHasItsOwnTime() throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port());
        slow.add(socket);
        socket.setSoTimeout(5000);
        long begin = System.nanoTime();
        do {
            for (String piece : List.of("GET /v3/certificates HTT", "P/1.1\r\nHost: local", "host\r\n", "\r\n")) {
                send(socket, piece);
                Thread.sleep(100);
            }
            assertThat(RawCaller.read(socket).status()).isEqualTo(401);
        } while (System.nanoTime() - begin < BODY_TIME.multipliedBy(2).toNanos());
    }

    @Test
    void refusesABodyThatIsNotProperlyFramed() throws Exception {
        Socket socket = begin("Transfer-Encoding: chunked");
        send(socket, "zz\r\nx\r\n");

        assertThat(answer(socket)).startsWith("HTTP/1.1 400").contains("PARAM_ERROR");
    }

    @Test
    void readsABodyThatComesInPieces() throws Exception {
        Socket socket = begin("Connection: close\r\nContent-Length: 4");
        for (String piece : List.of("a", "b", "c", "d")) {
            send(socket, piece);
            Thread.sleep(50);
        }

        assertThat(answer(socket)).startsWith("HTTP/1.1 401").contains("The request has no Authorization header");
    }
}
