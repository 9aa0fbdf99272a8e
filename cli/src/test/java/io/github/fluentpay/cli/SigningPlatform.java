package io.github.fluentpay.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Gives one answer to every request, signed with the key of a LocalPay: what the platform may say one day. */
final class SigningPlatform implements AutoCloseable {

    private final HttpServer server;
    private final MerchantKey key;
    private final String serial;
    private final AtomicInteger requests = new AtomicInteger();

    private volatile int status = 200;
    private volatile String type = "application/json";
    private volatile byte[] body = {};
    private volatile String lastRequest = "";

    /** @param data the data folder of the LocalPay, where its keys are */
    SigningPlatform(LocalPay localPay, Path data) throws IOException {
        this.key = MerchantKey.read(KeySource.path(data.resolve("platform/pub_key_private.pem")));
        this.serial = localPay.credentials().platformPublicKeyId();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    void answers(int status, String type, String body) {
        answers(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    void answers(int status, String type, byte[] body) {
        this.status = status;
        this.type = type;
        this.body = body.clone();
        requests.set(0);
    }

    int requests() {
        return requests.get();
    }

    /** The body of the last request, as UTF-8. */
    String lastRequest() {
        return lastRequest;
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        String nonce = "0123456789abcdef0123456789ABCDEF".substring(0, 30);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes((timestamp + "\n" + nonce + "\n").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        signed.write('\n');
        lastRequest = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Request-ID", "R-1");
        exchange.getResponseHeaders().add(SignatureHeaders.TIMESTAMP, timestamp);
        exchange.getResponseHeaders().add(SignatureHeaders.NONCE, nonce);
        exchange.getResponseHeaders().add(SignatureHeaders.SERIAL, serial);
        exchange.getResponseHeaders()
                .add(SignatureHeaders.SIGNATURE, Base64.getEncoder().encodeToString(key.sign(signed.toByteArray())));
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
