package io.github.fluentpay.local.identity;

import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.SerialNumber;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;

/**
 * A merchant as the platform knows it.
 *
 * @param mchid merchant number
 * @param serial of the API certificate
 * @param publicKey of the API certificate
 * @param apiV3Key seals certificates and notifications
 */
public record KnownMerchant(String mchid, String serial, RSAPublicKey publicKey, ApiV3Key apiV3Key) {

    static KnownMerchant of(String mchid, X509Certificate certificate, String apiV3Key) {
        if (!(certificate.getPublicKey() instanceof RSAPublicKey publicKey)) {
            throw new IllegalArgumentException("the certificate of merchant " + mchid + " has no RSA key");
        }
        return new KnownMerchant(mchid, SerialNumber.of(certificate), publicKey, ApiV3Key.of(apiV3Key));
    }
}
