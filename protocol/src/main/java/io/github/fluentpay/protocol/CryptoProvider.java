package io.github.fluentpay.protocol;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;

/**
 * Who does the RSA arithmetic: the Amazon Corretto Crypto Provider when it is on the class path and works on this
 * machine, else the JDK. A signature costs about a third with Corretto's. The provider is handed to each operation and
 * never installed for the whole JVM.
 */
public final class CryptoProvider {

    private static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private static final CryptoProvider JDK = new CryptoProvider(findJdk());
    private static final Optional<CryptoProvider> CORRETTO_HERE = findCorretto();

    private final Provider provider;

    private CryptoProvider(Provider provider) {
        this.provider = provider;
    }

    /** The one in use: Corretto's if it {@linkplain #corretto() can be used}, else the JDK's. */
    public static CryptoProvider preferred() {
        return CORRETTO_HERE.orElse(JDK);
    }

    /** The JDK's own. */
    public static CryptoProvider jdk() {
        return JDK;
    }

    /** Corretto's, if it is on the class path and its native library loaded and passed its self-test here. */
    public static Optional<CryptoProvider> corretto() {
        return CORRETTO_HERE;
    }

    /** The provider's own name and version, for example {@code SunRsaSign 17}. */
    public String name() {
        return provider.getName() + " " + provider.getVersionStr();
    }

    private static Provider findJdk() {
        try {
            Provider sun = Security.getProvider("SunRsaSign");
            return sun == null ? Signature.getInstance("SHA256withRSA").getProvider() : sun;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no SHA256withRSA", e);
        }
    }

    // Optional at run time and packaged for each platform apart, so it is looked up by name.
    private static Optional<CryptoProvider> findCorretto() {
        try {
            Class<?> type = Class.forName(CORRETTO, true, CryptoProvider.class.getClassLoader());
            Provider found = (Provider) type.getField("INSTANCE").get(null);
            if (type.getMethod("getLoadingError").invoke(found) != null) {
                return Optional.empty();
            }
            type.getMethod("assertHealthy").invoke(found);
            return Optional.of(new CryptoProvider(found));
        } catch (ReflectiveOperationException | LinkageError | RuntimeException absentOrBroken) {
            return Optional.empty();
        }
    }

    /** The key as this provider's own object: with a foreign one most of a native provider's gain is lost. */
    PrivateKey adopt(PrivateKey key) {
        try {
            return keyFactory().generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The private key is not an RSA key that " + name() + " can use", e);
        }
    }

    /** The key as this provider's own object. */
    PublicKey adopt(PublicKey key) {
        try {
            return keyFactory().generatePublic(new X509EncodedKeySpec(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The public key is not an RSA key that " + name() + " can use", e);
        }
    }

    /** A fresh SHA256-with-RSA engine: engines are not safe for threads, and making one costs little. */
    Signature signature() {
        try {
            return Signature.getInstance("SHA256withRSA", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(name() + " has no SHA256withRSA", e);
        }
    }

    private KeyFactory keyFactory() throws GeneralSecurityException {
        return KeyFactory.getInstance("RSA", provider);
    }

    @Override
    public String toString() {
        return name();
    }
}
