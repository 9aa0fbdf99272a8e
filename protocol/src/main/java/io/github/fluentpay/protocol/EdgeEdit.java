package io.github.fluentpay.protocol;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A layer that changes what is around a body or between its lines.
 *
 * @param change what it does, a clause
 * @param furthest whether it is the first thing that happened to the body
 * @param texts what the body may have been before
 */
record EdgeEdit(String change, boolean furthest, Function<LayeredBody, Stream<String>> texts) implements BodyLayer {

    /** Editors, templates, scripts, long buffers, text streams on Windows, reading by lines. */
    static List<BodyLayer> known() {
        return List.of(
                new EdgeEdit("a byte order mark (BOM) was added to the body", false, EdgeEdit::withoutMark),
                new EdgeEdit("white space was added around the body", false, body -> Stream.of(body.core())),
                new EdgeEdit(
                        "the body's last line end was cut off",
                        true,
                        body -> Stream.of(body.text() + "\n", body.text() + "\r\n")),
                new EdgeEdit("the body's line ends were changed", true, EdgeEdit::otherLineEnds));
    }

    @Override
    public Stream<Undone> undo(LayeredBody body) {
        return texts.apply(body)
                .filter(text -> !text.equals(body.text()))
                .map(text -> new Undone(LayeredBody.of(text), change, RAW_BYTES, furthest));
    }

    private static Stream<String> withoutMark(LayeredBody body) {
        return body.text().startsWith("\uFEFF") ? Stream.of(body.text().substring(1)) : Stream.empty();
    }

    private static Stream<String> otherLineEnds(LayeredBody body) {
        String text = body.text();
        if (text.indexOf('\n') >= 0) {
            String plain = text.replace("\r\n", "\n");
            return Stream.of(plain, plain.replace("\n", "\r\n"));
        }
        return text.indexOf('\r') >= 0 ? Stream.of(text.replace('\r', '\n')) : Stream.empty();
    }
}
