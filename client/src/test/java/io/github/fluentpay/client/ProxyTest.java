package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ProxyTest {

    @Test
    void goesThroughAProxyWithCredentials() throws Exception {
        String credentials = Base64.getEncoder().encodeToString("corp:s3cret".getBytes(StandardCharsets.UTF_8));
        try (TestPlatform platform = new TestPlatform();
                TestProxy proxy = new TestProxy(credentials);
                WechatPayClient pay = platform.client()
                        .proxy(new ProxySettings("127.0.0.1", proxy.port(), "corp", "s3cret"))
                        .build()) {
            Reply reply = pay.chain("v3/certificates").get();

            assertThat(reply.status()).isEqualTo(200);
            assertThat(platform.received).hasSize(1);
            assertThat(proxy.heads).last().asString().startsWith("GET " + platform.url() + "/v3/certificates HTTP/1.1");
        }
    }

    @Test
    void reportsAProxyThatRefusesTheCredentials() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                TestProxy proxy = new TestProxy("other");
                WechatPayClient pay = platform.client()
                        .proxy(new ProxySettings("127.0.0.1", proxy.port(), "corp", "wrong"))
                        .build()) {
            assertThatThrownBy(() -> pay.chain("v3/certificates").get())
                    .hasMessageStartingWith("GET v3/certificates was refused: HTTP 407.")
                    .hasMessageNotContaining("wrong");
            assertThat(platform.received).isEmpty();
        }
    }

    @Test
    void refusesHalfOfTheCredentialsAndHidesThePassword() {
        assertThatThrownBy(() -> new ProxySettings("proxy", 3128, "corp", null))
                .hasMessage("The proxy needs both user and password, or neither");
        assertThatThrownBy(() -> ProxySettings.of("proxy", 0)).hasMessage("The proxy proxy:0 is not a host and a port");
        assertThat(new ProxySettings("proxy", 3128, "corp", "s3cret"))
                .hasToString("ProxySettings[proxy:3128, with credentials]");
    }
}
