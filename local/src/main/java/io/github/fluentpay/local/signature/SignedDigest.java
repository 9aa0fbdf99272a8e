package io.github.fluentpay.local.signature;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a signer hashed, taken out of the signature: with the public key, RSA turns a signature back into the padded
 * digest. Proper padding proves that the private half of this very key made it, and the digest can be compared with
 * that of any text one suspects.
 *
 * @param algorithm {@code SHA256withRSA} for a proper one
 * @param hexDigest the digest, lower-case hexadecimal
 */
record SignedDigest(String algorithm, String hexDigest) {

    /** The DER prefixes of RFC 8017 section 9.2, note 1. */
    private enum DigestInfo {
        SHA256("SHA256withRSA", "3031300d060960864801650304020105000420"),
        SHA1("SHA1withRSA", "3021300906052b0e03021a05000414"),
        SHA384("SHA384withRSA", "3041300d060960864801650304020205000430"),
        SHA512("SHA512withRSA", "3051300d060960864801650304020305000440"),
        MD5("MD5withRSA", "3020300c06082a864886f70d020505000410");

        private final String algorithm;
        private final String prefix;

        DigestInfo(String algorithm, String prefix) {
            this.algorithm = algorithm;
            this.prefix = prefix;
        }
    }

    static final String EXPECTED_ALGORITHM = DigestInfo.SHA256.algorithm;

    /** What a proper signature of {@code message} holds. */
    static SignedDigest of(byte[] message) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
            return new SignedDigest(EXPECTED_ALGORITHM, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256", e);
        }
    }

    /** RFC 8017 section 8.2.2, as far as it does not need the message; empty if another key made the signature. */
    static Optional<SignedDigest> recover(RSAPublicKey key, byte[] signature) {
        // 1. The length is the modulus's, and the number is below it.
        int length = (key.getModulus().bitLength() + 7) / 8;
        BigInteger number = new BigInteger(1, signature);
        if (signature.length != length || number.compareTo(key.getModulus()) >= 0) {
            return Optional.empty();
        }
        // 2. RSAVP1.
        byte[] raw = number.modPow(key.getPublicExponent(), key.getModulus()).toByteArray();
        byte[] encoded = new byte[length];
        int rawLength = Math.min(raw.length, length);
        System.arraycopy(raw, raw.length - rawLength, encoded, length - rawLength, rawLength);
        // 3. EMSA-PKCS1-v1_5: 00 01 FF … FF 00 DigestInfo.
        if (encoded[0] != 0 || encoded[1] != 1) {
            return Optional.empty();
        }
        int i = 2;
        while (i < length && encoded[i] == (byte) 0xFF) {
            i++;
        }
        if (i < 2 + 8 || i >= length || encoded[i] != 0) {
            return Optional.empty();
        }
        String info = HexFormat.of().formatHex(encoded, i + 1, length);
        return Arrays.stream(DigestInfo.values())
                .filter(known -> info.startsWith(known.prefix))
                .map(known -> new SignedDigest(known.algorithm, info.substring(known.prefix.length())))
                .findFirst();
    }
}
