package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.VisibleText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;

/**
 * A merchant's API private key (商户API私钥), RSA of at least 2048 bits; the console's {@code apiclient_key.pem}.
 * Immutable, safe for many threads without a lock; the key is parsed once. {@code toString()} shows its size only.
 */
public final class MerchantKey implements Signer {

    static final int MIN_BITS = 2048;
    private static final String CONSOLE_NAME = "the platform's console calls it apiclient_key.pem";

    private final PrivateKey key;
    private final RSAKey parameters;
    private final CryptoProvider provider;

    private MerchantKey(PrivateKey key, RSAKey parameters, CryptoProvider provider) {
        this.key = key;
        this.parameters = parameters;
        this.provider = provider;
    }

    /**
     * Reads a PEM or DER private key, PKCS#8 or PKCS#1.
     *
     * @throws IllegalArgumentException if the source cannot be read, is something else (the message says what), or is
     *     not an RSA key of at least 2048 bits
     */
    public static MerchantKey read(KeySource source) {
        KeyMaterial material = KeyMaterial.of(source);
        KeyMaterial.Block block = material.require(
                EnumSet.of(KeyKind.PRIVATE_KEY, KeyKind.PKCS1_PRIVATE_KEY), "a private key", CONSOLE_NAME);
        byte[] pkcs8 = block.kind() == KeyKind.PRIVATE_KEY ? block.der() : Der.pkcs1ToPkcs8(block.der());
        try {
            return of(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException e) {
            throw material.damaged("an RSA private key", e);
        }
    }

    /**
     * The key of a JCA object.
     *
     * @throws IllegalArgumentException if it is not an RSA key of at least 2048 bits, or has no encoded form (a key
     *     inside a hardware module: implement {@link Signer} for it)
     */
    public static MerchantKey of(PrivateKey key) {
        return of(key, CryptoProvider.preferred());
    }

    static MerchantKey of(PrivateKey key, CryptoProvider provider) {
        if (!(key instanceof RSAKey parameters)) {
            throw new IllegalArgumentException(
                    "The private key is " + key.getAlgorithm() + ", an RSA key is needed; " + CONSOLE_NAME);
        }
        int bits = parameters.getModulus().bitLength();
        if (bits < MIN_BITS) {
            throw new IllegalArgumentException(
                    "The private key has " + bits + " bits, at least " + MIN_BITS + " are needed; " + CONSOLE_NAME);
        }
        if (key.getEncoded() == null) {
            throw new IllegalArgumentException(
                    "The private key does not leave its module: implement Signer with it instead");
        }
        return new MerchantKey(provider.adopt(key), parameters, provider);
    }

    /** What a PKCS#12 file held: the key and its certificate. */
    record Pkcs12(MerchantKey key, X509Certificate certificate) {

        static Pkcs12 read(KeySource source, char[] password) {
            KeyMaterial material = KeyMaterial.of(source);
            KeyMaterial.Block block = material.require(
                    EnumSet.of(KeyKind.PKCS12),
                    "a PKCS#12 key store",
                    "the platform's console calls it apiclient_cert.p12");
            try {
                return content(material, block.der(), password);
            } catch (IOException e) {
                char[] trimmed = VisibleText.trimmed(new String(password)).toCharArray();
                if (isWrongPassword(e) && !Arrays.equals(trimmed, password)) {
                    return read(source, trimmed); // a password from a file or a variable often has a line end
                }
                if (!isWrongPassword(e)) {
                    throw material.damaged("a PKCS#12 key store", e);
                }
                throw new IllegalArgumentException(
                        material.place()
                                + " cannot be opened with this password; the platform protects apiclient_cert.p12 with the"
                                + " merchant number (mchid)",
                        e);
            } catch (GeneralSecurityException e) {
                throw material.damaged("a PKCS#12 key store", e);
            }
        }

        private static Pkcs12 content(KeyMaterial material, byte[] pfx, char[] password)
                throws IOException, GeneralSecurityException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(pfx), password);
            for (String alias : Collections.list(store.aliases())) {
                if (store.getKey(alias, password) instanceof PrivateKey key
                        && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    return new Pkcs12(of(key), certificate);
                }
            }
            throw new IllegalArgumentException(
                    material.place() + " holds no private key with a certificate; export it again from the console");
        }

        /** As the contract of {@link KeyStore#load} has it; a damaged file has another cause, or none. */
        private static boolean isWrongPassword(IOException failure) {
            return failure.getCause() instanceof UnrecoverableKeyException;
        }
    }

    /** The raw SHA256-with-RSA signature of {@code message}. */
    @Override
    public byte[] sign(byte[] message) {
        try {
            Signature engine = provider.signature();
            engine.initSign(key);
            engine.update(message);
            return engine.sign();
        } catch (InvalidKeyException | SignatureException e) {
            throw new IllegalStateException("The merchant key cannot sign with " + provider.name(), e);
        }
    }

    /** Whether {@code publicKey} is the public half of this key. */
    public boolean matches(PublicKey publicKey) {
        if (!(publicKey instanceof RSAPublicKey rsa) || !rsa.getModulus().equals(parameters.getModulus())) {
            return false;
        }
        return !(parameters instanceof RSAPrivateCrtKey crt)
                || crt.getPublicExponent().equals(rsa.getPublicExponent());
    }

    /** Whether a key is the public half of this one: then it is not the platform's. */
    public boolean matches(VerifyingKey key) {
        return matches(key.publicKey());
    }

    PrivateKey privateKey() {
        return key;
    }

    @Override
    public String toString() {
        return "MerchantKey[RSA " + parameters.getModulus().bitLength() + "]";
    }
}
