package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteLinesTest {

    /** A byte at a time, as the slowest pipe would. */
    private static final class Drip extends InputStream {

        private final InputStream in;

        Drip(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, Math.min(1, length));
        }
    }

    private static List<String> lines(String text) throws IOException {
        ByteLines lines = new ByteLines(
                new Drip(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))), "x", StandardCharsets.UTF_8);
        List<String> all = new ArrayList<>();
        while (lines.next()) {
            all.add(lines.number() + ":" + lines.text());
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb\n\nc", "a\r\nb\r\n\r\nc\r\n", "a\rb\r\rc\r", "\uFEFFa\nb\r\n\rc"})
    void aLineEndsAsAnySystemEndsIt(String text) throws IOException {
        assertThat(lines(text)).containsExactly("1:a", "2:b", "3:", "4:c");
    }

    @Test
    void nothingHasNoLine() throws IOException {
        assertThat(lines("")).isEmpty();
        assertThat(lines("\n")).containsExactly("1:");
        assertThat(lines("a")).containsExactly("1:a");
    }

    @Test
    void aLineWithoutAnEndIsCutOff() throws IOException {
        InputStream endless = new InputStream() {
            private long left = 64L << 20;

            @Override
            public int read() {
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                if (left <= 0) {
                    return -1;
                }
                int count = (int) Math.min(left, length);
                left -= count;
                Arrays.fill(target, offset, offset + count, (byte) 'x');
                return count;
            }
        };
        ByteLines lines = new ByteLines(endless, "x", StandardCharsets.UTF_8);

        assertThat(lines.next()).isTrue();
        assertThat(lines.isTooLong()).isTrue();
        assertThat(lines.shown()).isEqualTo("x".repeat(200) + "…");
        assertThat(lines.next()).isFalse();
    }
}
