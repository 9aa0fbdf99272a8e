package io.github.fluentpay.client;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A path as the caller wrote it, {@code v3/…/users/{openid}/coupons}, checked: literal characters are sent as they are,
 * placeholders stand in braces. Without a leading slash; a trailing one is kept, since the platform has two such paths.
 */
record PathTemplate(String text, Set<String> placeholders) {

    private static final String LITERALS_BESIDE_UNRESERVED = "!$&'()*+,;=:@";

    static PathTemplate parse(String path) {
        if (path.contains("://")) {
            throw new IllegalArgumentException(
                    "\"" + DownloadUrl.shown(path) + "\" is a URL; a download_url of a reply is taken as it is by"
                            + " download(url), else give the path only, v3/…, and the host by baseUrls(…) of the builder");
        }
        String text = path.startsWith("/") ? path.substring(1) : path;
        if (text.isBlank()) {
            throw new IllegalArgumentException("The path is empty; it looks like v3/marketing/busifavor/stocks");
        }
        Set<String> placeholders = text.indexOf('{') < 0 ? Set.of() : new LinkedHashSet<>();
        int segment = 0;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '{') {
                i = placeholder(text, i, placeholders);
                continue;
            }
            if (c == '/') {
                checkSegment(text, segment, i);
                segment = i + 1;
            } else {
                literal(text, i);
            }
            i++;
        }
        // A last segment may be empty: that is a trailing slash.
        if (segment < text.length()) {
            checkSegment(text, segment, text.length());
        }
        return new PathTemplate(text, placeholders);
    }

    /** This path with another one below it. */
    PathTemplate below(String more) {
        String relative = more.startsWith("/") ? more.substring(1) : more;
        if (relative.isBlank()) {
            throw new IllegalArgumentException("The segment after " + text + " is empty");
        }
        return parse(text.endsWith("/") ? text + relative : text + "/" + relative);
    }

    /**
     * The path on the wire, with its leading slash.
     *
     * @param values raw values by placeholder
     * @throws IllegalStateException if a placeholder has no value; the message names all of them
     */
    String expand(Map<String, String> values) {
        if (placeholders.isEmpty()) {
            return "/" + text;
        }
        Set<String> open = new LinkedHashSet<>(placeholders);
        open.removeAll(values.keySet());
        if (!open.isEmpty()) {
            String name = open.iterator().next();
            throw new IllegalStateException("The path " + text + " is not complete: no value for "
                    + String.join(", ", open) + "; add .path(\"" + name + "\", …)");
        }
        StringBuilder path = new StringBuilder("/");
        int i = 0;
        while (i < text.length()) {
            if (text.charAt(i) == '{') {
                int end = text.indexOf('}', i);
                String value = values.getOrDefault(text.substring(i + 1, end), "");
                path.append(encode(value));
                i = end + 1;
            } else {
                path.append(text.charAt(i++));
            }
        }
        return path.toString();
    }

    /** Dots alone would be taken for "this folder" and "the one above", so they are escaped too. */
    private static String encode(String value) {
        return value.equals(".") || value.equals("..") ? value.replace(".", "%2E") : PercentEncoding.encode(value);
    }

    private static int placeholder(String text, int start, Set<String> placeholders) {
        int end = text.indexOf('}', start);
        String name = end < 0 ? "" : text.substring(start + 1, end);
        if (name.isBlank() || name.contains("{") || name.contains("/")) {
            throw new IllegalArgumentException(
                    "The path \"" + text + "\" has a brace at index " + start + " that is not a {placeholder}");
        }
        placeholders.add(name);
        return end + 1;
    }

    private static void literal(String text, int index) {
        char c = text.charAt(index);
        if (PercentEncoding.isUnreserved(c) || LITERALS_BESIDE_UNRESERVED.indexOf(c) >= 0) {
            return;
        }
        String cure = switch (c) {
            case '?' -> "put the query into .query(name, value)";
            case '%', ' ' -> "write {name} there and pass the raw value by .path(name, value), which encodes it";
            case '}' -> "a placeholder is {name}";
            default -> "a literal path has letters, digits and - . _ ~ only; values go into .path(name, value)";
        };
        throw new IllegalArgumentException(
                "The path \"" + text + "\" cannot have '" + c + "' at index " + index + ": " + cure);
    }

    private static void checkSegment(String text, int from, int to) {
        int length = to - from;
        if (length == 0) {
            throw new IllegalArgumentException("The path \"" + text + "\" has an empty segment: two slashes in a row");
        }
        boolean dots = text.charAt(from) == '.' && text.charAt(to - 1) == '.' && length <= 2;
        if (dots) {
            throw new IllegalArgumentException(
                    "The path \"" + text + "\" has the segment \"" + text.substring(from, to) + "\"");
        }
    }
}
