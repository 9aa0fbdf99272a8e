package io.github.fluentpay.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimesTest {

    @ParameterizedTest
    @CsvSource({
        "2020-05-20T13:29:35+08:00, 2020-05-20T13:29:35+08:00",
        "2020-05-20T13:29:35.120+08:00, 2020-05-20T13:29:35.120+08:00",
        "2020-05-20T05:29:35Z, 2020-05-20T05:29:35Z",
        "2020-05-20T13:29:35.1+0800, 2020-05-20T13:29:35.100+08:00",
        "2020-05-20 13:29:35, 2020-05-20T13:29:35+08:00",
        "2020-05-20T13:29:35, 2020-05-20T13:29:35+08:00",
        "2020-05-20T13:29+08:00, 2020-05-20T13:29:00+08:00"
    })
    void readsBothDocumentedShapesAndSlips(String text, OffsetDateTime expected) {
        assertThat(DateTimes.parse(text).toInstant()).isEqualTo(expected.toInstant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2020-13-01T00:00:00Z", "20200520132935", "", "2020-05-20"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> DateTimes.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void writesSecondsOnTheFullMinuteToo() {
        assertThat(DateTimes.format(OffsetDateTime.parse("2026-11-24T07:30:00+08:00")))
                .isEqualTo("2026-11-24T07:30:00+08:00");
        assertThat(DateTimes.format(OffsetDateTime.parse("2026-11-24T07:30:00.1204567+08:00")))
                .isEqualTo("2026-11-24T07:30:00.120+08:00");
        assertThat(DateTimes.format(OffsetDateTime.parse("2026-11-24T07:30:00Z")))
                .isEqualTo("2026-11-24T07:30:00Z");
    }
}
