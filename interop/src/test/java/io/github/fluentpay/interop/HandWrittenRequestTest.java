package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.Credentials;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.ReplyKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests written byte by byte and signed with the JDK alone, from the documentation; replies read and verified the
 * same way. What client and LocalPay share has no part in it, so the two cannot agree on a mistake.
 */
class HandWrittenRequestTest {

    private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";
    private static final String RETURN_BODY = "{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
            + "\"return_request_no\":\"1002600620019090123143254436\"}";

    private LocalPay localPay;
    private Credentials credentials;

    @BeforeEach
    void start() {
        localPay = LocalPay.builder().defaultReplyKey(ReplyKey.CERTIFICATE).start();
        credentials = localPay.credentials();
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    @Test
    void isAnsweredWithAReplyThatThePublicKeyVerifies() throws Exception {
        RawMessage reply = send(
                "POST", ExampleCoupon.RETURN, RETURN_BODY, "Wechatpay-Serial: " + credentials.platformPublicKeyId());

        assertThat(reply.startLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(reply.text()).matches("\\{\"wechatpay_return_time\":\"" + ExampleCoupon.BEIJING_TIME + "\"}");
        assertThat(reply.header("Wechatpay-Serial")).isEqualTo(credentials.platformPublicKeyId());
        assertSignedBy(credentials.platformPublicKey(), reply);
    }

    @Test
    void isAnsweredWithAReplyThatThePlatformCertificateVerifies() throws Exception {
        RawMessage reply = send("POST", ExampleCoupon.RETURN, RETURN_BODY);

        assertThat(reply.startLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(reply.header("Wechatpay-Serial")).isEqualTo(credentials.platformCertificateSerial());
        assertSignedBy(credentials.platformCertificate().getPublicKey(), reply);
    }

    /** The platform's Java SDK looks headers up by exactly these names. */
    @Test
    void isAnsweredWithTheHeaderNamesOfThePlatform() throws Exception {
        RawMessage reply = send("POST", ExampleCoupon.RETURN, RETURN_BODY);

        assertThat(reply.headerNames())
                .contains(
                        "Request-ID",
                        "Content-Type",
                        "Wechatpay-Timestamp",
                        "Wechatpay-Nonce",
                        "Wechatpay-Signature",
                        "Wechatpay-Serial",
                        "Wechatpay-Signature-Type")
                .doesNotHaveDuplicates();
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Request-ID")).matches("[0-9A-F]+-0");
        assertThat(reply.header("Wechatpay-Signature-Type")).isEqualTo("WECHATPAY2-SHA256-RSA2048");
    }

    @Test
    void mayHaveAnEscapedPathAndAQuery() throws Exception {
        String path = "/v3/marketing/busifavor/users/oUpF8uMuAJO%5FM2pxb1Q9zNjWeS6o/coupons"
                + "?appid=wxd678efh567hg6787&stock_id=1234567891&coupon_state=USED";

        RawMessage reply = send("GET", path, "");

        assertThat(reply.startLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(reply.text()).contains("\"coupon_code\":\"sxxe34343434\"").contains("\"total_count\":1");
        assertSignedBy(credentials.platformCertificate().getPublicKey(), reply);
    }

    @Test
    void mayHaveABodyThatEndsInANewLine() throws Exception {
        RawMessage reply = send("POST", ExampleCoupon.RETURN, RETURN_BODY + "\n");

        assertThat(reply.startLine()).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void isRefusedWhenOneByteOfItsBodyIsNotWhatWasSigned() throws Exception {
        String authorization = authorization("POST", ExampleCoupon.RETURN, RETURN_BODY);

        RawMessage reply =
                exchange("POST", ExampleCoupon.RETURN, authorization, RETURN_BODY.replace("43254436", "43254437"));

        assertThat(reply.startLine()).startsWith("HTTP/1.1 401 ");
        assertThat(reply.text()).contains("\"code\":\"SIGN_ERROR\"");
        assertSignedBy(credentials.platformCertificate().getPublicKey(), reply);
    }

    @Test
    void isToldThatACouponIsUnknown() throws Exception {
        String body = RETURN_BODY.replace("sxxe34343434", "商家券-0");

        RawMessage reply = send("POST", ExampleCoupon.RETURN, body);

        assertThat(reply.startLine()).isEqualTo("HTTP/1.1 404 Not Found");
        assertThat(reply.text())
                .isEqualTo("{\"code\":\"RESOURCE_NOT_EXISTS\","
                        + "\"message\":\"There is no coupon with this coupon_code in this stock\"}");
        assertSignedBy(credentials.platformCertificate().getPublicKey(), reply);
    }

    private RawMessage send(String method, String target, String body, String... headers) throws IOException {
        return exchange(method, target, authorization(method, target, body), body, headers);
    }

    /** "Generate the request signature": five lines, each of which ends in a line feed. */
    private String authorization(String method, String target, String body) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        String signature = PlainRsa.sign(
                credentials.merchantPrivateKey(),
                method + "\n" + target + "\n" + timestamp + "\n" + NONCE + "\n" + body + "\n");
        return "WECHATPAY2-SHA256-RSA2048 mchid=\"" + credentials.mchid() + "\",nonce_str=\"" + NONCE
                + "\",signature=\"" + signature + "\",timestamp=\"" + timestamp + "\",serial_no=\""
                + credentials.merchantSerial() + "\"";
    }

    private RawMessage exchange(String method, String target, String authorization, String body, String... headers)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1:" + localPay.port() + "\r\n"
                + "Accept: application/json\r\n"
                + "User-Agent: by-hand\r\n"
                + "Authorization: " + authorization + "\r\n"
                + "Connection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (bytes.length > 0) {
            head.append("Content-Type: application/json\r\nContent-Length: ")
                    .append(bytes.length)
                    .append("\r\n");
        }
        head.append("\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port())) {
            socket.setSoTimeout(60_000);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
            request.writeBytes(bytes);
            socket.getOutputStream().write(request.toByteArray());
            return RawMessage.read(socket.getInputStream());
        }
    }

    /** "Verify the signature": three lines, each of which ends in a line feed; the body as it was received. */
    private static void assertSignedBy(PublicKey key, RawMessage reply) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((reply.header("Wechatpay-Timestamp") + "\n" + reply.header("Wechatpay-Nonce") + "\n")
                .getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(reply.body());
        text.write('\n');
        assertThat(PlainRsa.verify(key, text.toByteArray(), reply.header("Wechatpay-Signature")))
                .isTrue();
        assertThat(Long.parseLong(reply.header("Wechatpay-Timestamp")))
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond());
    }
}
