package io.github.fluentpay.local.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as the platform writes them: RFC 3339, whole seconds, the offset of Beijing. */
public final class BeijingTime {

    /** China has had one offset, without summer time, since 1991. */
    public static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    private BeijingTime() {}

    /** The day in Beijing. */
    public static LocalDate day(Instant time) {
        return time.atOffset(OFFSET).toLocalDate();
    }

    /** Midnight in Beijing, at the beginning of that day. */
    public static Instant midnight(LocalDate day) {
        return day.atStartOfDay().toInstant(OFFSET);
    }

    /** The last midnight in Beijing. */
    public static Instant startOfDay(Instant time) {
        return midnight(day(time));
    }

    /** For example {@code 2015-05-20T13:29:35+08:00}. */
    public static String format(Instant time) {
        return FORMAT.format(time.atOffset(OFFSET));
    }

    /** As {@link #format(Instant)}, of seconds since the epoch. */
    public static String format(long epochSecond) {
        return format(Instant.ofEpochSecond(epochSecond));
    }
}
