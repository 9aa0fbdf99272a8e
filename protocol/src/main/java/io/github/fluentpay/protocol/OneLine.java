package io.github.fluentpay.protocol;

/** Someone else's text as part of a message: on one line, so that it cannot forge a log entry, and short. */
final class OneLine {

    private OneLine() {}

    static String of(String text, int longest) {
        String line = text.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]+", " ");
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 1)) ? longest - 1 : longest;
        return line.substring(0, end) + "…";
    }
}
