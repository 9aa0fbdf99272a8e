package io.github.fluentpay.interop;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An HTTP/1.1 message as it was on the wire.
 *
 * @param lines start line and header lines, untouched
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record RawMessage(List<String> lines, byte[] body) {

    /** Reads one with a {@code Content-Length}, or without a body. */
    static RawMessage read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!endsWithEmptyLine(head.toByteArray())) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(
                        "The message ended within its head: " + head.toString(StandardCharsets.US_ASCII));
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        List<String> lines = Arrays.asList(text.substring(0, text.length() - 4).split("\r\n", -1));
        int length = lines.stream()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new RawMessage(lines, in.readNBytes(length));
    }

    private static boolean endsWithEmptyLine(byte[] bytes) {
        int n = bytes.length;
        return n >= 4 && bytes[n - 4] == '\r' && bytes[n - 3] == '\n' && bytes[n - 2] == '\r' && bytes[n - 1] == '\n';
    }

    String startLine() {
        return lines.get(0);
    }

    /** The value of the one header whose name is written exactly like this. */
    String header(String name) {
        List<String> values = lines.stream()
                .skip(1)
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .toList();
        if (values.size() != 1) {
            throw new AssertionError(name + " is there " + values.size() + " times in " + lines);
        }
        return values.get(0);
    }

    /** The names of the headers, as they are written. */
    List<String> headerNames() {
        return lines.stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
