package io.github.fluentpay.local.coupon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.exchange.BeijingTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    private static final Instant BEGIN = time("2026-11-10T00:00:00+08:00");
    private static final Instant END = time("2026-11-30T23:59:59+08:00");

    @ParameterizedTest
    @CsvSource({
        // received, days, wait, seconds, from, until
        "2026-11-23T12:00:00+08:00,,,,2026-11-23T12:00:00+08:00,2026-11-30T23:59:59+08:00",
        "2026-11-01T12:00:00+08:00,,,,2026-11-10T00:00:00+08:00,2026-11-30T23:59:59+08:00",
        "2026-11-23T12:00:00+08:00,1,,,2026-11-23T12:00:00+08:00,2026-11-23T23:59:59+08:00",
        "2026-11-23T12:00:00+08:00,2,,,2026-11-23T12:00:00+08:00,2026-11-24T23:59:59+08:00",
        "2026-11-01T12:00:00+08:00,3,,,2026-11-10T00:00:00+08:00,2026-11-12T23:59:59+08:00",
        "2026-11-23T12:00:00+08:00,2,1,,2026-11-24T00:00:00+08:00,2026-11-25T23:59:59+08:00",
        "2026-11-23T23:59:59+08:00,2,1,,2026-11-24T00:00:00+08:00,2026-11-25T23:59:59+08:00",
        "2026-11-29T12:00:00+08:00,9,,,2026-11-29T12:00:00+08:00,2026-11-30T23:59:59+08:00",
        "2026-11-23T12:00:00+08:00,,,3600,2026-11-23T12:00:00+08:00,2026-11-23T13:00:00+08:00",
        "2026-11-23T12:00:00+08:00,0,0,0,2026-11-23T12:00:00+08:00,2026-11-30T23:59:59+08:00"
    })
    void followsTheDocumentedRules(String received, Long days, Long wait, Long seconds, String from, String until) {
        Period.Window window = new Period(BEGIN, END, days, wait, seconds).of(time(received));

        assertThat(BeijingTime.format(window.from())).isEqualTo(from);
        assertThat(BeijingTime.format(window.until())).isEqualTo(until);
    }

    private static Instant time(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
