package io.github.fluentpay.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that reads a request and then does what it is told, to the letter: bytes, silence, hanging up. */
final class StallingServer implements AutoCloseable {

    /** What to do once the head of a request is read. */
    interface Behaviour {
        void run(OutputStream out, CountDownLatch end) throws Exception;
    }

    static final Behaviour SILENT = (out, end) -> end.await();
    static final Behaviour HANGS_UP = (out, end) -> {};
    static final Behaviour STOPS_IN_THE_BODY = (out, end) -> {
        out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":"));
        out.flush();
        end.await();
    };
    static final Behaviour DRIPS = (out, end) -> {
        out.write(ascii("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"));
        while (!end.await(50, TimeUnit.MILLISECONDS)) {
            out.write(' ');
            out.flush();
        }
    };

    final AtomicInteger requests = new AtomicInteger();
    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    StallingServer(Behaviour behaviour) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.behaviour = behaviour;
        threads.execute(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            readHead(connection.getInputStream());
            requests.incrementAndGet();
            behaviour.run(connection.getOutputStream(), end);
        } catch (Exception gone) {
            // The client gave up, which is what the test is about.
        }
    }

    private static void readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        end.countDown();
        socket.close();
        threads.shutdownNow();
    }
}
