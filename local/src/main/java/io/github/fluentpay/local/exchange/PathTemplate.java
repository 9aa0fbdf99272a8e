package io.github.fluentpay.local.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A documented path such as {@code /v3/marketing/busifavor/stocks/{stock_id}}. Immutable.
 *
 * <p>It is matched against the path as sent, cut at its slashes before anything is decoded: a coupon code may hold a
 * slash, as {@code %2F}.
 */
public final class PathTemplate {

    private final String text;
    private final List<String> segments;

    /** The template that is written so; a variable is a whole segment in braces. */
    public PathTemplate(String text) {
        this.text = text;
        this.segments = split(text);
    }

    /** The values of its variables, decoded, if {@code rawPath} fits. */
    Optional<Map<String, String>> match(String rawPath) {
        List<String> given = split(rawPath);
        if (given.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String segment = segments.get(i);
            String value = PercentCode.decode(given.get(i)).orElse("");
            if (isVariable(segment)) {
                variables.put(segment.substring(1, segment.length() - 1), value);
            } else if (!segment.equals(value)) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    /** Whether {@code rawPath} fits, percent-encoded as sent. */
    public boolean fits(String rawPath) {
        return match(rawPath).isPresent();
    }

    /** Literals, and variables in braces. */
    List<String> segments() {
        return segments;
    }

    /** The segments of a path as sent, decoded one by one; one that cannot be decoded is empty. */
    static List<String> decoded(String rawPath) {
        return split(rawPath).stream()
                .map(segment -> PercentCode.decode(segment).orElse(""))
                .toList();
    }

    static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> split(String path) {
        return List.of(path.split("/", -1));
    }

    @Override
    public String toString() {
        return text;
    }
}
