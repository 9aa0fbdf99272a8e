package io.github.fluentpay.catalogue;

import java.util.Arrays;

/** How a string is spelled. */
public enum Format {
    /** RFC 3339, with or without a fraction of a second. */
    DATE_TIME("date-time"),
    /** {@code 2026-11-24}. */
    DATE("date"),
    /** {@code 20261124}. */
    COMPACT_DATE("yyyyMMdd"),
    /** {@code 20261124080000}. */
    COMPACT_DATE_TIME("yyyyMMddHHmmss"),
    /** {@code 2026-11-24 08:00:00}. */
    SPACED_DATE_TIME("yyyy-MM-dd HH:mm:ss"),
    /** Seconds since 1970. */
    UNIX_SECONDS("unix-seconds"),
    /** Milliseconds since 1970. */
    UNIX_MILLISECONDS("unix-milliseconds"),
    /** A URL. */
    URI("uri"),
    /** An address such as {@code 127.0.0.1}. */
    IPV4("ipv4"),
    /** A file. */
    BINARY("binary");

    private final String text;

    Format(String text) {
        this.text = text;
    }

    /** As it stands in the catalogue's files. */
    public String text() {
        return text;
    }

    static Format of(String text) {
        return Arrays.stream(values())
                .filter(format -> format.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is not a format"));
    }
}
