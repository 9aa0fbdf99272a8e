package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.TransportException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
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

    @ParameterizedTest
    @EnumSource
    void knowsThatNothingWasSentThroughAProxyThatRefusesToConnect(Verb verb) throws Exception {
        StallingServer.Behaviour refuses = (out, end) -> out.write(
                StallingServer.ascii("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        try (StallingServer proxy = new StallingServer(refuses);
                WechatPayClient pay = WechatPayClient.builder()
                        .merchant(Identities.merchant())
                        .verifyingKeys(Identities.platformKeys())
                        .baseUrls(URI.create("https://localhost:9"))
                        .proxy(ProxySettings.of("127.0.0.1", proxy.url().getPort()))
                        .build()) {
            TransportException failure =
                    catchThrowableOfType(TransportException.class, () -> verb.post(pay.chain("v3/x")));

            assertThat(failure)
                    .hasMessage(
                            "POST v3/x at https://localhost:9: not sent: the proxy refused to connect: HTTP 502. It may"
                                    + " be sent again");
            assertThat(failure.retrySafety()).isEqualTo(RetrySafety.SAFE);
        }
    }

    @Test
    void refusesHalfOfTheCredentialsAndHidesThePassword() {
        assertThatThrownBy(() -> new ProxySettings("proxy", 3128, "corp", null))
                .hasMessage("The proxy needs both user and password, or neither");
        assertThatThrownBy(() -> ProxySettings.of("proxy", 0))
                .hasMessage("The proxy's port is 0; it is from 1 to 65535");
        assertThat(new ProxySettings("proxy", 3128, "corp", "s3cret"))
                .hasToString("ProxySettings[proxy:3128, with credentials]");
    }
}
