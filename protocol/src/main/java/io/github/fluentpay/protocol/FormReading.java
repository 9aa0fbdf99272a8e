package io.github.fluentpay.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * A body that something read or wrote as a form ({@code application/x-www-form-urlencoded}): percent-encoding, an
 * equals sign after it or a name in front, and blanks where Base64 and times have a plus sign.
 */
final class FormReading implements BodyLayer {

    private static final String CHANGE = "the body was read or written as a form";
    private static final String CURE = "let nothing read the body as a form, no getParameter either; " + RAW_BYTES;

    @Override
    public Stream<Undone> undo(LayeredBody body) {
        String text = body.text();
        Stream<String> bodies =
                text.indexOf('%') < 0 ? Stream.of(text) : parts(text).flatMap(FormReading::decoded);
        return bodies.flatMap(FormReading::withPlusSigns)
                .distinct()
                .filter(undone -> !undone.equals(text))
                .map(undone -> new Undone(LayeredBody.of(undone), CHANGE, CURE));
    }

    /** All of it, without an equals sign at its end, and the value of its first parameter. */
    private static Stream<String> parts(String text) {
        String trimmed = text.strip();
        String named = trimmed.endsWith("=") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        return Stream.of(named, trimmed.substring(trimmed.indexOf('=') + 1)).distinct();
    }

    private static Stream<String> decoded(String text) {
        try {
            return Stream.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return Stream.empty();
        }
    }

    private static Stream<String> withPlusSigns(String text) {
        return Stream.of(text, text.replace(' ', '+'));
    }
}
