package io.github.fluentpay.protocol;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * UTF-8, as the platform sends, on its way through another character set, as far as that keeps what it is given.
 *
 * @param other the other one
 * @param read whether the body was read in it and written in UTF-8; else it is the other way round
 */
record Recoding(Charset other, boolean read) implements BodyLayer {

    /** The charsets that servers take where nobody says UTF-8: the servlet specification's, Windows', and Chinese Windows'. */
    static List<BodyLayer> known() {
        return Stream.concat(
                        charsets("ISO-8859-1", "windows-1252", "GBK").map(other -> new Recoding(other, true)),
                        charsets("GBK", "UTF-16", "UTF-16LE").map(other -> new Recoding(other, false)))
                .map(BodyLayer.class::cast)
                .toList();
    }

    private static Stream<Charset> charsets(String... names) {
        return Stream.of(names).filter(Charset::isSupported).map(Charset::forName);
    }

    @Override
    public Stream<Undone> undo(LayeredBody body) {
        byte[] undone = read ? asItWasRead(body) : asItWasWritten(body);
        String change = read
                ? "the body was read as " + other + " and written as UTF-8"
                : "the body was read as UTF-8 and written as " + other;
        return undone == null ? Stream.empty() : Stream.of(new Undone(new LayeredBody(undone), change, RAW_BYTES));
    }

    private byte @Nullable [] asItWasRead(LayeredBody body) {
        if (isAscii(body.bytes())) {
            return null;
        }
        byte[] encoded = encoded(body.text());
        return encoded == null || decoded(encoded, StandardCharsets.UTF_8) == null ? null : encoded;
    }

    private byte @Nullable [] asItWasWritten(LayeredBody body) {
        // In UTF-16 every ASCII character has a zero byte; in any other set none has.
        boolean wide = other.name().startsWith("UTF-16");
        if (wide ? !hasZero(body.bytes()) : isAscii(body.bytes())) {
            return null;
        }
        String text = decoded(body.bytes(), other);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private byte @Nullable [] encoded(String text) {
        try {
            ByteBuffer encoded = other.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException lossy) {
            return null;
        }
    }

    private static @Nullable String decoded(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException lossy) {
            return null;
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }
}
