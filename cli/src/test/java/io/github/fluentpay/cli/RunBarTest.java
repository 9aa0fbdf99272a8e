package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RunBarTest {

    private static final RunState HALF =
            new RunState(4_500, 500, 3, 40, 100, 5, 5_000, 512.4, Duration.ofSeconds(10), null);

    private static String printed(Map<String, String> environment, Consumer<RunBar> use) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        use.accept(new RunBar(new Terminal(stream, stream, environment, true)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesOneLineAgainAndAgain() {
        Map<String, String> plain = Map.of("NO_COLOR", "1", "COLUMNS", "130");
        String line = "done 5,000, refused 500, unknown 3, waiting 40, 512/s, 10 s left";

        assertThat(printed(plain, bar -> bar.progress(HALF)))
                .isEqualTo("\r\u001b[K[############------------] 50%  " + line);
        assertThat(printed(Map.of("COLUMNS", "130"), bar -> bar.progress(HALF)))
                .isEqualTo("\r\u001b[K[\u001b[32m############\u001b[0m------------] 50%  " + line);
    }

    @Test
    void isNeverLongerThanTheTerminalIsWide() {
        for (int width = 10; width < 140; width++) {
            String line =
                    printed(Map.of("NO_COLOR", "1", "COLUMNS", Integer.toString(width)), bar -> bar.progress(HALF));

            assertThat(line.length() - "\r\u001b[K".length()).isLessThan(width);
        }
    }

    @Test
    void makesWayForWordsAndForTheEnd() {
        RunState stuck = new RunState(1, 0, 0, 1, 0, 0, 1, 0, null, "NO_ANSWER");

        assertThat(printed(Map.of("NO_COLOR", "yes"), bar -> {
                    bar.progress(stuck);
                    bar.note("A note");
                    bar.end(stuck, true);
                }))
                .isEqualTo(
                        "\r\u001b[K[############------------] 50%  done 1, waiting 1, 0.0/s, trouble NO_ANSWER\r\u001b[KA note\n\r\u001b[KStopped: 0 returned, 0 refused in this run; in the ledger 1 returned, 0 refused, 1 open\n");
    }

    @Test
    void wordsForTimes() {
        assertThat(Words.time(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Words.time(Duration.ofMinutes(1))).isEqualTo("1 min");
        assertThat(Words.time(Duration.ofSeconds(3599))).isEqualTo("59 min 59 s");
        assertThat(Words.time(Duration.ofHours(1))).isEqualTo("1 h");
        assertThat(Words.time(Duration.ofMinutes(121))).isEqualTo("2 h 1 min");
        assertThat(Words.rate(9.96)).isEqualTo("10");
        assertThat(Words.rate(9.94)).isEqualTo("9.9");
    }
}
