package io.github.fluentpay.json;

/** Finds text that has no UTF-8 form. */
final class Surrogates {

    private Surrogates() {}

    /** The index of the first surrogate without its partner, or -1. */
    static int firstUnpaired(CharSequence text) {
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                i++;
            } else if (startsPair(text, i)) {
                i += 2;
            } else {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsPair(CharSequence text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
    }
}
