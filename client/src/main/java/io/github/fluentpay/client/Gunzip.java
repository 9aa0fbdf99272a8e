package io.github.fluentpay.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;

/**
 * Unpacks gzip (RFC 1952) to its true end: all members. {@link GZIPInputStream} of Java 17 to 22 ends early, without an
 * error, when a read of its source ends exactly between two members and {@code available()} is 0 there; Java 23 and later
 * read on. So {@code available()} tells here whether a byte follows, and waits for it if it has to.
 */
final class Gunzip {

    private static final int BUFFER = 8192;

    private Gunzip() {}

    static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
    }

    /** The plain bytes as a stream. */
    static InputStream of(InputStream packed) throws IOException {
        return new GZIPInputStream(new TellsItsEnd(packed), BUFFER);
    }

    /** @throws TooLargeException if there are more than so many */
    static byte[] bytes(InputStream packed, int max) throws IOException {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = of(packed)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (read > max - plain.size()) {
                    throw new TooLargeException();
                }
                plain.write(buffer, 0, read);
            }
        }
        return plain.toByteArray();
    }

    /** More than the reader wants. */
    static final class TooLargeException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private static final class TellsItsEnd extends PushbackInputStream {

        TellsItsEnd(InputStream in) {
            super(in, 1);
        }

        @Override
        public int available() throws IOException {
            int known = super.available();
            if (known > 0) {
                return known;
            }
            int next = read();
            if (next < 0) {
                return 0;
            }
            unread(next);
            return 1;
        }
    }
}
