package io.github.fluentpay.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Set;

/**
 * Seals sensitive fields (敏感信息) of a request for the platform: RSA-OAEP with SHA-1, Base64. The request must name the
 * key in {@code Wechatpay-Serial}: send {@link #serial()} there. Safe for many threads.
 */
public final class PrivacyEncryptor {

    /** Characters of Base64, of what RSA keys of 2048, 3072 and 4096 bits make. */
    private static final Set<Integer> SEALED_LENGTHS = Set.of(344, 512, 684);

    private final VerifyingKey key;
    private final SecureRandom random;

    /** @param key see {@link VerifyingKeys#sealing()} */
    public PrivacyEncryptor(VerifyingKey key) {
        this(key, new SecureRandom());
    }

    /**
     * Seals with randomness of the caller's, for tests and reproducible requests.
     *
     * @param random must be unpredictable outside of tests: who can guess it can test guesses of what was sealed
     */
    public PrivacyEncryptor(VerifyingKey key, SecureRandom random) {
        this.key = Objects.requireNonNull(key, "key");
        this.random = Objects.requireNonNull(random, "random");
    }

    /** The key's serial, for the header {@code Wechatpay-Serial}. */
    public String serial() {
        return key.serial();
    }

    /**
     * Seals one field; each call gives another text, as far as its randomness does.
     *
     * @throws IllegalArgumentException if {@code plain} is longer than the key can take, 214 bytes of UTF-8 for 2048
     *     bits; the message gives its length only
     */
    public String seal(String plain) {
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        try {
            return Base64.getEncoder().encodeToString(PrivacyOaep.encrypt(key.publicKey(), random, bytes));
        } catch (GeneralSecurityException e) {
            int bits = key.bits();
            throw new IllegalArgumentException(
                    "A sensitive field of " + bytes.length + " bytes cannot be sealed: RSA-OAEP with " + bits
                            + " bits takes at most " + PrivacyOaep.longest(bits),
                    e);
        }
    }

    /**
     * Tells if a text has the form of a sealed field: Base64 of 256, 384 or 512 bytes, which is what RSA keys of 2048, 3072
     * and 4096 bits make. Whether it opens, only the owner of the key can tell.
     */
    public static boolean isSealed(String text) {
        if (!SEALED_LENGTHS.contains(text.length())) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(text).length % 128 == 0;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
