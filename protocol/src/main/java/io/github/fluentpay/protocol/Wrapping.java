package io.github.fluentpay.protocol;

import io.github.fluentpay.json.InvalidJsonException;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A layer that puts the whole body into something else: of a gateway, a function service, a queue, a proxy, a filter.
 *
 * @param change what it does, a clause
 * @param cure what to do about it
 * @param content takes the content out; null if there is none
 */
record Wrapping(String change, String cure, Content content) implements BodyLayer {

    /** Takes the content out of a wrapping. */
    @FunctionalInterface
    interface Content {
        byte @Nullable [] of(LayeredBody body);
    }

    private static final String DECODE = "decode it before you pass the bytes";
    private static final String UNPACK = "unpack it before you pass the bytes; a proxy packed it";

    static List<BodyLayer> known() {
        return List.of(
                new Wrapping("the body is Base64", DECODE, body -> decoded(body.core())),
                new Wrapping(
                        "the body is a JSON string", "read the string before you pass the bytes", Wrapping::jsonString),
                new Wrapping("the body is packed (gzip)", UNPACK, body -> unpacked(body, 0x1F, GZIPInputStream::new)),
                // The coding of HTTP with this name is zlib's.
                new Wrapping(
                        "the body is packed (deflate)", UNPACK, body -> unpacked(body, 0x78, InflaterInputStream::new)),
                new Wrapping(
                        "the lengths of HTTP chunks are in the body",
                        "let the server take chunked transfer coding off; " + RAW_BYTES,
                        Wrapping::withoutChunks),
                new Wrapping(
                        "headers are in front of the body", "pass what follows the empty line", Wrapping::afterHeaders),
                new Wrapping(
                        "the body was escaped for HTML",
                        "take the filter against cross-site scripting (XSS) off this path; " + RAW_BYTES,
                        body -> HtmlText.unescaped(body.text())));
    }

    @Override
    public Stream<Undone> undo(LayeredBody body) {
        byte[] undone = content.of(body);
        return undone == null ? Stream.empty() : Stream.of(new Undone(new LayeredBody(undone), change, cure));
    }

    /** Of a text in the alphabet of Base64 or of its form for URLs, in lines or not. */
    static byte @Nullable [] decoded(String text) {
        String joined = text.replaceAll("[\r\n]", "").replace('-', '+').replace('_', '/');
        // Shorter than any notification; a word of letters is no Base64.
        if (joined.length() < 64) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(joined);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static byte @Nullable [] jsonString(LayeredBody body) {
        String text = body.core();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        if (!quoted && !text.startsWith("{\\")) {
            return null;
        }
        try {
            JsonObject read = JsonObject.parse("{\"text\":" + (quoted ? text : '"' + text + '"') + "}");
            return read.get("text") instanceof JsonString string ? utf8(string.value()) : null;
        } catch (InvalidJsonException otherText) {
            return null;
        }
    }

    /** Opens a packed stream. */
    private interface Unpacker {
        InputStream over(InputStream in) throws IOException;
    }

    /** At most what is examined of any body: a small one can unpack to a huge one. */
    private static byte @Nullable [] unpacked(LayeredBody body, int first, Unpacker unpacker) {
        byte[] bytes = body.bytes();
        if (bytes.length == 0 || (bytes[0] & 0xFF) != first) {
            return null;
        }
        try (InputStream in = unpacker.over(new ByteArrayInputStream(bytes))) {
            byte[] unpacked = in.readNBytes(ChangedBody.LONGEST + 1);
            return unpacked.length > ChangedBody.LONGEST ? null : unpacked;
        } catch (IOException notPacked) {
            return null;
        }
    }

    /** RFC 9112 section 7.1, as far as lengths and data; trailers are dropped. */
    private static byte @Nullable [] withoutChunks(LayeredBody body) {
        // Lengths count bytes: in this character set a char is one.
        String text = new String(body.bytes(), StandardCharsets.ISO_8859_1);
        StringBuilder data = new StringBuilder(text.length());
        int at = 0;
        while (true) {
            int end = text.indexOf("\r\n", at);
            int length = end < 0 ? -1 : chunkLength(text.substring(at, end));
            if (length < 0 || length > text.length() - end - 2) {
                return null;
            }
            if (length == 0) {
                return data.toString().getBytes(StandardCharsets.ISO_8859_1);
            }
            data.append(text, end + 2, end + 2 + length);
            at = end + 2 + length + 2;
            if (at > text.length()) {
                return null;
            }
        }
    }

    private static int chunkLength(String line) {
        int extension = line.indexOf(';');
        String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
        try {
            return digits.isEmpty() || digits.length() > 6 ? -1 : Integer.parseInt(digits, 16);
        } catch (NumberFormatException noLength) {
            return -1;
        }
    }

    private static byte @Nullable [] afterHeaders(LayeredBody body) {
        String text = body.text();
        int empty = text.startsWith("{") ? -1 : text.indexOf("\r\n\r\n");
        return empty < 0 ? null : utf8(text.substring(empty + 4));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
