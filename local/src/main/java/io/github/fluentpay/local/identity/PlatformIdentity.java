package io.github.fluentpay.local.identity;

import io.github.fluentpay.protocol.SerialNumber;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;

/**
 * The platform's two key pairs.
 *
 * @param publicKeyId {@code PUB_KEY_ID_} and digits
 * @param publicKey the WeChat Pay public key
 * @param publicKeyPrivate its private half
 * @param certificate the platform certificate
 * @param certificatePrivate the private half of its key
 */
public record PlatformIdentity(
        String publicKeyId,
        PublicKey publicKey,
        PrivateKey publicKeyPrivate,
        X509Certificate certificate,
        PrivateKey certificatePrivate) {

    /** The certificate's serial number, as the platform spells it. */
    public String certificateSerial() {
        return SerialNumber.of(certificate);
    }

    @Override
    public String toString() {
        return "PlatformIdentity[" + publicKeyId + ", " + certificateSerial() + "]";
    }
}
