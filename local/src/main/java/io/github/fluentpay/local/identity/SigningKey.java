package io.github.fluentpay.local.identity;

import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.VerifyingKey;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;

/**
 * A key of the platform, both halves.
 *
 * @param verifying what clients verify with
 * @param publicKey the same as a plain key
 * @param signer signs with the private half
 * @param privateKey the private half
 */
public record SigningKey(VerifyingKey verifying, PublicKey publicKey, MerchantKey signer, PrivateKey privateKey) {

    static SigningKey ofPublicKey(String id, PublicKey publicKey, PrivateKey privateKey) {
        return new SigningKey(
                VerifyingKey.ofPublicKey(id, publicKey), publicKey, MerchantKey.of(privateKey), privateKey);
    }

    static SigningKey ofCertificate(X509Certificate certificate, PrivateKey privateKey) {
        return new SigningKey(
                VerifyingKey.ofCertificate(certificate),
                certificate.getPublicKey(),
                MerchantKey.of(privateKey),
                privateKey);
    }

    /** {@code PUB_KEY_ID_…}, or the certificate's serial number. */
    public String serial() {
        return verifying.serial();
    }

    /** The certificate; only a key that has one may be asked. */
    public X509Certificate certificate() {
        return verifying.certificate().orElseThrow();
    }

    @Override
    public String toString() {
        return "SigningKey[" + serial() + "]";
    }
}
