package io.github.fluentpay.typed;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** The platform's two shapes of RFC 3339, {@code …T13:29:35+08:00} and {@code …T13:29:35.120+08:00}; read leniently. */
final class DateTimes {

    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 8 * 3600)
            .toFormatter();
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX");

    private DateTimes() {}

    /** Without an offset it is taken for Beijing's. */
    static OffsetDateTime parse(String text) {
        return OffsetDateTime.parse(text, LENIENT);
    }

    /** Whole seconds, or milliseconds where there are some; the platform's forms have no finer digits. */
    static String format(OffsetDateTime time) {
        OffsetDateTime millis = time.truncatedTo(ChronoUnit.MILLIS);
        return (millis.getNano() == 0 ? SECONDS : MILLIS).format(millis);
    }
}
