package io.github.fluentpay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.protocol.ServiceException.Meaning;
import io.github.fluentpay.protocol.ServiceException.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The one rule that the client's retries and the ledger of returns both ask. */
class RefusalMeaningTest {

    @ParameterizedTest
    @CsvSource({
        "400, PARAM_ERROR, DECIDED",
        "400, RESOURCE_ALREADY_EXISTS, DECIDED",
        "401, SIGN_ERROR, DECIDED",
        "403, NO_AUTH, DECIDED",
        "404, ORDER_NOT_EXIST, DECIDED",
        "429, RATELIMIT_EXCEEDED, NOT_ACCEPTED",
        "429, ANOTHER, NOT_ACCEPTED",
        "400, FREQUENCY_LIMITED, NOT_ACCEPTED",
        "403, RATE_LIMITED, NOT_ACCEPTED",
        "503, RATELIMIT_EXCEEDED, NOT_ACCEPTED",
        "400, SYSTEM_ERROR, UNKNOWN",
        "429, SYSTEM_ERROR, UNKNOWN",
        "500, SYSTEM_ERROR, UNKNOWN",
        "503, SERVICE_UNAVAILABLE, UNKNOWN",
        "500, PARAM_ERROR, UNKNOWN",
        "302, , UNKNOWN",
        "400, , UNKNOWN",
        "401, , UNKNOWN",
        "403, , UNKNOWN",
        "429, , UNKNOWN",
        "502, , UNKNOWN"
    })
    void goesByTheCodeBeforeTheStatus(int status, String code, Meaning meaning) {
        Refused refused = new Refused(status, code, "text", null, "08F1-1", "{}");

        assertThat(refused.meaning()).isEqualTo(meaning);
        ServiceException failure = new ServiceException("POST v3/x", refused, RetrySafety.UNSAFE);
        assertThat(failure.meaning()).isEqualTo(meaning);
        assertThat(failure.refused()).isEqualTo(refused);
    }

    @ParameterizedTest
    @EnumSource
    void nothingSettlesAnEarlierAttempt(RetrySafety last) {
        assertThat(last.inAll(true)).isEqualTo(RetrySafety.UNKNOWN);
    }

    @Test
    void aCallWithNothingUnsettledIsWhatItsLastAttemptSays() {
        for (RetrySafety last : RetrySafety.values()) {
            assertThat(last.inAll(false)).isEqualTo(last);
        }
    }
}
