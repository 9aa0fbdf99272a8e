package io.github.fluentpay.cli;

import java.util.Collection;
import java.util.stream.Collectors;

/** The beginning of a text from a file, on one line: enough to find it there, whatever its length and characters. */
final class Excerpt {

    private static final int LONGEST = 40;
    private static final int MOST = 20;

    private Excerpt() {}

    static String of(String text) {
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "… (" + Words.count(length) + " characters)";
    }

    static String list(Collection<String> texts) {
        String first = texts.stream().limit(MOST).map(Excerpt::of).collect(Collectors.joining(", "));
        return texts.size() <= MOST ? first : first + " and " + Words.count(texts.size() - MOST) + " more";
    }
}
