package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests written by hand, signed with the JDK alone: what a client and LocalPay get wrong alike shows here. */
class RawHttpTest {

    private static LocalPay localPay;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    /** A reply cut at its empty line; header names as they came. */
    private record RawReply(String statusLine, Map<String, String> headers, String body) {}

    @Test
    void answersARequestWrittenByHand() throws Exception {
        String body = "{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
                + "\"return_request_no\":\"1002600620019090123143254436\"}";
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        Signature engine = Signature.getInstance("SHA256withRSA");
        engine.initSign(localPay.credentials().merchantPrivateKey());
        engine.update(("POST\n/v3/marketing/busifavor/coupons/return\n" + timestamp + "\nnonce\n" + body + "\n")
                .getBytes(StandardCharsets.UTF_8));

        RawReply reply = exchange("POST /v3/marketing/busifavor/coupons/return HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: " + body.length() + "\r\n"
                + "Authorization: WECHATPAY2-SHA256-RSA2048 serial_no=\""
                + localPay.credentials().merchantSerial() + "\",mchid=\"1900000001\",nonce_str=\"nonce\",signature=\""
                + Base64.getEncoder().encodeToString(engine.sign()) + "\",timestamp=\"" + timestamp + "\"\r\n"
                + "\r\n" + body);

        assertThat(reply.statusLine()).startsWith("HTTP/1.1 200");
        assertThat(reply.body()).matches("\\{\"wechatpay_return_time\":\"[0-9T:+-]{25}\"}");
        assertThat(reply.headers())
                .containsKeys(
                        "Wechatpay-Timestamp",
                        "Wechatpay-Nonce",
                        "Wechatpay-Signature",
                        "Wechatpay-Serial",
                        "Wechatpay-Signature-Type",
                        "Request-ID")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("Keep-Alive", "timeout=8");
        assertThat(reply.headers().get("Request-ID")).matches("[0-9A-F]+-[0-9]+");
        assertThat(new MessageVerifier(RawHttpTest::keys)
                        .check(
                                SignatureHeaders.from(reply.headers()::get),
                                reply.body().getBytes(StandardCharsets.UTF_8),
                                Instant.now()))
                .isEmpty();
    }

    private static VerifyingKeys keys() {
        return VerifyingKeys.of(VerifyingKey.ofPublicKey(
                localPay.credentials().platformPublicKeyId(),
                KeySource.text(localPay.credentials().platformPublicKeyPem())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v3/marketing/busifavor/stocks/%00",
                "/%2E%2E/%2E%2E/%2E%2E",
                "/../../../etc",
                "//double//slash",
                "/v3/marketing/busifavor/stocks/%2F%2e%2E;%3B%25%3F%23",
                "/v3/certificates?",
                "/v3/certificates?a=%",
                "/v3/%",
                "http://127.0.0.1/v3/certificates?x=1"
            })
    void showsTheTargetExactlyAsSent(String target) throws Exception {
        RawReply reply = exchange("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: WECHATPAY2-SHA256-RSA2048 serial_no=\""
                + localPay.credentials().merchantSerial()
                + "\",mchid=\"1900000001\",nonce_str=\"n\",signature=\"AAAA\",timestamp=\""
                + Instant.now().getEpochSecond() + "\"\r\n\r\n");

        assertThat(reply.statusLine()).startsWith("HTTP/1.1 401");
        String signed = JsonObject.parse(reply.body()).object("detail").string("string_to_sign");
        assertThat(signed.split("\n", -1)[1]).isEqualTo(target.replace("http://127.0.0.1", ""));
    }

    @Test
    void refusesABodyOverOneMebibyte() throws Exception {
        RawReply reply =
                exchange("POST /v3/certificates HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048577\r\n\r\n");

        assertThat(reply.statusLine()).startsWith("HTTP/1.1 413");
        assertThat(JsonObject.parse(reply.body()).string("message"))
                .isEqualTo("The body is larger than 1 MiB, the limit");
    }

    @Test
    void refusesAChunkedBodyOverOneMebibyte() throws Exception {
        RawReply reply =
                exchange("POST /v3/certificates HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "100001\r\n" + "x".repeat(0x100001) + "\r\n0\r\n\r\n");

        assertThat(reply.statusLine()).startsWith("HTTP/1.1 413");
    }

    @Test
    void refusesOversizedHeaders() throws Exception {
        RawReply reply =
                exchange("GET /v3/certificates HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(40_000) + "\r\n\r\n");

        assertThat(reply.statusLine()).startsWith("HTTP/1.1 431");
        assertThat(JsonObject.parse(reply.body()).string("code")).isEqualTo("HEADERS_TOO_LARGE");
    }

    @Test
    void answersWhatIsNotHttpInTheErrorShape() throws Exception {
        RawReply reply = exchange("GET /v3/certificates HTTP/1.1\r\n\r\n");

        assertThat(reply.statusLine()).startsWith("HTTP/1.1 400");
        assertThat(JsonObject.parse(reply.body()).string("message")).isEqualTo("The request is not proper HTTP/1.1");
        assertThat(reply.headers()).containsKey("Wechatpay-Signature");
    }

    private static RawReply exchange(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port())) {
            socket.setSoTimeout(Patience.MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return read(socket.getInputStream());
        }
    }

    private static RawReply read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("The connection ended after: " + head);
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n");
        Map<String, String> headers = new LinkedHashMap<>();
        Arrays.stream(lines)
                .skip(1)
                .forEach(line -> headers.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()));
        byte[] body = in.readNBytes(Integer.parseInt(headers.get("Content-Length")));
        return new RawReply(lines[0], headers, new String(body, StandardCharsets.UTF_8));
    }
}
