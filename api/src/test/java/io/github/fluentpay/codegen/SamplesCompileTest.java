package io.github.fluentpay.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.FluentPay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples that {@code fluentpay endpoints} prints, all in one compilation against the generated classes. */
class SamplesCompileTest {

    private static final int SAMPLES_IN_A_CLASS = 100;

    @TempDir
    Path folder;

    @Test
    void theSampleOfEveryOperationCompiles() throws IOException {
        List<String> samples = samples();
        Set<String> packages = packages();
        List<String> arguments = new ArrayList<>(
                List.of("-d", folder.toString(), "-proc:none", "-nowarn", "-Xmaxerrs", "50", "-encoding", "UTF-8"));
        for (int from = 0; from < samples.size(); from += SAMPLES_IN_A_CLASS) {
            Path file = folder.resolve("Samples" + from + ".java");
            List<String> some = samples.subList(from, Math.min(samples.size(), from + SAMPLES_IN_A_CLASS));
            Files.writeString(file, source("Samples" + from, some, packages));
            arguments.add(file.toString());
        }
        ByteArrayOutputStream messages = new ByteArrayOutputStream();

        int result =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));

        assertThat(samples).hasSize(1147);
        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    private static List<String> samples() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(FluentPay.class.getResourceAsStream("spellings.txt"), "spellings.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 3)[2])
                    .toList();
        }
    }

    /** Every package of generated types: their names are told apart across all of them. */
    private static Set<String> packages() throws IOException {
        Path classes = Path.of("target/classes");
        Set<String> packages = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes.resolve("io/github/fluentpay"))) {
            files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file ->
                            file.toString().contains("/v3") || file.toString().contains("/v2"))
                    .forEach(file -> packages.add(
                            classes.relativize(file.getParent()).toString().replace('/', '.')));
        }
        return packages;
    }

    private static String source(String name, List<String> samples, Set<String> packages) {
        StringBuilder source = new StringBuilder("""
                import io.github.fluentpay.FluentPay;
                import io.github.fluentpay.client.FileContent;
                import io.github.fluentpay.client.Multipart;
                import io.github.fluentpay.json.JsonObject;
                import java.math.BigDecimal;
                import java.nio.file.Path;
                import java.time.OffsetDateTime;
                """);
        packages.forEach(one -> source.append("import ").append(one).append(".*;\n"));
        source.append("class ").append(name).append(" {\n");
        for (int i = 0; i < samples.size(); i++) {
            source.append(
                    "    Object sample%d(FluentPay pay) {\n        return %s;\n    }\n".formatted(i, samples.get(i)));
        }
        return source.append("}\n").toString();
    }
}
