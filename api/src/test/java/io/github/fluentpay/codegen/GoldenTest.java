package io.github.fluentpay.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small catalogues, each named by its problem, and the sources they give. The expected files compile against the classes
 * that generated code stands on, which is why these tests are here. {@code -Dfluentpay.rewrite=true} rewrites them; review
 * the difference.
 */
class GoldenTest {

    private static final Path CASES = Path.of("src/test/golden");

    @TempDir
    Path folder;

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            return cases.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheExpectedSourcesAndTheyCompile(Path golden) throws IOException {
        Path expected = golden.resolve("expected");
        Generator.main(new String[] {
            folder.resolve("sources").toString(),
            folder.resolve("resources").toString(),
            golden.resolve("catalogue").toString()
        });
        Map<String, String> sources = read(folder.resolve("sources"));
        if (Boolean.getBoolean("fluentpay.rewrite")) {
            SourceTree.write(expected, sources);
        }

        assertThat(read(expected)).isEqualTo(sources);
        assertCompiles(expected);
    }

    private void assertCompiles(Path sources) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-d", Files.createDirectories(folder.resolve("classes")).toString(), "-proc:none", "-Xlint:all"));
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();

        int result =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));

        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static Map<String, String> read(Path tree) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.exists(tree)) {
            return files;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            all.filter(Files::isRegularFile).forEach(file -> {
                try {
                    files.put(tree.relativize(file).toString().replace('\\', '/'), Files.readString(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return files;
    }
}
