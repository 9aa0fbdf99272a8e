package io.github.fluentpay.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.Seeded;
import io.github.fluentpay.TestKeys;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedDigestTest {

    private static final byte[] MESSAGE = "1735689600\nnonce\n{\"id\":\"EV-1\"}\n".getBytes(UTF_8);
    private static final byte[] OTHER = "1735689600\nnonce\n{\"id\":\"EV-2\"}\n".getBytes(UTF_8);

    private static byte[] sign(PrivateKey key, String algorithm) throws Exception {
        Signature engine = Signature.getInstance(algorithm);
        engine.initSign(key);
        engine.update(MESSAGE);
        return engine.sign();
    }

    private static VerifyingKey key(PublicKey key) {
        return VerifyingKey.ofPublicKey("PUB_KEY_ID_1", key);
    }

    @ParameterizedTest
    @ValueSource(ints = {2048, 2056, 3072, 4096})
    void knowsWhatWasSigned(int bits) throws Exception {
        KeyPair pair = TestKeys.generate("RSA", bits);
        SignedDigest digest =
                SignedDigest.recover(key(pair.getPublic()).publicKey(), sign(pair.getPrivate(), "SHA256withRSA"));

        assertThat(digest).isNotNull();
        assertThat(digest.isOf(MESSAGE)).isTrue();
        assertThat(digest.isOf(OTHER)).isFalse();
    }

    @Test
    void refusesWhatTheKeyDidNotSignAsThePlatformDoes() throws Exception {
        PublicKey key = key(TestKeys.RSA.getPublic()).publicKey();
        BigInteger modulus = ((RSAPublicKey) TestKeys.RSA.getPublic()).getModulus();
        byte[] tooLarge = new byte[256];
        Arrays.fill(tooLarge, (byte) 0xFF);

        assertThat(SignedDigest.recover(key, sign(TestKeys.OTHER_RSA.getPrivate(), "SHA256withRSA")))
                .isNull();
        assertThat(SignedDigest.recover(key, sign(TestKeys.RSA.getPrivate(), "SHA1withRSA")))
                .isNull();
        assertThat(SignedDigest.recover(key, sign(TestKeys.RSA.getPrivate(), "SHA512withRSA")))
                .isNull();
        assertThat(SignedDigest.recover(key, new byte[0])).isNull();
        assertThat(SignedDigest.recover(key, new byte[256])).isNull();
        assertThat(SignedDigest.recover(key, tooLarge)).isNull();
        assertThat(SignedDigest.recover(key, modulus.toByteArray())).isNull();
        byte[] longer = new byte[257];
        System.arraycopy(sign(TestKeys.RSA.getPrivate(), "SHA256withRSA"), 0, longer, 1, 256);
        assertThat(SignedDigest.recover(key, longer)).isNull();
    }

    /** It agrees with the provider's own verification on every signature with one bit changed. */
    @Test
    void agreesWithVerification() throws Exception {
        VerifyingKey key = key(TestKeys.RSA.getPublic());
        byte[] signature = sign(TestKeys.RSA.getPrivate(), "SHA256withRSA");
        Seeded.check(200, random -> {
            byte[] changed = signature.clone();
            if (random.nextInt(10) > 0) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            SignedDigest digest = SignedDigest.recover(key.publicKey(), changed);

            assertThat(digest != null && digest.isOf(MESSAGE)).isEqualTo(key.verify(MESSAGE, changed));
        });
    }
}
