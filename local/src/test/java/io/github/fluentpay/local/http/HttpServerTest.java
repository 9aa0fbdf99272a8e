package io.github.fluentpay.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    private static final int CONNECTIONS = 300;
    private static final int PATIENCE_MILLIS = 10_000;

    /** Nobody accepts them yet: as on a machine whose acceptor gets no turn. */
    @Test
    void keepsThreeHundredConnectionsThatNobodyHasAcceptedYet() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try (HttpServer server = HttpServer.bind(InetAddress.getLoopbackAddress(), 0, Duration.ofSeconds(10))) {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()), PATIENCE_MILLIS);
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        assertThat(sockets).hasSize(CONNECTIONS);
    }
}
