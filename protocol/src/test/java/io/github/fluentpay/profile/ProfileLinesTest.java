package io.github.fluentpay.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProfileLinesTest {

    @Test
    void numbersTheFirstOfTheLinesThatBackslashesJoin() {
        ProfileLines lines = new ProfileLines(
                "# a comment \\\r\na=1\r\n\r\n  b : 2\\\n   and\\\\\\\n more\nc\\\\=3\\\\\nd 4\r! e\re");

        assertThat(lines.of("a")).hasValue(2);
        assertThat(lines.of("b")).hasValue(4);
        assertThat(lines.of("c\\")).hasValue(7);
        assertThat(lines.of("d")).hasValue(8);
        assertThat(lines.of("e")).hasValue(10);
        assertThat(lines.of("f")).isEmpty();
    }

    @Test
    void numbersTheLastOfSeveralLinesWhichIsTheOneThatCounts() {
        assertThat(new ProfileLines("a=1\nb=2\na=3").of("a")).hasValue(3);
    }

    @Test
    void namesTheLineThatIsMalformedWithoutShowingIt() {
        assertThatThrownBy(() -> new ProfileLines("a=1\nb=\\u12secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("line 2: a backslash and u are not followed by four hexadecimal digits")
                .hasNoCause();
    }

    /** Whatever the text is, each property that Java reads from it is in one line of it. */
    @Test
    void knowsALineForEachPropertyThatJavaReads() throws IOException {
        long seed = Long.getLong("fluentpay.seed", 20261130);
        SplittableRandom random = new SplittableRandom(seed);
        String[] parts = {"a", "b", "=", ":", " ", "\\", "\\\\", "\n", "\r\n", "\r", "#", "!", "\t", "\f", "密"};
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(20); j > 0; j--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            Properties read = new Properties();
            read.load(new StringReader(text.toString()));

            ProfileLines lines = new ProfileLines(text.toString());

            assertThat(read.stringPropertyNames())
                    .as("seed %s, text %s", seed, text)
                    .allMatch(name -> lines.of(name).isPresent());
        }
    }
}
