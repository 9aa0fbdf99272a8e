package io.github.fluentpay.catalogue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of the index: a summary, and the place of the operation's JSON in its product's file. Fields are separated by
 * tabs, labels by bars; a field without a value is empty.
 *
 * @param offset first byte
 * @param length bytes
 */
record Listing(Summary summary, long offset, int length) {

    private static final int FIELDS = 11;

    String line() {
        Host host = summary.host();
        RateLimit limit = summary.rateLimit();
        return String.join(
                "\t",
                Long.toString(offset),
                Integer.toString(length),
                summary.product(),
                summary.verb().name(),
                summary.path(),
                summary.pathOnTheWire() == null ? "" : summary.pathOnTheWire(),
                clean(summary.title()),
                clean(String.join("|", summary.products())),
                host == null ? "" : host.base().toString(),
                host == null ? "" : Boolean.toString(host.required()),
                limit == null ? "" : limit.requests() + "/" + limit.per().toSeconds());
    }

    private static String clean(String text) {
        if (text.indexOf('\t') >= 0 || text.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("\"" + text + "\" has a tab or a line end");
        }
        return text;
    }

    static Listing parse(String line) {
        String[] fields = line.split("\t", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("a line of the index has " + fields.length + " fields, not " + FIELDS);
        }
        String path = fields[4];
        Summary summary = new Summary(
                fields[2],
                path.startsWith("v2/") ? Version.V2 : Version.V3,
                Verb.valueOf(fields[3]),
                path,
                orNull(fields[5]),
                fields[6],
                fields[7].isEmpty() ? List.of() : List.of(fields[7].split("\\|")),
                fields[8].isEmpty() ? null : new Host(URI.create(fields[8]), Boolean.parseBoolean(fields[9])),
                limit(fields[10]));
        return new Listing(summary, Long.parseLong(fields[0]), Integer.parseInt(fields[1]));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable RateLimit limit(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? null
                : new RateLimit(
                        Integer.parseInt(text.substring(0, slash)),
                        Duration.ofSeconds(Long.parseLong(text.substring(slash + 1))));
    }
}
