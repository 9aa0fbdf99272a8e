package io.github.fluentpay.protocol.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file: UTF-8, or the UTF-16 that Windows writes (Notepad as "Unicode", PowerShell by {@code >}). A byte order
 * mark is left out.
 */
public final class TextEncoding {

    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] BIG_ENDIAN_MARK = {(byte) 0xFE, (byte) 0xFF};
    private static final byte[] LITTLE_ENDIAN_MARK = {(byte) 0xFF, (byte) 0xFE};

    /** Enough to tell UTF-16 without a mark: every other byte of ASCII text in it is 0. */
    private static final int LOOKED_AT = 16;

    private TextEncoding() {}

    /** @throws CharacterCodingException if the bytes are no text in UTF-8 or UTF-16 */
    public static String decode(byte[] bytes) throws CharacterCodingException {
        if (begins(bytes, UTF_8_MARK)) {
            return decode(bytes, UTF_8_MARK.length, StandardCharsets.UTF_8);
        }
        if (begins(bytes, BIG_ENDIAN_MARK)) {
            return decode(bytes, BIG_ENDIAN_MARK.length, StandardCharsets.UTF_16BE);
        }
        if (begins(bytes, LITTLE_ENDIAN_MARK)) {
            return decode(bytes, LITTLE_ENDIAN_MARK.length, StandardCharsets.UTF_16LE);
        }
        if (hasZeros(bytes, 0)) {
            return decode(bytes, 0, StandardCharsets.UTF_16BE);
        }
        return decode(bytes, 0, hasZeros(bytes, 1) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
    }

    private static boolean begins(byte[] bytes, byte[] mark) {
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, mark.length)).equals(ByteBuffer.wrap(mark));
    }

    /** Tells if the first bytes are 0 at every other place, the first or the second of each pair, and there alone. */
    private static boolean hasZeros(byte[] bytes, int place) {
        if (bytes.length < LOOKED_AT || bytes.length % 2 != 0) {
            return false;
        }
        for (int i = 0; i < LOOKED_AT; i++) {
            if ((bytes[i] == 0) != (i % 2 == place)) {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] bytes, int start, Charset charset) throws CharacterCodingException {
        return charset.newDecoder()
                .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                .toString();
    }
}
