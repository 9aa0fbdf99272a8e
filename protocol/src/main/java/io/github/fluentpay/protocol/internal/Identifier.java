package io.github.fluentpay.protocol.internal;

import java.util.regex.Pattern;

/**
 * A kind of name that people copy from the platform's console into a setting. Each kind is read alike: what is invisible
 * at both ends is trimmed, and everything else that does not belong is refused before anything is sent with it.
 */
public enum Identifier {
    /** Merchant number (商户号). */
    MCHID("[0-9]{8,15}", "a merchant number: 8 to 15 digits, shown in the console"),

    /** Brand number (品牌). */
    BRAND_ID("[0-9]{1,20}", "a brand number: digits, shown in the console"),

    /** Number of an app. The documentation names its length alone; all known ones are letters, digits, _ and -. */
    APPID("[0-9A-Za-z_-]{1,32}", "an appid: up to 32 letters and digits, shown in the console beside the app"),

    /** ID of a WeChat Pay public key (微信支付公钥ID). */
    PUBLIC_KEY_ID(
            "PUB_KEY_ID_[0-9]{1,60}",
            "the ID of a WeChat Pay public key: it is PUB_KEY_ID_ and digits, and stands in the console beside the key"),

    /** Serial number of a certificate (证书序列号), without the blanks and colons that some tools print. */
    SERIAL_NUMBER(
            "[0-9A-F]{1,64}",
            "a certificate serial number: up to 64 hexadecimal digits, as the console shows beside the API certificate");

    /** The beginning of the ID of every WeChat Pay public key. */
    public static final String PUBLIC_KEY_PREFIX = "PUB_KEY_ID_";

    private final Pattern shape;
    private final String words;

    Identifier(String shape, String words) {
        this.shape = Pattern.compile(shape);
        this.words = words;
    }

    /**
     * The name without invisible characters at both ends.
     *
     * @throws IllegalArgumentException if it does not have the documented shape; the message names the first character
     *     that does not belong, and its position
     */
    public String read(String text) {
        String name = VisibleText.trimmed(text);
        if (!fits(name)) {
            throw refused(text);
        }
        return name;
    }

    /** Tells if a name has the documented shape as it is. */
    public boolean fits(String name) {
        return shape.matcher(name).matches();
    }

    /** An error about a name that does not have the documented shape. */
    public IllegalArgumentException refused(String text) {
        boolean isPublicKeyId = PUBLIC_KEY_ID.fits(VisibleText.trimmed(text));
        return new IllegalArgumentException(ShownValue.of(text) + " is not " + words
                + (isPublicKeyId ? "; it is the ID of a WeChat Pay public key" : odd(text)));
    }

    /**
     * The first character that does not belong, as an addition to a message: "; U+200B at position 32 is invisible: delete
     * it". Empty if all of them belong.
     */
    public String odd(String text) {
        boolean hasPrefix = VisibleText.trimmed(text).startsWith(PUBLIC_KEY_PREFIX);
        return VisibleText.firstOdd(text, (place, character) -> belongs(place, character, hasPrefix));
    }

    private boolean belongs(int place, int character, boolean hasPrefix) {
        return switch (this) {
            case MCHID, BRAND_ID -> VisibleText.isDigit(character);
            case APPID -> VisibleText.isLetterOrDigit(character) || character == '_' || character == '-';
            case PUBLIC_KEY_ID ->
                hasPrefix
                        ? place < PUBLIC_KEY_PREFIX.length() || VisibleText.isDigit(character)
                        : VisibleText.isLetterOrDigit(character) || character == '_';
            case SERIAL_NUMBER -> isHexadecimal(character) || character == ':' || VisibleText.isBlank(character);
        };
    }

    private static boolean isHexadecimal(int character) {
        return VisibleText.isLetterOrDigit(character) && Character.digit(character, 16) >= 0;
    }
}
