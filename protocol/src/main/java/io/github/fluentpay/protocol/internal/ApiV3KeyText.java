package io.github.fluentpay.protocol.internal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of an APIv3 key (APIv3密钥), as it is found in a setting. The platform's console takes 32 digits and letters;
 * invisible characters at both ends are trimmed.
 */
public final class ApiV3KeyText {

    private static final int LENGTH = 32;
    private static final Pattern VISIBLE_ASCII = Pattern.compile("[!-~]*");

    private ApiV3KeyText() {}

    /**
     * The reason why a text cannot be an APIv3 key, for example "has 33 bytes, exactly 32 are needed; U+200B at position
     * 17 is invisible: delete it"; empty if it can be one. No letter or digit of the key is in it.
     */
    public static Optional<String> problem(String text) {
        String trimmed = VisibleText.trimmed(text);
        int bytes = trimmed.getBytes(StandardCharsets.UTF_8).length;
        if (bytes != LENGTH) {
            return Optional.of("has " + bytes + " bytes, exactly " + LENGTH + " are needed" + odd(text, trimmed));
        }
        return VISIBLE_ASCII.matcher(trimmed).matches()
                ? Optional.empty()
                : Optional.of("has " + LENGTH + " bytes, not all of them digits and letters" + odd(text, trimmed));
    }

    /** The first character that does not belong; of a key of digits and letters alone, those that are too many. */
    private static String odd(String text, String trimmed) {
        String odd = VisibleText.firstOdd(text);
        if (!odd.isEmpty() || trimmed.length() <= LENGTH) {
            return odd;
        }
        int first = LENGTH + 1;
        return trimmed.length() == first
                ? "; all are digits and letters, and the one at position " + first + " is too many"
                : "; all are digits and letters, and those at positions " + first + " to " + trimmed.length()
                        + " are too many";
    }
}
