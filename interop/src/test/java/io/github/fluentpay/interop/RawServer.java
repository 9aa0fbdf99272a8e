package io.github.fluentpay.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A server that knows nothing of HTTP but where a message ends: one request a connection, answered with given bytes. */
final class RawServer implements AutoCloseable {

    private final ServerSocket server;
    private final Function<RawMessage, byte[]> answer;
    private final List<RawMessage> received = new CopyOnWriteArrayList<>();
    private final Thread thread;

    RawServer(Function<RawMessage, byte[]> answer) {
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.answer = answer;
        this.thread = new Thread(this::serve, "raw-server");
        thread.start();
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    List<RawMessage> received() {
        return received;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                RawMessage request = RawMessage.read(socket.getInputStream());
                received.add(request);
                socket.getOutputStream().write(answer.apply(request));
                socket.getOutputStream().flush();
            } catch (SocketException closed) {
                // The loop looks whether it was this server.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
