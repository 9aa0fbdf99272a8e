package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.Identifier;
import java.security.cert.X509Certificate;
import java.util.Objects;

/**
 * A brand (品牌) as the platform knows it when it calls paths under {@code /brand/}: brand number, serial number of the
 * brand's API certificate, and the private key that belongs to it. The platform answers brands with its public key alone.
 *
 * @param brandId {@code brand_id}, digits
 * @param serialNumber serial number of the brand's API certificate, upper-case hexadecimal
 * @param signer signs with the brand's private key
 */
public record Brand(String brandId, String serialNumber, Signer signer) {

    private static final String CONSOLE_NAME = "the brand's console hands it out beside the private key";

    /**
     * Trims what is invisible at both ends of the two numbers, and spells the serial number as the platform does.
     *
     * @throws IllegalArgumentException if {@code brandId} or {@code serialNumber} is malformed
     */
    public Brand {
        Objects.requireNonNull(brandId, "brandId");
        Objects.requireNonNull(serialNumber, "serialNumber");
        Objects.requireNonNull(signer, "signer");
        brandId = Identifier.BRAND_ID.read(brandId);
        serialNumber = SerialNumber.normalise(serialNumber);
    }

    /**
     * The brand whose certificate and key these are; the serial number is read from the certificate.
     *
     * @throws IllegalArgumentException if either cannot be read, or the two do not belong together
     */
    public static Brand of(String brandId, KeySource certificate, KeySource privateKey) {
        X509Certificate x509 = Certificates.read(certificate, CONSOLE_NAME);
        MerchantKey key = MerchantKey.read(privateKey);
        if (!key.matches(x509.getPublicKey())) {
            throw new IllegalArgumentException("The private key (" + privateKey.place()
                    + ") does not belong to the certificate (" + certificate.place()
                    + "): take both from the same download of the console");
        }
        return new Brand(brandId, SerialNumber.of(x509), key);
    }
}
