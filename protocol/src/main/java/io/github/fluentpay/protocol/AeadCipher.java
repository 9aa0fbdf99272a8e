package io.github.fluentpay.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM under the APIv3 key; APIv3 documentation, "decrypt certificates and callbacks" (证书和回调报文解密). Safe for
 * many threads.
 */
public final class AeadCipher {

    static final String SUBJECT = "The encrypted resource";

    private static final int TAG_LENGTH = 16;
    private static final int NONCE_LENGTH = 12;
    private static final String NOT_SEALED = "is not a ciphertext with a nonce and a 16-byte tag";

    private final ApiV3Key key;

    /** Opens and seals under {@code key}. */
    public AeadCipher(ApiV3Key key) {
        this.key = key;
    }

    /**
     * Decrypts and authenticates. Not public: notifications are opened by {@link NotificationReader}, which verifies them
     * first.
     *
     * @return the plain bytes, usually UTF-8 text
     * @throws MalformedMessageException if the algorithm is another, the ciphertext is not Base64, or the key does not
     *     fit: a wrong APIv3 key and a changed ciphertext cannot be told apart
     */
    byte[] open(EncryptedResource resource) {
        if (!resource.algorithm().equals(EncryptedResource.AES_256_GCM)) {
            throw refused("is sealed with an algorithm other than " + EncryptedResource.AES_256_GCM, null);
        }
        byte[] ciphertext;
        try {
            ciphertext = Base64.getDecoder().decode(resource.ciphertext());
        } catch (IllegalArgumentException e) {
            throw refused("is not Base64", e);
        }
        // Of less than a tag Java 17 says ProviderException, which is unchecked, and Java 25 AEADBadTagException, as of
        // a wrong
        // key.
        if (ciphertext.length < TAG_LENGTH) {
            throw refused(NOT_SEALED, null);
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, resource.nonce(), resource.associatedData())
                    .doFinal(ciphertext);
        } catch (AEADBadTagException e) {
            throw refused(
                    "does not open with this APIv3 key: it is not the key set in the console under API security"
                            + " (API安全) when this was sealed, or the ciphertext was changed",
                    e);
        } catch (GeneralSecurityException | IllegalArgumentException | ProviderException e) {
            throw refused(NOT_SEALED, e);
        }
    }

    /**
     * Encrypts with a fresh random nonce, as the platform does; for stand-ins of it and for tests.
     *
     * @param associatedData authenticated beside the content; may be empty
     */
    public EncryptedResource seal(byte[] plain, String associatedData, RandomGenerator random) {
        return sealWithNonce(plain, associatedData, RequestSigner.nonce(random).substring(0, NONCE_LENGTH));
    }

    /** A nonce must never serve twice under one key: only known-answer tests choose it. */
    EncryptedResource sealWithNonce(byte[] plain, String associatedData, String nonce) {
        try {
            byte[] ciphertext =
                    cipher(Cipher.ENCRYPT_MODE, nonce, associatedData).doFinal(plain);
            return new EncryptedResource(
                    EncryptedResource.AES_256_GCM,
                    nonce,
                    associatedData,
                    Base64.getEncoder().encodeToString(ciphertext));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot seal with AES-256-GCM", e);
        }
    }

    private Cipher cipher(int mode, String nonce, String associatedData) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(8 * TAG_LENGTH, nonce.getBytes(StandardCharsets.UTF_8)));
        cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static MalformedMessageException refused(String problem, @Nullable Exception cause) {
        return new MalformedMessageException(SUBJECT + " " + problem, RetrySafety.UNSAFE, cause);
    }
}
