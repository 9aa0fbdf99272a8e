package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");

    private static Duration of(String value) {
        return RetryAfter.of(Headers.builder().set("Retry-After", value).build(), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "1, PT1S",
        "' 120 ', PT2M",
        "86400, PT24H",
        "86401, PT24H",
        "99999999999999999999999, PT24H",
        "'Wed, 25 Nov 2026 06:00:30 GMT', PT30S",
        "'Wed, 25 Nov 2026 05:00:00 GMT', PT0S",
        "'Mon, 25 Nov 2030 06:00:00 GMT', PT24H"
    })
    void readsBothForms(String value, Duration wait) {
        assertThat(of(value)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"soon", "-1", "+1", "1.5", "1s", "٣", "2026-11-25T06:00:30Z", "Thu, 25 Nov 2026 06:00:30 GMT"})
    void readsNothingElse(String value) {
        assertThat(of(value)).isNull();
    }
}
