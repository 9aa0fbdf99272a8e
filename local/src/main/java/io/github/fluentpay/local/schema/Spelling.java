package io.github.fluentpay.local.schema;

import io.github.fluentpay.catalogue.Format;
import io.github.fluentpay.local.exchange.BeijingTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a text of a documented format is read and written. */
enum Spelling {
    /** RFC 3339 section 5.6; the JDK's format takes more. */
    DATE_TIME(
            "a time as RFC 3339 writes it, such as 2015-05-20T13:29:35+08:00",
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})",
            null) {
        @Override
        boolean exists(String text) {
            try {
                return OffsetDateTime.parse(text).getYear() >= 0;
            } catch (DateTimeException noSuchTime) {
                return false;
            }
        }

        @Override
        String write(Instant time) {
            return BeijingTime.format(time);
        }
    },
    /** A day. */
    DATE("a day such as 2026-11-24", "[0-9]{4}-[0-9]{2}-[0-9]{2}", "uuuu-MM-dd"),
    /** A day without dashes. */
    COMPACT_DATE("a day such as 20261124", "[0-9]{8}", "uuuuMMdd"),
    /** A time of 14 digits. */
    COMPACT_DATE_TIME("a time such as 20261124080000", "[0-9]{14}", "uuuuMMddHHmmss"),
    /** A time with a space. */
    SPACED_DATE_TIME(
            "a time such as 2026-11-24 08:00:00",
            "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}",
            "uuuu-MM-dd HH:mm:ss"),
    /** Seconds since 1970. */
    UNIX_SECONDS("a number of seconds since 1970, 10 digits", "[0-9]{10}", null) {
        @Override
        String write(Instant time) {
            return Long.toString(time.getEpochSecond());
        }
    },
    /** Milliseconds since 1970. */
    UNIX_MILLISECONDS("a number of milliseconds since 1970, 13 digits", "[0-9]{13}", null) {
        @Override
        String write(Instant time) {
            return Long.toString(time.toEpochMilli());
        }
    },
    /** Any scheme: some lead into an app. */
    URI("a URL, such as https://www.example.com/", "[A-Za-z][A-Za-z0-9+.-]*://\\S+", null),
    /** The platform takes addresses of IPv6 where it documents one of IPv4. */
    IPV4("an IP address, such as 127.0.0.1", "[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*", null);

    private final String words;
    private final Pattern pattern;
    private final @Nullable DateTimeFormatter days;

    Spelling(String words, String pattern, @Nullable String days) {
        this.words = words;
        this.pattern = Pattern.compile(pattern);
        this.days = days == null
                ? null
                : DateTimeFormatter.ofPattern(days, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** That of a format; null if it is none of text. */
    static @Nullable Spelling of(@Nullable Format format) {
        return format == null || format == Format.BINARY ? null : valueOf(format.name());
    }

    /** What it is, for a refusal: "must be …". */
    String words() {
        return words;
    }

    boolean fits(String text) {
        return pattern.matcher(text).matches() && exists(text);
    }

    boolean exists(String text) {
        if (days == null) {
            return true;
        }
        try {
            days.parse(text);
            return true;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }

    /** That time, in Beijing; only of times and days. */
    String write(Instant time) {
        if (days == null) {
            throw new IllegalStateException(this + " is not one of times");
        }
        return days.format(time.atOffset(BeijingTime.OFFSET));
    }

    /** Whether {@link #write} can be asked. */
    boolean isOfTimes() {
        return this != URI && this != IPV4;
    }
}
