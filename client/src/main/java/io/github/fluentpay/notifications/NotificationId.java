package io.github.fluentpay.notifications;

/**
 * What a notification id may look like: characters that every database keeps, compares and prints alike, whatever its
 * encoding.
 */
final class NotificationId {

    static final int LONGEST = 64;

    private static final String RULE =
            "; an id is 1 to " + LONGEST + " visible ASCII characters, without quotes and backslash";

    private NotificationId() {}

    /** @throws IllegalArgumentException if it is not an id; the message does not repeat what may break a log */
    static void check(String id) {
        if (id.isEmpty() || id.length() > LONGEST) {
            throw new IllegalArgumentException("The notification id has " + id.length() + " characters" + RULE);
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isAllowed(id.charAt(i))) {
                throw new IllegalArgumentException(
                        "The notification id has U+%04X at index %d%s".formatted(id.codePointAt(i), i, RULE));
            }
        }
    }

    private static boolean isAllowed(char c) {
        return c > ' ' && c < 0x7F && c != '"' && c != '\'' && c != '`' && c != '\\';
    }
}
