package io.github.fluentpay.protocol;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A merchant's APIv3 key (APIv3密钥): the 32 ASCII characters set in the console, the AES key of notifications and
 * certificate downloads. Immutable; {@code toString()} never shows it.
 */
public final class ApiV3Key {

    private static final int LENGTH = 32;

    private final SecretKey key;

    private ApiV3Key(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** @throws IllegalArgumentException if {@code text} is not exactly 32 bytes long; the message gives its length */
    public static ApiV3Key of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("The APIv3 key has " + bytes.length + " bytes, exactly " + LENGTH
                    + " are needed; it is set in the console under API security (API安全), and is not the APIv2 key");
        }
        return new ApiV3Key(bytes);
    }

    SecretKey secret() {
        return key;
    }

    @Override
    public String toString() {
        return "ApiV3Key[" + LENGTH + " bytes]";
    }
}
