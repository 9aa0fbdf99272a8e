package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSAPrivacyDecryptor;
import com.wechat.pay.java.core.cipher.RSAPrivacyEncryptor;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.EncryptedResource;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.NotificationReader;
import io.github.fluentpay.protocol.NotificationSigner;
import io.github.fluentpay.protocol.PrivacyDecryptor;
import io.github.fluentpay.protocol.PrivacyEncryptor;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What FluentPay seals, the platform's SDK opens, and the other way round. */
class SealedTextTest {

    private static final String KEY_ID = "PUB_KEY_ID_0110000000000000000000000000000000";
    private static final String API_V3_KEY = "0123456789abcdef0123456789abcdef";
    private static final KeyPair KEYS = PlainRsa.newKeyPair();

    @Test
    void sensitiveFieldsOpenOnTheOtherSide() {
        String plain = "张三 13812345678";
        PrivacyEncryptor ours = new PrivacyEncryptor(VerifyingKey.ofPublicKey(KEY_ID, KEYS.getPublic()));
        RSAPrivacyEncryptor theirs = new RSAPrivacyEncryptor(KEYS.getPublic(), KEY_ID);

        assertThat(new RSAPrivacyDecryptor(KEYS.getPrivate()).decrypt(ours.seal(plain)))
                .isEqualTo(plain);
        assertThat(new PrivacyDecryptor(MerchantKey.of(KEYS.getPrivate())).open(theirs.encrypt(plain)))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "certificate", "coupon"})
    void resourcesOpenOnTheOtherSide(String associatedData) {
        byte[] plain = "{\"stock_name\":\"商家券\"}".getBytes(StandardCharsets.UTF_8);
        AeadCipher ours = new AeadCipher(ApiV3Key.of(API_V3_KEY));
        AeadAesCipher theirs = new AeadAesCipher(bytes(API_V3_KEY));

        EncryptedResource sealed = ours.seal(plain, associatedData, new Random(1));
        String opened = theirs.decrypt(bytes(sealed.associatedData()), bytes(sealed.nonce()), decode(sealed));
        assertThat(bytes(opened)).isEqualTo(plain);

        String ciphertext = theirs.encrypt(bytes(associatedData), bytes("0123456789ab"), plain);
        EncryptedResource resource =
                new EncryptedResource("AEAD_AES_256_GCM", "0123456789ab", associatedData, ciphertext);
        assertThat(opened(resource).toBytes()).isEqualTo(plain);
    }

    /** Only what is signed is opened. */
    private static JsonObject opened(EncryptedResource resource) {
        ApiV3Key apiV3Key = ApiV3Key.of(API_V3_KEY);
        NotificationSigner platform =
                new NotificationSigner(KEY_ID, MerchantKey.of(KEYS.getPrivate()), apiV3Key, new Random(2));
        VerifyingKeys keys = VerifyingKeys.of(VerifyingKey.ofPublicKey(KEY_ID, KEYS.getPublic()));
        JsonObject body = JsonObject.of("id", "EV-1", "resource", resource.toJson());
        Instant now = Instant.now();
        return new NotificationReader(() -> keys, apiV3Key)
                .read(platform.sign(body.toBytes(), now), now)
                .resource();
    }

    private static byte[] decode(EncryptedResource sealed) {
        return Base64.getDecoder().decode(sealed.ciphertext());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
