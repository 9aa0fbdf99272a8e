package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell script that starts the program, with a Java that prints what it is given. */
class LauncherTest {

    private static final Path SHELL = Path.of("/bin/sh");

    @TempDir
    Path folder;

    @BeforeEach
    void copy() throws IOException {
        assumeTrue(Files.isExecutable(SHELL));
        Files.copy(Snippet.ROOT.resolve("fluentpay"), folder.resolve("fluentpay"));
        Files.createFile(folder.resolve("pom.xml"));
        Path target = Files.createDirectories(folder.resolve("cli/target"));
        Files.createFile(target.resolve("fluentpay-cli-all.jar"));
    }

    private Path java(String version) throws IOException {
        Path home = folder.resolve("jdk");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho \"LC_ALL=${LC_ALL:-}\"\nfor a; do echo \"$a\"; done\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Run launch(Map<String, String> environment, String... args) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(SHELL.toString(), folder.resolve("fluentpay").toString());
        builder.command().addAll(List.of(args));
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().putAll(environment);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void namesAJavaHomeWithoutJava() throws Exception {
        Run run = launch(Map.of("JAVA_HOME", folder.resolve("none").toString()), "demo");

        assertThat(run)
                .isEqualTo(new Run(
                        3,
                        "",
                        "fluentpay: JAVA_HOME is " + folder.resolve("none")
                                + ", and there is no bin/java in it; set JAVA_HOME to the folder of a JDK 17 or newer, or"
                                + " unset it to use the java of the PATH\n"));
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_402, 3", "11.0.22, 3", "16.0.2, 3", "17, 0", "17.0.15, 0", "25.0.1, 0"})
    void namesAJavaThatIsTooOld(String version, int exit) throws Exception {
        Run run = launch(Map.of("JAVA_HOME", java(version).toString()), "demo");

        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.err().contains("an older Java than 17; set JAVA_HOME to the folder of a JDK 17 or newer"))
                .isEqualTo(exit != 0);
    }

    @ParameterizedTest
    @CsvSource({"'', C.UTF-8", "C, C.UTF-8", "POSIX, C.UTF-8", "de_DE.UTF-8, ''", "zh_CN.GBK, ''"})
    void givesJavaALocaleThatHasChineseCharacters(String lang, String expected) throws Exception {
        Run run = launch(Map.of("JAVA_HOME", java("17").toString(), "LANG", lang), "endpoints", "退券");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("LC_ALL=" + expected + "\n").endsWith("endpoints\n退券\n");
    }
}
