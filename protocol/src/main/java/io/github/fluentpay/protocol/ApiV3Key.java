package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.ApiV3KeyText;
import io.github.fluentpay.protocol.internal.VisibleText;
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

    /**
     * The key of this text. Invisible characters at both ends are trimmed.
     *
     * @throws IllegalArgumentException if it is not exactly 32 bytes long, or has an invisible character inside or one
     *     beside ASCII; the message gives its length and the place of the character, and never the key
     */
    public static ApiV3Key of(String text) {
        ApiV3KeyText.problem(text).ifPresent(problem -> {
            throw new IllegalArgumentException("The APIv3 key " + problem
                    + "; it is set in the console under API security (API安全), and is not the APIv2 key");
        });
        return new ApiV3Key(VisibleText.trimmed(text).getBytes(StandardCharsets.US_ASCII));
    }

    SecretKey secret() {
        return key;
    }

    @Override
    public String toString() {
        return "ApiV3Key[" + LENGTH + " bytes]";
    }
}
