package io.github.fluentpay.protocol.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Text as a person sees it. A value that was copied from a page, a chat or a spreadsheet often brings characters along
 * that nobody sees: a line end, a no-break space, a zero width space, a byte order mark.
 */
public final class VisibleText {

    private VisibleText() {}

    /** The text without the invisible characters at both ends. */
    public static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isInvisible(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && isInvisible(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /** Tells if there is nothing that a person sees. */
    public static boolean isBlank(String text) {
        return trimmed(text).isEmpty();
    }

    /** Tells if a character is a blank, a line end, or has no shape at all. */
    public static boolean isInvisible(int codePoint) {
        return isBlank(codePoint)
                || Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.FORMAT
                || isVariationSelector(codePoint)
                || isFiller(codePoint);
    }

    /** Tells if a character is a blank of any width, or a line end. */
    public static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    /** They choose between shapes of the character before them, for example an emoji's. */
    private static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
                || (codePoint >= 0x180B && codePoint <= 0x180D);
    }

    /** Letters and marks without a shape: the grapheme joiner, the Hangul fillers, the empty Braille pattern. */
    private static boolean isFiller(int codePoint) {
        return switch (codePoint) {
            case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 -> true;
            default -> false;
        };
    }

    /**
     * The first character that does not belong in a text, as an addition to a message: "; U+200B at position 32 is
     * invisible: delete it". Empty if all of them belong. Invisible characters at both ends are passed over. Positions are
     * counted from 1.
     *
     * <p>A letter or digit is not named, but its position is: it may be one of a secret in the wrong place.
     *
     * @param belongs tells if a character, the second number, belongs at a place, the first number, of the trimmed text
     */
    static String firstOdd(String text, BiPredicate<Integer, Integer> belongs) {
        String trimmed = trimmed(text);
        int before = text.codePointCount(0, text.indexOf(trimmed));
        int[] characters = trimmed.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (!belongs.test(i, characters[i])) {
                // A text that begins with a wrong letter is something else altogether.
                return i == 0 && isLetterOrDigit(characters[i]) ? "" : "; " + odd(characters[i], before + i + 1);
            }
        }
        return "";
    }

    /**
     * The first character that is not an ASCII letter or digit, as an addition to a message; empty if there is none, and
     * for invisible characters at both ends.
     */
    public static String firstOdd(String text) {
        return firstOdd(text, (place, character) -> isLetterOrDigit(character));
    }

    /**
     * The first invisible character of a text that is no plain blank, as a part of a message: "U+200B at position 32 is
     * invisible: delete it"; empty if there is none.
     */
    public static Optional<String> invisible(String text) {
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] != ' ' && isInvisible(characters[i])) {
                return Optional.of(odd(characters[i], i + 1));
            }
        }
        return Optional.empty();
    }

    private static String odd(int character, int position) {
        String place = " at position " + position;
        if (isDigit(character)) {
            return "a digit" + place + " does not belong there";
        }
        if (isLetterOrDigit(character)) {
            return "a letter" + place + " does not belong there";
        }
        String name = String.format(Locale.ROOT, "U+%04X", character) + place;
        return isInvisible(character) ? name + " is invisible: delete it" : name + " does not belong there";
    }

    /** Tells if a character is an ASCII letter or digit. */
    static boolean isLetterOrDigit(int character) {
        return isDigit(character) || (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
    }

    /** Tells if a character is an ASCII digit. */
    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
