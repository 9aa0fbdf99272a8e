package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Certificate serial numbers (证书序列号) as the platform spells them everywhere: upper-case hexadecimal without
 * leading zeros, usually 40 digits.
 */
public final class SerialNumber {

    private static final Pattern HEX = Pattern.compile("[0-9A-F]{1,64}");

    private SerialNumber() {}

    /** The serial number of a certificate, in the platform's spelling. */
    public static String of(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    }

    /**
     * Brings a serial number into the platform's spelling; takes the lower case, colons and leading zeros
     * that some tools print.
     *
     * @throws IllegalArgumentException if it is not hexadecimal or has more than 64 digits
     */
    public static String normalise(String text) {
        String hex = text.strip().replace(":", "").toUpperCase(Locale.ROOT);
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException(ShownValue.of(text)
                    + " is not a certificate serial number: up to 64 hexadecimal digits, as the console shows beside"
                    + " the API certificate");
        }
        return hex.replaceFirst("^0+(?=.)", "");
    }
}
