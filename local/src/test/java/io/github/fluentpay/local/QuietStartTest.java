package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program of ten lines, in a JVM of its own, with slf4j-simple and no settings for it. */
class QuietStartTest {

    private static final String PROGRAM = """
            import io.github.fluentpay.local.LocalPay;

            class Ten {
                public static void main(String[] arguments) {
                    try (LocalPay localPay = LocalPay.start()) {
                        System.out.println(localPay.profile().merchant().mchid());
                    }
                }
            }
            """;

    @TempDir
    private Path folder;

    /** The program's output, its errors included; this module's tests have settings for slf4j-simple. */
    private List<String> lines(String... options) throws IOException, InterruptedException {
        Path program = Files.writeString(folder.resolve("Ten.java"), PROGRAM);
        String classPath = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(entry -> !Files.exists(Path.of(entry, "simplelogger.properties")))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
        command.addAll(List.of(options));
        command.add(program.toString());
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor()).isZero();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }

    @Test
    void printsWhatTheProgramPrints() throws Exception {
        assertThat(lines()).containsExactly("1900000001");
    }

    @Test
    void keepsTheLevelThatTheUserHasSet() throws Exception {
        assertThat(lines("-Dorg.slf4j.simpleLogger.log.org.eclipse.jetty=info"))
                .anyMatch(line -> line.contains("INFO org.eclipse.jetty"))
                .noneMatch(line -> line.contains("INFO org.flywaydb"));
    }
}
