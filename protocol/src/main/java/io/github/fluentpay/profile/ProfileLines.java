package io.github.fluentpay.profile;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;

/** The number of the line that sets each property of a properties file; of several lines the last one, which counts. */
final class ProfileLines {

    private final Map<String, Integer> numbers = new HashMap<>();

    /** @throws MalformedLineException if a line is not one of a properties file */
    ProfileLines(String text) {
        String[] lines = text.split("\r\n|[\r\n]", -1);
        for (int i = 0; i < lines.length; i++) {
            int first = i + 1;
            StringBuilder logical = new StringBuilder(lines[i]);
            boolean continues = !isComment(lines[i]);
            while (continues && endsWithBackslash(lines[i]) && i + 1 < lines.length) {
                i++;
                logical.append('\n').append(lines[i]);
            }
            read(logical.toString(), first).forEach(name -> numbers.put(name, first));
        }
    }

    /** One line, or several that backslashes join. */
    private static Iterable<String> read(String logical, int first) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logical));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            // Not a cause: what the JDK says of a line may have the line in it.
            throw new MalformedLineException(first);
        }
        return one.stringPropertyNames();
    }

    private static boolean isComment(String line) {
        String stripped = line.stripLeading();
        return stripped.startsWith("#") || stripped.startsWith("!");
    }

    /** An odd number of them: two are one that is meant. */
    private static boolean endsWithBackslash(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }

    /** Counted from 1; empty if no line sets it. */
    OptionalInt of(String property) {
        Integer number = numbers.get(property);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** A line with a broken escape sequence; the only kind that the format has. */
    static final class MalformedLineException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        MalformedLineException(int line) {
            super("line " + line + ": a backslash and u are not followed by four hexadecimal digits");
        }
    }
}
