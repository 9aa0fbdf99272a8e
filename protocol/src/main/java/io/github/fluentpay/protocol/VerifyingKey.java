package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.Identifier;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key the platform signs with: the WeChat Pay public key (微信支付公钥), named {@code PUB_KEY_ID_…}, or a platform
 * certificate (微信支付平台证书), named by its serial number. The same key seals sensitive fields for the platform.
 * Immutable and safe for many threads.
 */
public final class VerifyingKey {

    static final String PUBLIC_KEY_PREFIX = Identifier.PUBLIC_KEY_PREFIX;
    private static final String PUBLIC_KEY_NAME = "the platform's console calls it pub_key.pem";
    private static final String CERTIFICATE_NAME =
            "a platform certificate (wechatpay_….pem) comes from GET v3/certificates, not from the console";

    private final String serial;
    private final PublicKey key;
    private final int bits;
    private final @Nullable X509Certificate certificate;
    private final CryptoProvider provider;

    private VerifyingKey(String serial, PublicKey key, @Nullable X509Certificate certificate, CryptoProvider provider) {
        if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() < MerchantKey.MIN_BITS) {
            throw new IllegalArgumentException(
                    "The key " + serial + " is not an RSA key of at least " + MerchantKey.MIN_BITS + " bits");
        }
        this.serial = serial;
        this.key = provider.adopt(key);
        this.bits = rsa.getModulus().bitLength();
        this.certificate = certificate;
        this.provider = provider;
    }

    /**
     * The WeChat Pay public key.
     *
     * @param publicKeyId its ID as the console shows it, {@code PUB_KEY_ID_} and digits
     * @param publicKey the console's {@code pub_key.pem}
     * @throws IllegalArgumentException if the ID is malformed, or the source is something else (the message says what)
     */
    public static VerifyingKey ofPublicKey(String publicKeyId, KeySource publicKey) {
        KeyMaterial material = KeyMaterial.of(publicKey);
        KeyMaterial.Block block = material.require(
                EnumSet.of(KeyKind.PUBLIC_KEY, KeyKind.PKCS1_PUBLIC_KEY), "a public key", PUBLIC_KEY_NAME);
        byte[] spki = block.kind() == KeyKind.PUBLIC_KEY ? block.der() : Der.pkcs1ToSpki(block.der());
        try {
            return ofPublicKey(publicKeyId, KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(spki)));
        } catch (GeneralSecurityException e) {
            throw material.damaged("an RSA public key", e);
        }
    }

    /** The WeChat Pay public key of a JCA object; as {@link #ofPublicKey(String, KeySource)}. */
    public static VerifyingKey ofPublicKey(String publicKeyId, PublicKey publicKey) {
        return new VerifyingKey(
                Identifier.PUBLIC_KEY_ID.read(publicKeyId), publicKey, null, CryptoProvider.preferred());
    }

    /**
     * A platform certificate; its serial number is read from it. Validity dates are not checked here: a message signed
     * with it a moment before it expired is still the platform's.
     *
     * @throws IllegalArgumentException if the source is something else (the message says what)
     */
    public static VerifyingKey ofCertificate(KeySource source) {
        return ofCertificate(Certificates.read(source, CERTIFICATE_NAME));
    }

    /** A platform certificate of a JCA object. */
    public static VerifyingKey ofCertificate(X509Certificate certificate) {
        return ofCertificate(certificate, CryptoProvider.preferred());
    }

    static VerifyingKey ofCertificate(X509Certificate certificate, CryptoProvider provider) {
        return new VerifyingKey(SerialNumber.of(certificate), certificate.getPublicKey(), certificate, provider);
    }

    /** What {@code Wechatpay-Serial} calls this key. */
    public String serial() {
        return serial;
    }

    /** Tells whether it is a platform certificate, rather than the WeChat Pay public key. */
    public boolean isCertificate() {
        return certificate != null;
    }

    /** The platform certificate; empty for the WeChat Pay public key. */
    public Optional<X509Certificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    /** When the certificate ends; empty for the WeChat Pay public key, which has no end. */
    public Optional<Instant> expires() {
        return certificate().map(x509 -> x509.getNotAfter().toInstant());
    }

    /** Tells whether {@code signature} is this key's SHA256-with-RSA signature of {@code message}. */
    public boolean verify(byte[] message, byte[] signature) {
        try {
            Signature engine = provider.signature();
            engine.initVerify(key);
            engine.update(message);
            return engine.verify(signature);
        } catch (SignatureException wrongLength) {
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("The key " + serial + " cannot verify with " + provider.name(), e);
        }
    }

    PublicKey publicKey() {
        return key;
    }

    int bits() {
        return bits;
    }

    @Override
    public String toString() {
        return "VerifyingKey[" + serial + "]";
    }
}
