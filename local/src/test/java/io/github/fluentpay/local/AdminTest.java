package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Calls about LocalPay itself. */
class AdminTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String TOKEN = "0123456789abcdef";

    private static LocalPay localPay;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @Test
    void needNoSignatureAndAreNotNoted() throws Exception {
        HttpResponse<String> answer = send(request("/localpay/profile"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonObject.parse(answer.body()))
                .isEqualTo(JsonObject.of(
                        "base_url",
                        localPay.baseUrl().toString(),
                        "mchid",
                        localPay.merchant().mchid()));
        assertThat(answer.headers().firstValue("Wechatpay-Signature")).isEmpty();
        assertThat(localPay.journal()).isEmpty();
    }

    @Test
    void areNotForPagesInABrowser() throws Exception {
        HttpResponse<String> answer = send(request("/localpay/profile").header("Origin", "https://example.com"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(JsonObject.parse(answer.body()).string("message"))
                .isEqualTo("Calls about LocalPay itself are not for pages in a browser: send no Origin");
    }

    @Test
    void areNotForForeignNamesOfThisMachine() throws Exception {
        String request = "GET /localpay/profile HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n";
        String answer;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        assertThat(answer)
                .startsWith("HTTP/1.1 403 ")
                .contains("Calls about LocalPay itself take 127.0.0.1, localhost or [::1] as their host");
    }

    @Test
    void wantTheTokenOnceThereIsOne() throws Exception {
        try (LocalPay open =
                LocalPay.builder().address("0.0.0.0").adminToken(TOKEN).start()) {
            assertThat(open.baseUrl()).hasToString("http://127.0.0.1:" + open.port());
            for (String wrong : List.of("", "0123456789abcdeg", TOKEN + "0", TOKEN.substring(1))) {
                HttpResponse<String> refused =
                        send(request(open, "/localpay/clock").header("LocalPay-Admin-Token", wrong));
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(JsonObject.parse(refused.body()).string("message"))
                        .isEqualTo("Calls about LocalPay itself want the token that it was started with, in the header"
                                + " LocalPay-Admin-Token");
            }
            assertThat(send(request(open, "/localpay/clock")).statusCode()).isEqualTo(403);
            assertThat(send(request(open, "/localpay/clock").header("LocalPay-Admin-Token", TOKEN))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(send(request(open, "/localpay/clock")
                                    .header("LocalPay-Admin-Token", TOKEN)
                                    .header("Origin", "https://example.com"))
                            .statusCode())
                    .isEqualTo(403);
            assertThat(TestCaller.of(open).get("/v3/certificates").status()).isEqualTo(200);
        }
    }

    @Test
    void listenOnAnotherLoopbackAddressWithoutOne() throws Exception {
        try (LocalPay other = LocalPay.builder().address("127.0.0.2").start()) {
            assertThat(other.baseUrl()).hasToString("http://127.0.0.2:" + other.port());
            assertThat(TestCaller.of(other).get("/v3/certificates").status()).isEqualTo(200);
        }
    }

    @Test
    void areNotOpenToOtherMachinesWithoutAToken() {
        assertThatThrownBy(() -> LocalPay.builder().address("0.0.0.0").start())
                .isInstanceOf(LocalPayException.class)
                .hasMessage("On 0.0.0.0 other machines could tell LocalPay what to do: set adminToken (on the"
                        + " command line LOCALPAY_ADMIN_TOKEN), or stay on"
                        + " 127.0.0.1");
        assertThatThrownBy(() -> LocalPay.builder().address("localhost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value of 9 characters is not an IP address such as 0.0.0.0");
        assertThatThrownBy(() -> LocalPay.builder().address("999.0.0.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value of 9 characters is not an IP address such as 0.0.0.0");
        assertThatThrownBy(() -> LocalPay.builder().adminToken("short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The admin token has 5 characters; it must have 16 to 256, all of them visible ASCII ones");
    }

    @Test
    void areListed() throws Exception {
        HttpResponse<String> answer = send(request("/localpay/"));

        assertThat(send(request("/localpay")).body()).isEqualTo(answer.body());
        assertThat(JsonObject.parse(answer.body()).array("calls").values())
                .contains(
                        JsonString.of("GET /localpay/profile"),
                        JsonString.of("DELETE /localpay/faults/{id}"),
                        JsonString.of("POST /localpay/callbacks/{id}/redeliver"));
    }

    @Test
    void nameTheNearestOfThem() throws Exception {
        HttpResponse<String> answer = send(request("/localpay/profil"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JsonObject.parse(answer.body()).string("message"))
                .isEqualTo("There is no such path; the nearest documented path is GET /localpay/profile");
    }

    private static HttpRequest.Builder request(String path) {
        return request(localPay, path);
    }

    private static HttpRequest.Builder request(LocalPay to, String path) {
        return HttpRequest.newBuilder(URI.create(to.baseUrl() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
