package io.github.fluentpay.protocol;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import javax.crypto.Cipher;

/** RSA-OAEP with SHA-1 and MGF1 over SHA-1, which the platform prescribes for sensitive fields (敏感信息加密). */
final class PrivacyOaep {

    private static final String TRANSFORMATION = "RSA/ECB/OAEPWithSHA-1AndMGF1Padding";

    private PrivacyOaep() {}

    /** RFC 8017 section 7.1.1: the length of the modulus less twice that of a SHA-1 hash, less two; all in bytes. */
    static int longest(int bits) {
        return (bits + 7) / 8 - 2 * 20 - 2;
    }

    static byte[] encrypt(Key key, SecureRandom random, byte[] plain) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(Cipher.ENCRYPT_MODE, key, random);
        return cipher.doFinal(plain);
    }

    static byte[] decrypt(Key key, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(Cipher.DECRYPT_MODE, key);
        return cipher.doFinal(sealed);
    }
}
