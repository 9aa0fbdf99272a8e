package io.github.fluentpay.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The secrets that stand in the sources of tests: each APIv3 key, and each literal that is sealed. */
final class TestTexts {

    private static final Pattern API_V3_KEY =
            Pattern.compile("(?:ApiV3Key\\.of\\(|API_?V3_?KEY = )\\s*\"([^\"]{32})\"");

    /** Shorter ones are not what anyone is called. */
    private static final Pattern SEALED = Pattern.compile("\\.seal\\(\"([^\"\\\\]{5,}|\\p{IsHan}{2,}[^\"\\\\]*)\"\\)");

    /** What is sealed by way of a variable or a request: tests that seal names and numbers take these. */
    private static final Set<String> PEOPLE =
            Set.of("张三", "李四", "王五", "13800000000", "13812345678", "Cardholder-6222021234567890");

    private TestTexts() {}

    static Set<String> of(Path root) throws IOException {
        Set<String> texts = new TreeSet<>(PEOPLE);
        for (Path file : sources(root)) {
            String source = Files.readString(file);
            Stream.of(API_V3_KEY, SEALED)
                    .flatMap(pattern -> pattern.matcher(source).results())
                    .map((MatchResult match) -> match.group(1))
                    .forEach(texts::add);
        }
        return texts;
    }

    private static Iterable<Path> sources(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/test"))
                    .filter(Files::isDirectory)
                    .filter(tests -> !tests.startsWith(root.resolve("scan")))
                    .flatMap(TestTexts::walk)
                    .filter(file -> file.toString().matches(".*\\.(java|kt|groovy)"))
                    .toList();
        }
    }

    private static Stream<Path> walk(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
