package io.github.fluentpay.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example runs, and prints what stands beside it; {@code …} there stands for any text within a line. */
class ExamplesTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/fluentpay/examples");
    private static final Path EXPECTED = Path.of("src/test/resources/expected");

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatIsExpected(String program) throws Exception {
        String expected = Files.readString(EXPECTED.resolve(program + ".txt"));
        PrintStream original = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Class.forName("io.github.fluentpay.examples." + program)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(original);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
                .matches(Stream.of(expected.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    @Test
    void nothingIsExpectedOfAnExampleThatIsGone() throws IOException {
        assertThat(names(EXPECTED)).isNotEmpty().isEqualTo(programs());
    }

    /** What stands directly in the folder; what one example needs beside it has a folder of its own. */
    static List<String> programs() throws IOException {
        return names(SOURCES);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().replaceFirst("\\.[^.]*$", ""))
                    .filter(name -> !name.equals("package-info"))
                    .sorted()
                    .toList();
        }
    }
}
