package io.github.fluentpay.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Lines of a stream of any length, in constant memory; one after the other, and each decoded by itself, so that nothing in
 * one can spoil the next. A line ends with LF, CR LF, or CR. Not safe for several threads.
 */
final class ByteLines {

    /** In bytes. */
    static final int LONGEST = 64 * 1024;

    private static final int SHOWN = 200;

    private final InputStream in;
    private final Charset charset;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private final byte[] line = new byte[LONGEST];
    private int length;
    private boolean tooLong;
    private long number;

    /**
     * @param name of the file, for messages
     * @param charset one whose line feed is a single byte
     * @throws SettingsException if the stream begins as no such text does
     */
    ByteLines(InputStream in, String name, Charset charset) throws IOException {
        this.in = in;
        this.charset = charset;
        this.limit = in.readNBytes(buffer, 0, 4);
        if (begins(0xEF, 0xBB, 0xBF)) {
            if (!charset.equals(StandardCharsets.UTF_8)) {
                throw new SettingsException(name + " begins with the mark of UTF-8, and --encoding says "
                        + charset.name() + ": leave --encoding out");
            }
            position = 3;
        } else if (begins(0xFE, 0xFF) || begins(0xFF, 0xFE)) {
            throw new SettingsException(
                    name + " is UTF-16: save it as UTF-8, in Excel as \"CSV UTF-8 (Comma delimited)\"");
        } else if (begins('P', 'K', 3, 4)) {
            throw new SettingsException(
                    name + " is a workbook or a ZIP file, not text: save it as \"CSV UTF-8 (Comma delimited)\"");
        }
    }

    private boolean begins(int... bytes) {
        if (limit < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((buffer[i] & 0xFF) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Goes to the next line; false if there is none. */
    boolean next() throws IOException {
        length = 0;
        tooLong = false;
        int next = read();
        if (next < 0) {
            return false;
        }
        number++;
        while (next >= 0 && next != '\n' && next != '\r') {
            if (length < LONGEST) {
                line[length++] = (byte) next;
            } else {
                tooLong = true;
            }
            next = read();
        }
        if (next == '\r') {
            int after = read();
            if (after >= 0 && after != '\n') {
                position--;
            }
        }
        return true;
    }

    private int read() throws IOException {
        if (position == limit) {
            position = 0;
            limit = Math.max(0, in.read(buffer));
            if (limit == 0) {
                return -1;
            }
        }
        return buffer[position++] & 0xFF;
    }

    /** 1 for the first. */
    long number() {
        return number;
    }

    /** Whether it is longer than {@link #LONGEST}. */
    boolean isTooLong() {
        return tooLong;
    }

    /** @throws CharacterCodingException if it is not in the encoding */
    String text() throws CharacterCodingException {
        return charset.newDecoder().decode(ByteBuffer.wrap(line, 0, length)).toString();
    }

    /** Its beginning, with a replacement for each byte that is not in the encoding. */
    String shown() {
        boolean whole = length <= SHOWN;
        String text = new String(whole ? Arrays.copyOf(line, length) : Arrays.copyOf(line, SHOWN), charset);
        return whole ? text : text + "…";
    }
}
