package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.RequestSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whole requests with a few bytes changed, over real sockets. */
class MutatedRequestTest {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: ([0-9]+)\r\n");

    /** Each reply of the platform is signed, which takes longer than the rest of an exchange. */
    private static final int SIGNED_ROUNDS = Mutation.ROUNDS / 40;

    private static final List<String> ADMIN = List.of(
            admin("POST", "clock/jump", "{\"seconds\": 0.5}"),
            admin("POST", "clock/rate", "{\"factor\": 1}"),
            admin("GET", "clock", ""),
            admin(
                    "POST",
                    "faults",
                    "{\"fault\": \"spoilt_signature\", \"path\": \"/v3/none\", \"rate\": 0.5, \"times\": 1}"),
            admin("DELETE", "faults", ""),
            admin(
                    "POST",
                    "rate-limits",
                    "{\"method\": \"GET\", \"path\": \"/v3/none\", \"requests\": 1000, \"seconds\": 1}"),
            admin("POST", "pay", "{\"out_trade_no\": \"none\", \"mchid\": \"1900000001\"}"),
            admin("POST", "refunds/none", "{\"status\": \"SUCCESS\"}"),
            admin("POST", "rotation/public-key-share", "{\"share\": 0.5}"),
            admin("GET", "rotation", ""),
            admin("GET", "journal?limit=1&path=%2Fv3%2Fnone", ""),
            admin("GET", "files/none", ""),
            admin("GET", "merchants", ""),
            admin("GET", "merchants/1900000001/apiv2-key", ""),
            admin("POST", "callbacks", "{\"url\": \"http://127.0.0.1:1/a\", \"event_type\": \"COUPON.USE\"}"),
            admin("POST", "callbacks/redirects", "{\"prefix\": \"https://a/\", \"target\": \"http://127.0.0.1:1/\"}"),
            admin("GET", "callbacks?limit=1", ""),
            admin("GET", "callbacks/events/COUPON.USE", ""),
            admin("POST", "busifavor/claims/page", """
                    {"appid": "wxd678efh567hg6787", "url": "https://action.weixin.qq.com/busifavor/getcouponinfo?stock_id=1\
                    &out_request_no=1&sign=A&send_coupon_merchant=1900000001&open_id=o#wechat_pay&wechat_redirect"}"""),
            admin("POST", "busifavor/claims/plugin", """
                    {"appid": "wxd678efh567hg6787", "openid": "o", "send_coupon_params":
                     [{"stock_id": "1", "out_request_no": "1"}], "send_coupon_merchant": "1900000001", "sign": "A"}"""),
            admin("GET", "busifavor/stocks/1234567891/coupons/sxxe34343434/jump", ""),
            admin("POST", "pay", """
                    --b\r
                    Content-Disposition: form-data; name="meta"\r
                    \r
                    {}\r
                    --b\r
                    Content-Disposition: form-data; name="file"; filename="a"\r
                    \r
                    1\r
                    --b--\r
                    """).replace("application/json", "multipart/form-data; boundary=b"));

    private final LocalPay localPay = LocalPay.start();
    private @Nullable Socket kept;

    @AfterEach
    void stop() throws IOException {
        if (kept != null) {
            kept.close();
        }
        localPay.close();
    }

    private static String admin(String method, String path, String body) {
        return method + " /localpay/" + path
                + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nContent-Type: application/json\r\n"
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    /** A connection is kept while requests are framed as they should be; another one is told where its request ends. */
    private Answer exchange(byte[] request, boolean framed) throws IOException {
        if (framed) {
            Socket socket = kept == null ? connect() : kept;
            kept = socket;
            Answer answer = send(socket, request);
            if (answer.ended()) {
                socket.close();
                kept = null;
            }
            return answer;
        }
        try (Socket socket = connect()) {
            return send(socket, request);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port());
        socket.setSoTimeout(60_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /**
     * A reply.
     *
     * @param status 0 if the connection ended without one
     * @param ended whether the connection takes no other request
     */
    private record Answer(int status, String text, boolean ended) {}

    private Answer send(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            if (socket != kept) {
                socket.shutdownOutput();
            }
            return read(socket);
        } catch (SocketException reset) {
            return new Answer(0, "", true);
        }
    }

    private static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return new Answer(0, seen.toString(StandardCharsets.UTF_8), true);
            }
            seen.write(next);
            head = next == '\n' ? seen.toString(StandardCharsets.ISO_8859_1) : "";
        }
        Matcher length = LENGTH.matcher(head);
        byte[] body = socket.getInputStream().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        return new Answer(
                Integer.parseInt(head.substring(9, 12)),
                head + new String(body, StandardCharsets.UTF_8),
                head.contains("Connection: close"));
    }

    @Test
    void callsAboutItselfAreAnsweredOrRefused() throws IOException {
        int[] answered = {0};
        unharmed(() -> Mutation.check(Mutation.ROUNDS, mutation -> {
            String good = mutation.of(ADMIN);
            assertAnswered(mutation, good, answered);
        }));

        assertThat(answered[0]).as("requests that were answered").isGreaterThan(Mutation.ROUNDS / 2);
    }

    @Test
    void signedRequestsAreAnsweredOrRefused() throws IOException {
        int[] answered = {0};
        unharmed(() -> Mutation.check(SIGNED_ROUNDS, mutation -> {
            String body = mutation.below(4) == 0 ? "{}" : mutation.text("""
                    {"coupon_code": "sxxe34343434", "stock_id": "1234567891", "return_request_no": "1"}""");
            String good = signed("POST", CouponFixture.BASE + "/coupons/return", body);
            if (mutation.below(2) == 0) {
                assertAnswered(mutation, good, answered);
            } else {
                Answer answer = exchange(good.getBytes(StandardCharsets.UTF_8), true);
                assertThat(answer.status()).as(answer.text()).isBetween(200, 499);
                answered[0]++;
            }
        }));

        assertThat(answered[0]).as("requests that were answered").isGreaterThan(SIGNED_ROUNDS / 2);
    }

    private String signed(String method, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String authorization = new RequestSigner(localPay.merchant())
                .authorization(method, path, Clock.systemUTC().instant(), CouponFixture.number(), bytes);
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: " + authorization
                + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n" + body;
    }

    /** Changes the target, a header, the body, or any byte; what frames a request stays right but in the last case. */
    private void assertAnswered(Mutation mutation, String good, int[] answered) throws IOException {
        byte[] request;
        boolean framed = mutation.below(10) != 0;
        if (framed) {
            request = reframed(mutation, good);
            framed = isFramed(request);
        } else {
            request = mutation.bytes(good.getBytes(StandardCharsets.UTF_8));
        }
        Answer answer = exchange(request, framed);
        assertThat(answer.status())
                .as(() -> new String(request, StandardCharsets.ISO_8859_1) + "\n\n" + answer.text())
                .isBetween(0, 499);
        if (answer.status() > 0) {
            answered[0]++;
            if (answer.status() >= 400) {
                assertThat(JsonObject.parse(
                                        answer.text().substring(answer.text().indexOf("\r\n\r\n") + 4))
                                .string("code"))
                        .isNotEmpty();
            }
        }
    }

    private static byte[] reframed(Mutation mutation, String good) {
        int empty = good.indexOf("\r\n\r\n");
        List<String> lines = new ArrayList<>(List.of(good.substring(0, empty).split("\r\n")));
        byte[] body = good.substring(empty + 4).getBytes(StandardCharsets.UTF_8);
        switch (mutation.below(4)) {
            case 0 -> {
                String[] first = lines.get(0).split(" ", -1);
                lines.set(0, first[0] + " /" + mutation.text(first[1].substring(1)) + " " + first[2]);
            }
            case 1 -> {
                int line = 1 + mutation.below(lines.size() - 1);
                int value = lines.get(line).indexOf(": ") + 2;
                lines.set(
                        line,
                        lines.get(line).substring(0, value)
                                + mutation.text(lines.get(line).substring(value)));
            }
            case 2 -> lines.add(1 + mutation.below(lines.size()), mutation.of(lines.subList(1, lines.size())));
            default -> body = mutation.bytes(body);
        }
        if (mutation.below(4) == 0) {
            Collections.swap(lines, 1, lines.size() - 1);
        }
        lines.replaceAll(line -> line.startsWith("Content-Length") ? "" : line);
        lines.removeIf(String::isEmpty);
        lines.add("Content-Length: " + body.length);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        request.writeBytes(body);
        return request.toByteArray();
    }

    /** Tells whether the head ends where it should: no change has put a control character into it. */
    private static boolean isFramed(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        String head = text.substring(0, text.lastIndexOf("Content-Length"));
        return Stream.of(head.split("\r\n", -1)).noneMatch(line -> line.isEmpty() && !head.endsWith("\r\n" + line))
                && head.replace("\r\n", "").chars().noneMatch(c -> c < 32 || c == 127)
                && head.lines().skip(1).allMatch(line -> line.contains(": "))
                && head.lines().findFirst().orElse("").split(" ", -1).length == 3;
    }

    /** Something that sends requests. */
    private interface Sending {
        void run() throws IOException;
    }

    /** Does it, and then sees that LocalPay answers and has closed what it opened. */
    private void unharmed(Sending sending) throws IOException {
        TestCaller.of(localPay).get("/v3/certificates");
        exchange(ADMIN.get(2).getBytes(StandardCharsets.UTF_8), true);
        long open = descriptors();

        sending.run();

        assertThat(TestCaller.of(localPay).get("/v3/certificates").status()).isBetween(200, 499);
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (descriptors() > open + 3 && Instant.now().isBefore(deadline)) {
            Thread.onSpinWait();
        }
        assertThat(descriptors()).as("open files and sockets").isLessThanOrEqualTo(open + 3);
    }

    /** Open files and sockets; 0 where that cannot be seen. */
    private static long descriptors() throws IOException {
        if (!Files.isDirectory(DESCRIPTORS)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.count();
        }
    }
}
