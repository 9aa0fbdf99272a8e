package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.VisibleText;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens {@code req_info} of an APIv2 refund notification (退款结果通知): AES-256-ECB with PKCS#7 padding under the lower-case
 * hexadecimal MD5 of the APIv2 key. ECB is the platform's choice; do not use it for anything else.
 */
public final class V2RefundCipher {

    private final SecretKeySpec key;

    private V2RefundCipher(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** @param apiV2Key the merchant's APIv2 key (APIv2密钥); invisible characters at both ends are trimmed */
    public static V2RefundCipher of(String apiV2Key) {
        try {
            byte[] text = VisibleText.trimmed(apiV2Key).getBytes(StandardCharsets.UTF_8);
            byte[] md5 = MessageDigest.getInstance("MD5").digest(text);
            return ofAesKey(HexFormat.of().formatHex(md5).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no MD5", e);
        }
    }

    static V2RefundCipher ofAesKey(byte[] key) {
        return new V2RefundCipher(key);
    }

    /**
     * Opens one text.
     *
     * @throws MalformedMessageException if it is not Base64, or the key does not fit
     */
    public String open(String ciphertext) {
        try {
            byte[] sealed = Base64.getDecoder().decode(ciphertext);
            if (sealed.length == 0) { // even an empty text has a block of padding, yet the JDK opens nothing to nothing
                throw new BadPaddingException("empty");
            }
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key);
            return new String(cipher.doFinal(sealed), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException | ProviderException e) {
            throw new MalformedMessageException(
                    "req_info does not open with this APIv2 key: it is not the key set in the console, or the text was"
                            + " changed",
                    RetrySafety.UNSAFE,
                    e);
        }
    }
}
