package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.Identifier;
import java.security.cert.X509Certificate;
import java.util.Objects;

/**
 * A merchant (商户) as the platform knows it when it calls: merchant number, serial number of the API certificate, and
 * the private key that belongs to it. The three come as one value because half of them signs nothing.
 *
 * @param mchid merchant number (商户号), 8 to 15 digits
 * @param serialNumber serial number of the API certificate, upper-case hexadecimal
 * @param signer signs with the API private key
 */
public record Merchant(String mchid, String serialNumber, Signer signer) {

    private static final String CONSOLE_NAME = "the platform's console calls it apiclient_cert.pem";

    /**
     * Trims what is invisible at both ends of the two numbers, and spells the serial number as the platform does.
     *
     * @throws IllegalArgumentException if {@code mchid} or {@code serialNumber} is malformed
     */
    public Merchant {
        Objects.requireNonNull(mchid, "mchid");
        Objects.requireNonNull(serialNumber, "serialNumber");
        Objects.requireNonNull(signer, "signer");
        mchid = Identifier.MCHID.read(mchid);
        serialNumber = SerialNumber.normalise(serialNumber);
    }

    /**
     * The merchant whose certificate and key these are; the serial number is read from the certificate.
     *
     * @throws IllegalArgumentException if either cannot be read, or the two do not belong together
     */
    public static Merchant of(String mchid, KeySource certificate, KeySource privateKey) {
        X509Certificate x509 = certificate(certificate);
        MerchantKey key = MerchantKey.read(privateKey);
        if (!key.matches(x509.getPublicKey())) {
            throw new IllegalArgumentException("The private key (" + privateKey.place()
                    + ") does not belong to the certificate (" + certificate.place()
                    + "): take both from the same download of the console");
        }
        return new Merchant(mchid, SerialNumber.of(x509), key);
    }

    /**
     * Reads an API certificate (商户API证书), the console's {@code apiclient_cert.pem}. Validity dates are not checked.
     *
     * @throws IllegalArgumentException if the source is something else (the message says what)
     */
    public static X509Certificate certificate(KeySource certificate) {
        return Certificates.read(certificate, CONSOLE_NAME);
    }

    /**
     * The merchant of a PKCS#12 file, the console's {@code apiclient_cert.p12}, whose password is the mchid unless it
     * was changed.
     *
     * @throws IllegalArgumentException if it is not one, or cannot be opened with this password
     */
    public static Merchant ofPkcs12(String mchid, KeySource pkcs12, char[] password) {
        MerchantKey.Pkcs12 content = MerchantKey.Pkcs12.read(pkcs12, password);
        return new Merchant(mchid, SerialNumber.of(content.certificate()), content.key());
    }
}
