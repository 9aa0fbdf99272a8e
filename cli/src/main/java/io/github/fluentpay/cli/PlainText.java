package io.github.fluentpay.cli;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes that are text, and nothing that a terminal would obey. */
final class PlainText {

    private PlainText() {}

    /** The text; null if the bytes are not UTF-8, or have control characters besides tabs, line ends and form feeds. */
    static @Nullable String of(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().allMatch(PlainText::isShown) ? text : null;
        } catch (CharacterCodingException notText) {
            return null;
        }
    }

    /** JSON for a terminal: a control character that JSON allows as it is becomes an escape, which means the same. */
    static String ofJson(String json) {
        StringBuilder shown = new StringBuilder(json.length());
        json.chars().forEach(c -> {
            if (isShown(c)) {
                shown.append((char) c);
            } else {
                shown.append(String.format("\\u%04x", c));
            }
        });
        return shown.toString();
    }

    private static boolean isShown(int c) {
        return !Character.isISOControl(c) || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    }
}
