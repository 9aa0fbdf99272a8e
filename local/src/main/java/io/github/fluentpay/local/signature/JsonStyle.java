package io.github.fluentpay.local.signature;

import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import io.github.fluentpay.json.JsonValue;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A way of writing JSON down: what common libraries do where ours writes no white space and no needless escape.
 *
 * @param spacing the white space
 * @param escaping the needless escapes
 * @param slashes whether a slash is written as {@code \/}, as PHP does
 */
record JsonStyle(Spacing spacing, Escaping escaping, boolean slashes) {

    /** White space between the parts. */
    enum Spacing {
        COMPACT(",", ":", "", "without white space"),
        SPACED(", ", ": ", "", "with spaces after commas and colons"),
        TWO(",", ": ", "  ", "pretty-printed with 2 spaces"),
        FOUR(",", ": ", "    ", "pretty-printed with 4 spaces"),
        TWO_WIDE(",", " : ", "  ", "pretty-printed with 2 spaces and spaces around colons");

        private final String comma;
        private final String colon;
        private final String indent;
        private final String words;

        Spacing(String comma, String colon, String indent, String words) {
            this.comma = comma;
            this.colon = colon;
            this.indent = indent;
            this.words = words;
        }
    }

    /** Characters written as {@code \}{@code uXXXX} although they need not be. */
    enum Escaping {
        NONE(""),
        NON_ASCII(", characters beyond ASCII as \\u escapes"),
        GO(", the characters < > & as \\u escapes, as Go writes them"),
        GSON(", the characters < > & = ' as \\u escapes, as Gson writes them");

        private final String words;

        Escaping(String words) {
            this.words = words;
        }

        private boolean escapes(char c) {
            return switch (this) {
                case NONE -> false;
                case NON_ASCII -> c > 0x7E;
                // Both of them escape the line separators of Unicode too.
                case GO -> "<>&\u2028\u2029".indexOf(c) >= 0;
                case GSON -> "<>&='\u2028\u2029".indexOf(c) >= 0;
            };
        }
    }

    String words() {
        return spacing.words + escaping.words + (slashes ? ", slashes as \\/" : "");
    }

    String write(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 1);
        return out.toString();
    }

    private void write(StringBuilder out, JsonValue value, int depth) {
        if (value instanceof JsonObject object && !object.isEmpty()) {
            out.append('{');
            Iterator<Map.Entry<String, JsonValue>> fields =
                    object.fields().entrySet().iterator();
            while (fields.hasNext()) {
                Map.Entry<String, JsonValue> field = fields.next();
                newLine(out, depth);
                out.append(string(field.getKey())).append(spacing.colon);
                write(out, field.getValue(), depth + 1);
                out.append(fields.hasNext() ? spacing.comma : "");
            }
            newLine(out, depth - 1);
            out.append('}');
        } else if (value instanceof JsonArray array && array.size() > 0) {
            out.append('[');
            List<JsonValue> items = array.values();
            for (int i = 0; i < items.size(); i++) {
                newLine(out, depth);
                write(out, items.get(i), depth + 1);
                out.append(i + 1 < items.size() ? spacing.comma : "");
            }
            newLine(out, depth - 1);
            out.append(']');
        } else if (value instanceof JsonString string) {
            out.append(string(string.value()));
        } else {
            out.append(value.toJson());
        }
    }

    private void newLine(StringBuilder out, int depth) {
        if (!spacing.indent.isEmpty()) {
            out.append('\n').append(spacing.indent.repeat(depth));
        }
    }

    private String string(String text) {
        String plain = JsonString.of(text).toJson();
        StringBuilder out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (escaping.escapes(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else if (slashes && c == '/') {
                out.append("\\/");
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
