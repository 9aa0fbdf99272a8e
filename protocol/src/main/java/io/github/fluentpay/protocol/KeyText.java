package io.github.fluentpay.protocol;

import io.github.fluentpay.protocol.internal.TextEncoding;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The text of a key or certificate as settings hold it. Environment variables and JSON files often have line ends written as
 * the two characters backslash and n, or the text in quotation marks.
 */
final class KeyText {

    /** Line ends that were written out; with several backslashes if that was done more than once. */
    private static final Pattern WRITTEN_LINE_END = Pattern.compile("\\\\+[rn]");

    private static final String QUOTATION_MARKS = "\"'`“”‘’";

    private KeyText() {}

    /** The text that these bytes are. Bytes that are no text become characters that no key has. */
    static String of(byte[] bytes) {
        try {
            return TextEncoding.decode(bytes);
        } catch (CharacterCodingException notText) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** The text with real line ends. */
    static String withLineEnds(String text) {
        return WRITTEN_LINE_END.matcher(text).replaceAll("\n");
    }

    /** The bytes that a text is the Base64 of, in either alphabet, on any number of lines; empty if it is no Base64. */
    static Optional<byte[]> ofBase64(String text) {
        StringBuilder base64 = new StringBuilder();
        withLineEnds(text)
                .codePoints()
                .filter(c -> c != '\\' && QUOTATION_MARKS.indexOf(c) < 0 && !VisibleText.isInvisible(c))
                .map(c -> c == '-' ? '+' : c == '_' ? '/' : c)
                .forEach(base64::appendCodePoint);
        try {
            return Optional.of(Base64.getDecoder().decode(base64.toString()));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
