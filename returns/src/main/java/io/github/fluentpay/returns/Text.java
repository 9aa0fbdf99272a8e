package io.github.fluentpay.returns;

import java.util.Objects;

/** Checks the platform's numbers before a row is written that could never be sent. */
final class Text {

    private Text() {}

    /** @throws IllegalArgumentException if it is blank, or has more characters than the platform takes */
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
    }

    /** The same of a merchant's number. */
    static void checkMchid(String mchid) {
        Objects.requireNonNull(mchid, "mchid");
        if (!mchid.matches("[0-9]{8,15}")) {
            throw new IllegalArgumentException("mchid \"" + mchid + "\" is not 8 to 15 digits");
        }
    }
}
