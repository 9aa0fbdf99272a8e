package io.github.fluentpay.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.fluentpay.protocol.Authorization;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.StringToSign;
import io.github.fluentpay.protocol.VerifyingKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on loopback that records what it gets and signs what it is told to answer. */
final class TestPlatform implements AutoCloseable {

    /** One request as it arrived; {@code target} is the raw path and query. */
    record Received(String method, String target, com.sun.net.httpserver.Headers headers, byte[] bytes, int peerPort) {

        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** Tells whether the merchant signed this URL and this body. */
        boolean isSigned(String url, String body) {
            Authorization authorization = Authorization.parse(headers.getFirst("Authorization"));
            byte[] signed = StringToSign.ofRequest(
                    method,
                    url,
                    Long.parseLong(authorization.timestamp()),
                    authorization.nonce(),
                    body.getBytes(StandardCharsets.UTF_8));
            byte[] signature = Base64.getDecoder().decode(authorization.signature());
            return MERCHANT.verify(signed, signature);
        }
    }

    /** What to answer. */
    record Answer(int status, byte[] body, Map<String, String> headers, boolean signed, int missing) {

        /** Hangs up without a word. */
        static final Answer NONE = new Answer(0, new byte[0], Map.of(), false, 0);

        static Answer json(int status, String body) {
            return of(status, body.getBytes(StandardCharsets.UTF_8));
        }

        static Answer of(int status, byte[] body) {
            Map<String, String> headers = Map.of("Content-Type", "application/json", "Request-ID", "08F1-268435461");
            return new Answer(status, body, headers, true, 0);
        }

        /** The same with one header changed; an empty value leaves it out. */
        Answer with(String name, String value) {
            Map<String, String> changed = new LinkedHashMap<>(headers);
            changed.put(name, value);
            return new Answer(status, body, changed, signed, missing);
        }

        Answer unsigned() {
            return new Answer(status, body, headers, false, missing);
        }

        /** The same, hung up before the body is complete. */
        Answer cutOff() {
            return new Answer(status, body, headers, signed, 10);
        }
    }

    static {
        // Without it each answer waits 40 ms for an acknowledgement of its headers.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final VerifyingKey MERCHANT =
            VerifyingKey.ofPublicKey("PUB_KEY_ID_0", Identities.MERCHANT.getPublic());
    private static final MerchantKey KEY = MerchantKey.of(Identities.PLATFORM.getPrivate());

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Function<Received, Answer> answers = request -> Answer.json(200, "{}");

    TestPlatform() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void answer(Answer answer) {
        answers = request -> answer;
    }

    void answer(Function<Received, Answer> how) {
        answers = how;
    }

    /** A client of this platform, which makes each call once. */
    ClientBuilder<? extends WechatPayClient> client() {
        return WechatPayClient.builder()
                .merchant(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .retry(RetryPolicy.none())
                .connectTimeout(Patience.LONG)
                .responseTimeout(Patience.LONG)
                .callTimeout(Patience.LONG)
                .baseUrls(url());
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request = new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes(),
                    exchange.getRemoteAddress().getPort());
            received.add(request);
            Answer answer = answers.apply(request);
            if (answer.status() == 0) {
                return;
            }
            Map<String, String> headers = new LinkedHashMap<>();
            if (answer.signed()) {
                headers.putAll(signature(answer.body()));
            }
            headers.putAll(answer.headers());
            headers.values().removeIf(String::isEmpty);
            headers.forEach(exchange.getResponseHeaders()::set);
            int length = answer.body().length + answer.missing();
            exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    static Map<String, String> signature(byte[] body) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        String nonce = "d824f2e086d3c1df967785d13fcd22ef";
        byte[] signature = KEY.sign(StringToSign.ofReply(timestamp, nonce, body));
        return Map.of(
                "Wechatpay-Timestamp",
                timestamp,
                "Wechatpay-Nonce",
                nonce,
                "Wechatpay-Signature",
                Base64.getEncoder().encodeToString(signature),
                "Wechatpay-Serial",
                Identities.PUBLIC_KEY_ID);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
