package io.github.fluentpay.cli;

import org.jspecify.annotations.Nullable;

/** Text that stands in a page as it is, whatever is in it. */
final class Html {

    private Html() {}

    /** Escaped for element content and for attribute values in double quotes; empty for null. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        StringBuilder escaped = new StringBuilder();
        String.valueOf(value).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
            }
        });
        return escaped.toString();
    }
}
