package io.github.fluentpay.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Character references of HTML: those that filters write instead of the characters that HTML gives a meaning. */
final class HtmlText {

    private static final Pattern REFERENCE =
            Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-z]{2,4}));");

    private static final Map<String, String> NAMES =
            Map.of("quot", "\"", "apos", "'", "amp", "&", "lt", "<", "gt", ">");

    private HtmlText() {}

    /** The text with the characters themselves, in UTF-8; null if it has no reference. */
    static byte @Nullable [] unescaped(String text) {
        Matcher references = REFERENCE.matcher(text);
        if (!references.find()) {
            return null;
        }
        return references
                .replaceAll(reference -> Matcher.quoteReplacement(
                        character(reference.group(), reference.group(1), reference.group(2), reference.group(3))))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String character(
            String reference, @Nullable String decimal, @Nullable String hex, @Nullable String name) {
        if (name != null) {
            return NAMES.getOrDefault(name, reference);
        }
        int point = decimal != null ? Integer.parseInt(decimal) : Integer.parseInt(String.valueOf(hex), 16);
        return Character.isValidCodePoint(point) ? Character.toString(point) : reference;
    }
}
