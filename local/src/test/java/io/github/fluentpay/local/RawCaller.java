package io.github.fluentpay.local;

import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.RequestSigner;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;

/** Calls LocalPay on a socket of its own, signed as its merchant, and shows every byte of what comes back. */
final class RawCaller {

    private final LocalPay localPay;
    private final Clock clock;

    RawCaller(LocalPay localPay, Clock clock) {
        this.localPay = localPay;
        this.clock = clock;
    }

    /**
     * What came before the reply was complete or the connection ended.
     *
     * @param reset whether it ended with a reset rather than orderly
     */
    record Seen(String text, boolean reset) {

        int status() {
            if (!text.matches("(?s)HTTP/1\\.1 [0-9]{3}.*")) {
                throw new AssertionError("The connection ended " + (reset ? "with a reset" : "orderly")
                        + " before a status line had come; the bytes until then: \"" + text + '"');
            }
            return Integer.parseInt(text.substring(9, 12));
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        String header(String name) {
            return text.lines()
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }
    }

    Seen get(String path, String... headers) throws IOException {
        return exchange("GET", path, "", headers);
    }

    Seen post(String path, String body, String... headers) throws IOException {
        return exchange("POST", path, body, headers);
    }

    private Seen exchange(String method, String path, String body, String... headers) throws IOException {
        String authorization = new RequestSigner(localPay.merchant())
                .authorization(
                        method, path, clock.instant(), CouponFixture.number(), body.getBytes(StandardCharsets.UTF_8));
        return send(method, path, body, authorization, headers);
    }

    Seen send(String method, String path, String body, String authorization, String... headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Length: " + bytes.length + "\r\nAuthorization: " + authorization + "\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port())) {
            socket.setSoTimeout(Patience.MILLIS);
            socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return read(socket);
        }
    }

    /** One reply. */
    static Seen read(Socket socket) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        try {
            int next;
            do {
                next = socket.getInputStream().read();
                if (next >= 0) {
                    seen.write(next);
                }
            } while (next >= 0 && !isComplete(seen));
            return new Seen(seen.toString(StandardCharsets.UTF_8), false);
        } catch (SocketException e) {
            return new Seen(seen.toString(StandardCharsets.UTF_8), true);
        }
    }

    private static boolean isComplete(ByteArrayOutputStream seen) {
        Seen now = new Seen(seen.toString(StandardCharsets.UTF_8), false);
        String length = now.header("Content-Length");
        return now.text().contains("\r\n\r\n")
                && length != null
                && now.body().getBytes(StandardCharsets.UTF_8).length >= Integer.parseInt(length);
    }

    /** Why the reply must not be trusted; empty if it may be. */
    Optional<Refusal.Reason> refusal(Seen seen) {
        return new MessageVerifier(localPay::platformKeys)
                .check(
                        SignatureHeaders.from(seen::header),
                        seen.body().getBytes(StandardCharsets.UTF_8),
                        clock.instant())
                .map(Refusal::reason);
    }
}
