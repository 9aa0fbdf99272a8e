package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.OTHER_RSA;
import static io.github.fluentpay.TestKeys.RSA;
import static io.github.fluentpay.TestKeys.flipBase64;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.TestKeys;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivacyTest {

    private final PrivacyEncryptor encryptor = new PrivacyEncryptor(VerifyingKey.ofCertificate(CERTIFICATE));
    private final PrivacyDecryptor decryptor = new PrivacyDecryptor(MerchantKey.of(RSA.getPrivate()));

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "张三", "😀 44010619800101123X"})
    void opensWhatItSeals(String plain) {
        assertThat(decryptor.open(encryptor.seal(plain))).isEqualTo(plain);
    }

    @Test
    void sealsAsThePlatformPrescribes() throws Exception {
        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
        oaep.init(
                Cipher.DECRYPT_MODE,
                RSA.getPrivate(),
                new OAEPParameterSpec("SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT));

        byte[] plain = oaep.doFinal(Base64.getDecoder().decode(encryptor.seal("张三")));

        assertThat(plain).isEqualTo(utf8("张三"));
    }

    @Test
    void namesTheKeyItSealsFor() {
        assertThat(encryptor.serial()).isEqualTo(TestKeys.SERIAL);
    }

    @Test
    void givesAnotherTextEachTime() {
        assertThat(encryptor.seal("x")).isNotEqualTo(encryptor.seal("x"));
    }

    @Test
    void givesTheSameTextForTheSameRandomness() {
        SecureRandom fixed = new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                Arrays.fill(bytes, (byte) 7);
            }
        };
        PrivacyEncryptor repeatable = new PrivacyEncryptor(VerifyingKey.ofCertificate(CERTIFICATE), fixed);

        assertThat(repeatable.seal("张三")).isEqualTo(repeatable.seal("张三")).isNotEqualTo(repeatable.seal("李四"));
        assertThat(decryptor.open(repeatable.seal("张三"))).isEqualTo("张三");
    }

    @Test
    void sealsAtMost214Bytes() {
        String longest = "三".repeat(71) + "x";

        assertThat(decryptor.open(encryptor.seal(longest))).isEqualTo(longest);
        assertThatThrownBy(() -> encryptor.seal(longest + "y"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A sensitive field of 215 bytes cannot be sealed: RSA-OAEP with 2048 bits takes at most"
                        + " 214");
    }

    @Test
    void sealsMoreWithALongerKey() {
        VerifyingKey key = VerifyingKey.ofPublicKey(
                "PUB_KEY_ID_1", TestKeys.generate("RSA", 3072).getPublic());
        PrivacyEncryptor longer = new PrivacyEncryptor(key);

        assertThat(longer.seal("x".repeat(342))).hasSize(512);
        assertThatThrownBy(() -> longer.seal("x".repeat(343)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A sensitive field of 343 bytes cannot be sealed: RSA-OAEP with 3072 bits takes at most"
                        + " 342");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 1000, 2047})
    void refusesAChangedField(int bit) {
        assertRefused(flipBase64(encryptor.seal("张三"), bit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64", "AAAA", "张三"})
    void refusesWhatIsNotSealed(String field) {
        assertRefused(field);
    }

    @Test
    void refusesAFieldSealedForAnotherKey() {
        VerifyingKey other = VerifyingKey.ofPublicKey("PUB_KEY_ID_1", OTHER_RSA.getPublic());

        assertRefused(new PrivacyEncryptor(other).seal("张三"));
    }

    private void assertRefused(String field) {
        assertThatThrownBy(() -> decryptor.open(field))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessage("A sensitive field does not open with the merchant key: it was sealed for another API"
                        + " certificate, or is not sealed")
                .extracting(e -> ((MalformedMessageException) e).retrySafety())
                .isEqualTo(RetrySafety.UNSAFE);
    }
}
