package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.journal.Delivery;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a receiver answers is in the log with its own status, however odd. */
class ReceiverAnswerTest {

    private static LocalPay localPay;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().empty().start();
        localPay.clock().freeze();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(401, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(401, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 15\r\n\r\n{\"code\":\"FAIL\"}"),
                Arguments.of(401, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n"),
                Arguments.of(401, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ,,=\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(407, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(
                        407, "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(301, "HTTP/1.1 301 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(302, "HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(303, "HTTP/1.1 303 See Other\r\nLocation: ::\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(304, "HTTP/1.1 304 Not Modified\r\n\r\n"),
                Arguments.of(307, "HTTP/1.1 307 Temporary\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(200, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(200, "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(
                        200,
                        "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(204, "HTTP/1.1 204 No Content\r\n\r\n"),
                Arguments.of(204, "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nbody"),
                Arguments.of(205, "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(299, "HTTP/1.1 299 Ours\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(200, "HTTP/1.0 200 OK\r\n\r\nuntil the end"),
                Arguments.of(426, "HTTP/1.1 426 Upgrade Required\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(417, "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n"),
                Arguments.of(499, "HTTP/1.1 499 \r\nContent-Length: 0\r\n\r\n"));
    }

    static Stream<Arguments> noAnswers() {
        return Stream.of(
                Arguments.of("", "the receiver closed the connection without a complete answer"),
                Arguments.of("HTTP/1.1 200 OK\r\nContent-", "the receiver's answer is not complete HTTP"),
                Arguments.of(
                        "<html>hello</html>\r\n\r\n",
                        "the receiver's answer is not complete HTTP; it may listen for https"),
                Arguments.of("\u0015\u0003\u0001\u0000\u0002\u0002F", "the receiver"));
    }

    /** The words have no names of the HTTP client's own objects. */
    @ParameterizedTest
    @MethodSource("noAnswers")
    void whatIsNoAnswerIsSaidInWords(String sent, String words) {
        assertThat(deliveredTo(sent).failure()).contains(words).doesNotContain("@");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void isKeptAsItWas(int status, String answer) {
        Delivery attempt = deliveredTo(answer);

        assertThat(attempt.status()).as(String.valueOf(attempt.failure())).isEqualTo(status);
        assertThat(attempt.failure()).isNull();
    }

    /** The only attempt to deliver to a receiver that answers so. */
    private static Delivery deliveredTo(String answer) {
        try (RawReceiver receiver = new RawReceiver()) {
            receiver.answering(answer);
            int before = localPay.callbacks().log().size();

            localPay.callbacks()
                    .send(
                            localPay.merchant().mchid(),
                            receiver.url(),
                            "REFUND.SUCCESS",
                            "refund",
                            JsonObject.of("out_refund_no", "r1"));

            assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();
            List<Delivery> log = localPay.callbacks().log();
            assertThat(log).hasSize(before + 1);
            return log.get(before);
        }
    }
}
