package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformKeepAliveTest {

    @ParameterizedTest
    @CsvSource({
        "timeout=8, 6000", // the platform's own
        "timeout=5, 4000",
        "timeout=1, 1",
        "timeout=0, 1",
        "timeout=600, 6000",
        "max=100, 6000",
        ", 6000",
    })
    void keepsAConnectionForLessThanTheServerDoes(String keepAlive, long millis) {
        HttpResponse response = new BasicHttpResponse(200);
        if (keepAlive != null) {
            response.addHeader("Keep-Alive", keepAlive);
        }

        TimeValue kept =
                new PlatformKeepAlive(TimeValue.ofSeconds(6)).getKeepAliveDuration(response, HttpCoreContext.create());

        assertThat(kept.toMilliseconds()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"timeout=8, true", "timeout=2, true", "timeout=1, false", "timeout=0, false", "max=100, true"})
    void keepsNoConnectionThatTheServerIsAboutToClose(String keepAlive, boolean kept) {
        HttpResponse response = new BasicHttpResponse(200);
        response.addHeader("Keep-Alive", keepAlive);
        response.addHeader("Content-Length", "0");

        assertThat(new PlatformKeepAlive(TimeValue.ofSeconds(6))
                        .keepAlive(new BasicHttpRequest("GET", "/v3/x"), response, HttpCoreContext.create()))
                .isEqualTo(kept);
    }
}
