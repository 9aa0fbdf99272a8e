package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A base URL whose scheme is not that of its port. */
@Timeout(120)
class WrongSchemeTest {

    private static WechatPayClient client(String url, Duration connectTimeout) {
        return WechatPayClient.builder()
                .merchant(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .connectTimeout(connectTimeout)
                .responseTimeout(Patience.LONG)
                .callTimeout(Patience.LONG)
                .retry(RetryPolicy.none())
                .baseUrls(URI.create(url))
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void httpsToAPortThatAnswersByPlainHttpSaysSo(Verb verb) throws Exception {
        try (AnyBytes server = new AnyBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")) {
            String url = "https://127.0.0.1:" + server.port();
            try (WechatPayClient pay = client(url, Patience.LONG)) {
                TransportException failure = failure(verb, pay);

                assertThat(failure)
                        .hasMessage(
                                "POST v3/x at " + url + ": no connection: the port answers, and not by TLS: it looks"
                                        + " like plain http. Nothing was sent. Next: give the base URL the port for https, or write"
                                        + " http:// for a machine of your own");
                assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            }
        }
    }

    /** As servers do that wait for the end of a line. */
    @ParameterizedTest
    @EnumSource
    void httpsToAPortOfPlainHttpThatWaitsNamesTheSettingAndTheScheme(Verb verb) throws Exception {
        try (TestPlatform platform = new TestPlatform()) {
            String url = platform.url().toString().replace("http:", "https:");
            try (WechatPayClient pay = client(url, Duration.ofMillis(300))) {
                TransportException failure = failure(verb, pay);

                assertThat(failure)
                        .hasMessageStartingWith("POST v3/x at " + url + ": no connection: ")
                        .hasMessageContaining("connectTimeout")
                        .hasMessageEndingWith(
                                ". Nothing was sent. Next: check the base URL, the network and any proxy. A"
                                        + " server for plain http may wait like this: if it is one, write http:// in the base URL");
                assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void httpToAPortOfTlsThatHangsUpNamesTheScheme(Verb verb) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsTest.selfSigned()));
        server.start();
        try (WechatPayClient pay =
                client("http://127.0.0.1:" + server.getAddress().getPort(), Patience.LONG)) {
            assertThat(failure(verb, pay))
                    .hasMessageContaining(
                            " A server for https ends a plain http connection like this: if it is one, write"
                                    + " https:// in the base URL. The platform may have acted.");
        } finally {
            server.stop(0);
        }
    }

    /** RFC 8446 section 6: a fatal alert, "unexpected message". */
    @ParameterizedTest
    @EnumSource
    void httpToAPortOfTlsThatAnswersByAnAlertNamesTheScheme(Verb verb) throws Exception {
        try (AnyBytes server = new AnyBytes("\u0015\u0003\u0003\u0000\u0002\u0002\n");
                WechatPayClient pay = client("http://127.0.0.1:" + server.port(), Patience.LONG)) {
            assertThat(failure(verb, pay))
                    .hasMessageContaining(
                            " A server for https ends a plain http connection like this: if it is one, write"
                                    + " https:// in the base URL. The platform may have acted.");
        }
    }

    private static TransportException failure(Verb verb, WechatPayClient pay) {
        return catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/x")));
    }

    /** Answers the first bytes of each connection with its own. */
    private static final class AnyBytes implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Thread thread;

        AnyBytes(String answer) throws IOException {
            thread = new Thread(() -> {
                while (true) {
                    try (Socket connection = socket.accept()) {
                        byte[] some = new byte[16_384];
                        if (connection.getInputStream().read(some) > 0) {
                            connection.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                            connection.shutdownOutput();
                            connection.getInputStream().readAllBytes();
                        }
                    } catch (IOException closedOrGone) {
                        if (socket.isClosed()) {
                            return;
                        }
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
