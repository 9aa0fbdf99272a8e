package io.github.fluentpay.protocol;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes that cannot be undone, so that no signature proves them: they are told by what they leave. Only for a body under a
 * signature that the platform made of another.
 */
final class LostBody {

    private static final Set<String> EMPTY = Set.of("", "null", "undefined", "{}", "\"\"");

    private LostBody() {}

    /** Tells whether nothing is left of a body but what a framework gives for none. */
    static boolean isEmpty(byte[] body) {
        return body.length <= 16 && EMPTY.contains(new LayeredBody(body).core());
    }

    /** The change and its cure; null if it leaves no trace that is known. */
    static @Nullable String recognise(LayeredBody body) {
        String text = body.core();
        if ((text.startsWith("{") && text.contains("event_type=")) || text.startsWith("[object ")) {
            return "the body was parsed and printed by toString(): " + BodyLayer.RAW_BYTES;
        }
        JsonObject json = body.json();
        if (json == null && isCutOff(text)) {
            return "the body ends in the middle, after " + body.bytes().length
                    + " bytes: raise the limit that cuts it, or read to the end of the stream; " + BodyLayer.RAW_BYTES;
        }
        if (text.indexOf('\uFFFD') >= 0) {
            return "characters of the body were lost: they are U+FFFD now: " + BodyLayer.RAW_BYTES;
        }
        boolean marks = json != null
                && json.get("summary") instanceof JsonString summary
                && summary.value().indexOf('?') >= 0;
        return marks ? "characters of the body were lost: they are '?' now: " + BodyLayer.RAW_BYTES : null;
    }

    /** Tells if a JSON object is begun and not ended. */
    private static boolean isCutOff(String text) {
        int open = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                open++;
            } else if (c == '}' || c == ']') {
                open--;
            }
        }
        return text.startsWith("{") && (quoted || open > 0);
    }
}
