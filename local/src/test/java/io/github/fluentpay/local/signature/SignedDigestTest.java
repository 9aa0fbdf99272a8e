package io.github.fluentpay.local.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignedDigestTest {

    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    private static KeyPair keys;
    private static RSAPublicKey publicKey;

    @BeforeAll
    static void generate() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        publicKey = (RSAPublicKey) keys.getPublic();
    }

    @Test
    void recoversWhatWasHashed() throws Exception {
        assertThat(SignedDigest.recover(publicKey, sign("SHA256withRSA"))).contains(SignedDigest.of(MESSAGE));
    }

    @Test
    void namesAnotherAlgorithm() throws Exception {
        assertThat(SignedDigest.recover(publicKey, sign("SHA512withRSA")))
                .map(SignedDigest::algorithm)
                .contains("SHA512withRSA");
    }

    @Test
    void refusesASignatureWithOneBitChanged() throws Exception {
        byte[] signature = sign("SHA256withRSA");
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;

            assertThat(SignedDigest.recover(publicKey, changed)).isEmpty();
        }
    }

    @Test
    void refusesAnotherLength() throws Exception {
        byte[] signature = sign("SHA256withRSA");

        assertThat(SignedDigest.recover(publicKey, Arrays.copyOf(signature, 255)))
                .isEmpty();
        assertThat(SignedDigest.recover(publicKey, Arrays.copyOf(signature, 257)))
                .isEmpty();
        assertThat(SignedDigest.recover(publicKey, new byte[0])).isEmpty();
    }

    /** The classic forgery: short padding, the digest in front, and room for anything behind it. */
    @Test
    void doesNotTakeADigestWithMoreBehindItForAProperOne() {
        byte[] encoded = new byte[256];
        encoded[1] = 1;
        Arrays.fill(encoded, 2, 12, (byte) 0xFF);
        byte[] info = HexFormat.of()
                .parseHex("3031300d060960864801650304020105000420"
                        + SignedDigest.of(MESSAGE).hexDigest());
        System.arraycopy(info, 0, encoded, 13, info.length);

        assertThat(SignedDigest.recover(publicKey, raw(encoded))).isNotEqualTo(Optional.of(SignedDigest.of(MESSAGE)));
    }

    private static byte[] raw(byte[] encoded) {
        RSAPrivateKey key = (RSAPrivateKey) keys.getPrivate();
        byte[] number = new BigInteger(1, encoded)
                .modPow(key.getPrivateExponent(), key.getModulus())
                .toByteArray();
        byte[] signature = new byte[256];
        int length = Math.min(number.length, 256);
        System.arraycopy(number, number.length - length, signature, 256 - length, length);
        return signature;
    }

    private static byte[] sign(String algorithm) throws Exception {
        Signature engine = Signature.getInstance(algorithm);
        engine.initSign(keys.getPrivate());
        engine.update(MESSAGE);
        return engine.sign();
    }
}
