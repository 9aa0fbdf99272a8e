package io.github.fluentpay.returns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** Request numbers that follow from what they are for. */
final class RequestNumber {

    /** 128 bits are enough that no two are the same by chance. */
    private static final int BYTES = 16;

    private RequestNumber() {}

    /** {@code RET} and 32 hexadecimal digits, which every field for such a number takes. */
    static String derived(String... parts) {
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = Objects.requireNonNull(part, "part").getBytes(StandardCharsets.UTF_8);
            // With their lengths, or "1" and "23" would be "12" and "3".
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
        return "RET" + HexFormat.of().withUpperCase().formatHex(digest.digest(), 0, BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
