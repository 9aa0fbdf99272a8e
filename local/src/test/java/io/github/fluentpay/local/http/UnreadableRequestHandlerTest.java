package io.github.fluentpay.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.exchange.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableRequestHandlerTest {

    @ParameterizedTest
    @CsvSource({
        "400, PARAM_ERROR",
        "405, PARAM_ERROR",
        "408, REQUEST_TIMEOUT",
        "414, HEADERS_TOO_LARGE",
        "431, HEADERS_TOO_LARGE",
        "500, SYSTEM_ERROR",
        "501, PARAM_ERROR",
        "503, SERVICE_UNAVAILABLE",
        "505, PARAM_ERROR"
    })
    void givesEachOfJettysRefusalsACode(int status, ErrorCode code) {
        assertThat(UnreadableRequestHandler.refusal(status).code()).isEqualTo(code);
    }
}
