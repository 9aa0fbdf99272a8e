package io.github.fluentpay.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** A merchant's server that answers each delivery with bytes of the test's own, and closes the connection. */
final class RawReceiver implements AutoCloseable {

    private final ServerSocket server;
    private final Thread thread;
    private volatile String answer = "";
    private volatile @Nullable Socket connection;

    RawReceiver() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        thread = new Thread(this::serve, "raw-receiver");
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/notify";
    }

    void answering(String bytes) {
        answer = bytes;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                connection = socket;
                readRequest(new BufferedInputStream(socket.getInputStream()));
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                socket.getOutputStream().flush();
            } catch (IOException closed) {
                // The test is over, or LocalPay hung up.
            }
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request broke off");
            }
            head.append((char) next);
        }
        String length = head.toString().replaceAll("(?is).*\r\ncontent-length: *([0-9]+)\r\n.*", "$1");
        in.readNBytes(Integer.parseInt(length));
    }

    @Override
    public void close() {
        try {
            server.close();
            Socket open = connection;
            if (open != null) {
                open.close();
            }
            thread.join();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
