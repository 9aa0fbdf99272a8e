package io.github.fluentpay.protocol;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 digest that a signature was made of. With the public key, RSA turns a signature back into the padded digest;
 * so the signature is computed once, and each text that may have been signed costs one digest. Only the owner of the
 * private key can make a signature that turns into a padded digest.
 */
final class SignedDigest {

    /** The DER prefix of a SHA-256 digest, RFC 8017 section 9.2, note 1. */
    private static final byte[] DIGEST_INFO = HexFormat.of().parseHex("3031300d060960864801650304020105000420");

    private static final int DIGEST_LENGTH = 32;

    private final byte[] digest;

    private SignedDigest(byte[] digest) {
        this.digest = digest;
    }

    /** RFC 8017 section 8.2.2, as far as it does not need the message; null if another key made the signature. */
    static @Nullable SignedDigest recover(PublicKey key, byte[] signature) {
        if (!(key instanceof RSAPublicKey rsa)) {
            return null;
        }
        // 1. The length is the modulus's, and the number is below it.
        int length = (rsa.getModulus().bitLength() + 7) / 8;
        BigInteger number = new BigInteger(1, signature);
        if (signature.length != length || number.compareTo(rsa.getModulus()) >= 0) {
            return null;
        }
        // 2. RSAVP1. The padded digest begins with a zero byte, which a number does not have.
        byte[] raw = number.modPow(rsa.getPublicExponent(), rsa.getModulus()).toByteArray();
        // 3. EMSA-PKCS1-v1_5: 00 01 FF … FF 00 DigestInfo digest.
        byte[] padded = padded(length);
        int end = length - DIGEST_LENGTH;
        boolean fits = raw.length == length - 1 && Arrays.equals(raw, 0, end - 1, padded, 1, end);
        return fits ? new SignedDigest(Arrays.copyOfRange(raw, end - 1, length - 1)) : null;
    }

    /** Tells whether a body was signed; null if the signature was not made with the key that is named, so that none was. */
    static @Nullable Predicate<byte[]> fits(SignatureHeaders headers, VerifyingKeys keys) {
        String timestamp = headers.timestamp();
        String nonce = headers.nonce();
        String serial = headers.serial();
        String signature = headers.signature();
        if (timestamp == null || nonce == null || serial == null || signature == null) {
            return null;
        }
        byte[] raw = Base64.getDecoder().decode(signature);
        SignedDigest digest =
                keys.find(serial).map(key -> recover(key.publicKey(), raw)).orElse(null);
        return digest == null ? null : body -> digest.isOf(StringToSign.ofReply(timestamp, nonce, body));
    }

    private static byte[] padded(int length) {
        byte[] padded = new byte[length];
        int info = length - DIGEST_LENGTH - DIGEST_INFO.length;
        Arrays.fill(padded, 2, info - 1, (byte) 0xFF);
        padded[1] = 1;
        System.arraycopy(DIGEST_INFO, 0, padded, info, DIGEST_INFO.length);
        return padded;
    }

    /** Tells whether it is the digest of this message. */
    boolean isOf(byte[] message) {
        try {
            return Arrays.equals(digest, MessageDigest.getInstance("SHA-256").digest(message));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }
}
