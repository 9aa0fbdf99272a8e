package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hc.core5.http.HttpResponse;
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
}
