package io.github.fluentpay.client;

import static io.github.fluentpay.client.StallingServer.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.protocol.WechatPayException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A reply that breaks off, at every byte of it: half an answer tells nothing of a write. */
@Timeout(180)
class HalfAnswersTest {

    private static final String REFUSAL_BODY = "{\"code\":\"PARAM_ERROR\",\"message\":\"x\"}";

    /** The replies that are cut. */
    private enum Cut {
        SUCCESS,
        REFUSAL,
        CHUNKED;

        byte[] reply() {
            return switch (this) {
                case SUCCESS -> {
                    StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
                    TestPlatform.signature(ascii("{\"a\":\"b\"}"))
                            .forEach((name, value) ->
                                    head.append(name).append(": ").append(value).append("\r\n"));
                    yield ascii(head + "Content-Length: 9\r\n\r\n{\"a\":\"b\"}");
                }
                case REFUSAL ->
                    ascii("HTTP/1.1 400 Bad Request\r\nRequest-ID: 08F1-268435461\r\nContent-Length: "
                            + REFUSAL_BODY.length() + "\r\n\r\n" + REFUSAL_BODY);
                case CHUNKED ->
                    ascii("HTTP/1.1 400 Bad Request\r\nTransfer-Encoding: chunked\r\nRequest-ID: 08F1-268435461\r\n\r\n"
                            + Integer.toHexString(REFUSAL_BODY.length()) + "\r\n" + REFUSAL_BODY + "\r\n0\r\n\r\n");
            };
        }
    }

    /** The behaviour of the server after the last byte that it sends. */
    private enum Then {
        ENDS,
        RESETS,
        HOLDS
    }

    /** Answers the request whose path ends with a number by so many bytes of a reply. */
    private static final class CuttingServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final CountDownLatch end = new CountDownLatch(1);
        private final byte[] reply;
        private final Then then;

        CuttingServer(byte[] reply, Then then) throws IOException {
            this.reply = reply;
            this.then = then;
            threads.execute(() -> {
                try {
                    while (true) {
                        Socket connection = socket.accept();
                        threads.execute(() -> serve(connection));
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        private void serve(Socket connection) {
            try (connection) {
                connection.setTcpNoDelay(true);
                String head = head(connection.getInputStream());
                String path = head.split(" ", 3)[1];
                // All of the request is read, so that closing ends the connection instead of resetting it.
                int length = Integer.parseInt(head.replaceAll("(?s).*\r\nContent-Length: (\\d+)\r\n.*", "$1"));
                connection.getInputStream().readNBytes(length);
                int cut = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
                connection.getOutputStream().write(reply, 0, cut);
                connection.getOutputStream().flush();
                switch (then) {
                    case ENDS -> {
                        connection.shutdownOutput();
                        end.await();
                    }
                    case RESETS -> connection.setSoLinger(true, 0);
                    case HOLDS -> end.await();
                }
            } catch (IOException | InterruptedException gone) {
                // The client closed its end first.
            }
        }

        private static String head(InputStream in) throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new IOException("no request");
                }
                head.append((char) next);
            }
            return head.toString();
        }

        @Override
        public void close() throws IOException {
            end.countDown();
            socket.close();
            threads.shutdownNow();
        }
    }

    /** A client without a limit that a slow machine could reach, but for the given one. */
    private static ClientBuilder<? extends WechatPayClient> client(CuttingServer server, Duration responseTimeout) {
        return WechatPayClient.builder()
                .merchant(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .retry(RetryPolicy.none())
                .baseUrls(server.url())
                .maxConnections(500)
                .connectTimeout(Duration.ofSeconds(60))
                .responseTimeout(responseTimeout)
                .callTimeout(Duration.ofSeconds(120));
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCESS, ENDS", "SUCCESS, RESETS", "SUCCESS, HOLDS",
        "REFUSAL, ENDS", "REFUSAL, RESETS", "REFUSAL, HOLDS",
        "CHUNKED, ENDS", "CHUNKED, RESETS", "CHUNKED, HOLDS"
    })
    void leavesTheOutcomeOfAWriteOpen(Cut cut, Then then) throws Exception {
        byte[] reply = cut.reply();
        try (CuttingServer server = new CuttingServer(reply, then);
                WechatPayClient pay = client(server, Duration.ofSeconds(then == Then.HOLDS ? 2 : 60))
                        .build()) {
            Map<Integer, CompletableFuture<Reply>> calls = new LinkedHashMap<>();
            // Of the last chunk, which is empty, Apache needs no more than its first digit: the body is whole by then.
            int whole = cut == Cut.CHUNKED && then == Then.ENDS ? reply.length - "0\r\n\r".length() : reply.length;
            for (int at = 0; at < whole; at++) {
                calls.put(at, pay.chain("v3/cut/" + at).postAsync(JsonObject.empty()));
            }

            SoftAssertions all = new SoftAssertions();
            for (Map.Entry<Integer, CompletableFuture<Reply>> call : calls.entrySet()) {
                String where = "after " + new String(Arrays.copyOf(reply, call.getKey()), StandardCharsets.US_ASCII);
                Throwable failure = failureOf(call.getValue());
                all.assertThat(failure).as(where).isInstanceOf(TransportException.class);
                if (failure instanceof WechatPayException known) {
                    all.assertThat(known.retrySafety()).as(where).isEqualTo(RetrySafety.UNKNOWN);
                    all.assertThat(known).as(where).hasMessageContaining(" got no complete answer: ");
                }
            }
            all.assertAll();
        }
    }

    /** The same replies whole, so that the test above cannot pass for another reason. */
    @ParameterizedTest
    @EnumSource
    void takesTheWholeReply(Cut cut) throws Exception {
        byte[] reply = cut.reply();
        try (CuttingServer server = new CuttingServer(reply, Then.HOLDS);
                WechatPayClient pay = client(server, Duration.ofSeconds(60)).build()) {
            CompletableFuture<Reply> call = pay.chain("v3/cut/" + reply.length).postAsync(JsonObject.empty());

            if (cut == Cut.SUCCESS) {
                assertThat(call.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
            } else {
                assertThat(failureOf(call))
                        .isInstanceOfSatisfying(
                                ServiceException.class,
                                refused -> assertThat(refused.code()).isEqualTo("PARAM_ERROR"));
            }
        }
    }

    /** Half an answer to a read is no answer, so it is made again as any other. */
    @ParameterizedTest
    @EnumSource
    void makesAReadAgain(Verb verb) throws Exception {
        try (StallingServer server = new StallingServer(
                        (out, end) -> out.write(ascii("HTTP/1.1 404 Not Found\r\nRequest-ID: 08F1-26")));
                WechatPayClient pay = WechatPayClient.builder()
                        .merchant(Identities.merchant())
                        .verifyingKeys(Identities.platformKeys())
                        .retry(RetryPolicy.ofDefaults().withDelay(Duration.ofMillis(1)))
                        .baseUrls(server.url())
                        .build()) {
            WechatPayException failure =
                    catchThrowableOfType(WechatPayException.class, () -> verb.get(pay.chain("v3/x")));

            assertThat(failure).isInstanceOf(TransportException.class);
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
            assertThat(server.requests).hasValue(3);
        }
    }

    private static Throwable failureOf(CompletableFuture<Reply> call) throws Exception {
        try {
            return new AssertionError("It was taken for complete: " + call.get(150, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }
}
