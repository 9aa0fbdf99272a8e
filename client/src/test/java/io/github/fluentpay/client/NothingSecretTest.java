package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.fluentpay.client.TestPlatform.Answer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a call leaves behind in logs and exceptions: code, message and Request-ID, and nothing that is secret. */
class NothingSecretTest {

    private static final Path LOG = Path.of("target/client-test.log");

    @Test
    void logsOneLineACallAndShowsNoSecret() throws Exception {
        String secret = "CARDHOLDER-6222021234567890";
        long before = Files.exists(LOG) ? Files.size(LOG) : 0;
        List<String> failures = new ArrayList<>();
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            List<Answer> answers = List.of(
                    Answer.json(200, "{\"name\":\"" + secret + "\"}"),
                    Answer.json(
                            400,
                            "{\"code\":\"PARAM_ERROR\",\"message\":\"refused\",\"detail\":{\"value\":\"" + secret
                                    + "\"}}"),
                    Answer.json(200, "{\"name\":\"" + secret),
                    Answer.json(200, "{\"name\":\"" + secret + "\"}").with("Wechatpay-Nonce", "other"));
            for (Answer answer : answers) {
                platform.answer(answer);
                Throwable failure = catchThrowable(() -> pay.chain("v3/users/{openid}")
                        .path("openid", secret)
                        .query("card", secret)
                        .post("{\"name\":\"" + secret + "\"}"));
                failures.add(stackTrace(failure));
            }
            String signature = platform.received.get(0).headers().getFirst("Authorization");
            String log = Files.readString(LOG).substring((int) before);

            assertThat(log.lines().filter(line -> line.contains("client.WechatPayClient")))
                    .hasSize(answers.size());
            assertThat(log).as("the engine's header log is on").contains("Authorization: ***");
            assertThat(log)
                    .contains("POST v3/users/{openid} 200 in ")
                    .contains("Request-ID 08F1-268435461, signed by " + Identities.PUBLIC_KEY_ID)
                    .contains("HTTP 400 PARAM_ERROR \"refused\" (Request-ID 08F1-268435461)");
            assertThat(failures.get(1)).contains("PARAM_ERROR").contains("08F1-268435461");
            // The engine's header log shows the path as it goes out; it is off unless somebody turns it on.
            String own = log.lines()
                    .filter(line -> line.contains("client.WechatPayClient"))
                    .collect(Collectors.joining("\n"));
            assertThat(log).doesNotContain("signature=");
            for (String text : List.of(own, String.join("\n", failures))) {
                assertThat(text)
                        .doesNotContain(secret)
                        .doesNotContain("signature=")
                        .doesNotContain(signature.substring(signature.length() - 40));
            }
        }
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        if (failure != null) {
            failure.printStackTrace(new PrintWriter(text));
        }
        return text.toString();
    }
}
