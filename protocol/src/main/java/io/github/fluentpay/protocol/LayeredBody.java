package io.github.fluentpay.protocol;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A body below some layers, read as text and as JSON once for all of the next. For one thread. */
final class LayeredBody {

    private final byte[] bytes;
    private @Nullable String text;
    private boolean parsed;
    private @Nullable JsonObject json;

    LayeredBody(byte[] bytes) {
        this.bytes = bytes;
    }

    static LayeredBody of(String text) {
        return new LayeredBody(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** Its text in UTF-8, with U+FFFD for what is none. */
    String text() {
        String read = text;
        if (read == null) {
            read = new String(bytes, StandardCharsets.UTF_8);
            text = read;
        }
        return read;
    }

    /** Its text without white space, control characters and byte order mark around it. */
    String core() {
        String all = text();
        int begin = 0;
        int end = all.length();
        while (begin < end && isAround(all.charAt(begin))) {
            begin++;
        }
        while (end > begin && isAround(all.charAt(end - 1))) {
            end--;
        }
        return all.substring(begin, end);
    }

    private static boolean isAround(char c) {
        return c <= ' ' || c == '\uFEFF';
    }

    /** The object that it is; null if it is something else. */
    @Nullable
    JsonObject json() {
        if (!parsed) {
            parsed = true;
            json = parse(text());
        }
        return json;
    }

    /** The object of a text; null if it is something else. */
    static @Nullable JsonObject parse(String text) {
        if (!text.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return JsonObject.parse(text);
        } catch (InvalidJsonException notJson) {
            return null;
        }
    }
}
