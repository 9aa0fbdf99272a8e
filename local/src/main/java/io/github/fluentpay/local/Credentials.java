package io.github.fluentpay.local;

import io.github.fluentpay.local.identity.Identity;
import io.github.fluentpay.local.identity.Pem;
import io.github.fluentpay.protocol.SerialNumber;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;

/**
 * LocalPay's merchant and platform as plain keys, for clients that do not read a
 * {@link io.github.fluentpay.profile.Profile}: other SDKs, in tests that compare. Immutable. {@code toString()} shows
 * numbers and serials only.
 */
public final class Credentials {

    private final Identity identity;
    private final X509Certificate platformCertificate;

    Credentials(Identity identity, X509Certificate platformCertificate) {
        this.identity = identity;
        this.platformCertificate = platformCertificate;
    }

    /** Merchant number (商户号). */
    public String mchid() {
        return identity.merchant().mchid();
    }

    /** Serial number of the merchant's API certificate, upper-case hexadecimal. */
    public String merchantSerial() {
        return identity.merchant().serial();
    }

    /** The merchant's private key; a secret. */
    public PrivateKey merchantPrivateKey() {
        return identity.merchant().privateKey();
    }

    /** The merchant's private key as the console's {@code apiclient_key.pem}; a secret. */
    public String merchantPrivateKeyPem() {
        return Pem.of(identity.merchant().privateKey());
    }

    /** The merchant's API certificate. */
    public X509Certificate merchantCertificate() {
        return identity.merchant().certificate();
    }

    /** The merchant's APIv3 key (APIv3密钥), 32 characters; a secret. */
    public String apiV3Key() {
        return identity.merchant().apiV3Key();
    }

    /** The platform certificate (平台证书) at the time of asking; of two the older one, until the new one alone signs. */
    public X509Certificate platformCertificate() {
        return platformCertificate;
    }

    /** Serial number of the platform certificate, upper-case hexadecimal. */
    public String platformCertificateSerial() {
        return SerialNumber.of(platformCertificate);
    }

    /** The ID of the WeChat Pay public key, {@code PUB_KEY_ID_} and digits. */
    public String platformPublicKeyId() {
        return identity.platform().publicKeyId();
    }

    /** The WeChat Pay public key (微信支付公钥). */
    public PublicKey platformPublicKey() {
        return identity.platform().publicKey();
    }

    /** The WeChat Pay public key as the console's {@code pub_key.pem}. */
    public String platformPublicKeyPem() {
        return Pem.of(identity.platform().publicKey());
    }

    @Override
    public String toString() {
        return "Credentials[" + identity.merchant() + ", " + identity.platform() + "]";
    }
}
