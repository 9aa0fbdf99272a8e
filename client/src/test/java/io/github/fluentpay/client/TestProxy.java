package io.github.fluentpay.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A forwarding proxy for plain HTTP that asks for a password and passes one request on to wherever it is addressed. */
final class TestProxy implements AutoCloseable {

    final List<String> heads = new CopyOnWriteArrayList<>();
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String credentials;

    /** @param credentials what {@code Proxy-Authorization} must say after {@code Basic} */
    TestProxy(String credentials) throws IOException {
        this.credentials = credentials;
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            while (true) {
                String head = readHead(client);
                if (head.isEmpty()) {
                    return;
                }
                heads.add(head);
                if (head.contains("Proxy-Authorization: Basic " + credentials)) {
                    forward(client, head);
                    return;
                }
                client.getOutputStream()
                        .write(StallingServer.ascii("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                + "Proxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n"));
            }
        } catch (IOException gone) {
            // The client hung up.
        }
    }

    private static void forward(Socket client, String head) throws IOException {
        String url = head.substring(head.indexOf(' ') + 1, head.indexOf(" HTTP/1.1"));
        String authority = url.substring("http://".length(), url.indexOf('/', "http://".length()));
        int port = Integer.parseInt(authority.substring(authority.indexOf(':') + 1));
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String target = url.substring("http://".length() + authority.length());
            String request = head.replace(url, target).replace("Connection: keep-alive", "Connection: close");
            server.getOutputStream().write(StallingServer.ascii(request));
            server.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private static String readHead(Socket client) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = client.getInputStream().read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
