package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.Identifier;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.security.cert.X509Certificate;
import java.util.Locale;

/**
 * Certificate serial numbers (证书序列号) as the platform spells them everywhere: upper-case hexadecimal without
 * leading zeros, usually 40 digits.
 */
public final class SerialNumber {

    private SerialNumber() {}

    /** The serial number of a certificate, in the platform's spelling. */
    public static String of(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    }

    /**
     * Brings a serial number into the platform's spelling; takes the lower case, the colons or blanks between digits, and
     * the leading zeros that some tools print. Invisible characters at both ends are trimmed.
     *
     * @throws IllegalArgumentException if it is not hexadecimal or has more than 64 digits; the message names the first
     *     character that does not belong, and its position
     */
    public static String normalise(String text) {
        StringBuilder digits = new StringBuilder();
        VisibleText.trimmed(text)
                .codePoints()
                .filter(character -> character != ':' && !VisibleText.isBlank(character))
                .forEach(digits::appendCodePoint);
        String hex = digits.toString().toUpperCase(Locale.ROOT);
        if (!Identifier.SERIAL_NUMBER.fits(hex)) {
            throw Identifier.SERIAL_NUMBER.refused(text);
        }
        return hex.replaceFirst("^0+(?=.)", "");
    }
}
