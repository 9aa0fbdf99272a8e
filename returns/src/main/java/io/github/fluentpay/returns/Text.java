package io.github.fluentpay.returns;

import io.github.fluentpay.protocol.internal.Identifier;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.util.Objects;

/** Checks the platform's numbers before a row is written that could never be sent. */
final class Text {

    private Text() {}

    /**
     * @throws IllegalArgumentException if it is blank, has more characters than the platform takes, or an invisible one
     *     other than a blank
     */
    static void check(String name, String value, int longest) {
        Objects.requireNonNull(value, name);
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " is blank");
        }
        int length = value.codePointCount(0, value.length());
        if (length > longest) {
            throw new IllegalArgumentException(
                    name + " has " + length + " characters; the platform takes at most " + longest);
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(name + " has a control character in it");
        }
        VisibleText.invisible(value).ifPresent(odd -> {
            throw new IllegalArgumentException(name + ": " + odd);
        });
    }

    /**
     * A merchant's number or an appid, without the invisible characters at both ends.
     *
     * @throws IllegalArgumentException if it does not have the documented shape
     */
    static String identifier(String name, Identifier kind, String value) {
        try {
            return kind.read(Objects.requireNonNull(value, name));
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(name + ": " + malformed.getMessage(), malformed);
        }
    }

    /** A merchant's number; as {@link #identifier}. */
    static String mchid(String mchid) {
        return identifier("mchid", Identifier.MCHID, mchid);
    }
}
