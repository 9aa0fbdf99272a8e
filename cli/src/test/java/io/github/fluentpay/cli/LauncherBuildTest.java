package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher in a folder of its own, with a Maven and a Java that only write down how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherBuildTest {

    @TempDir
    Path folder;

    Path home;
    Path tools;

    @BeforeEach
    void copyLauncher() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        tools = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.copy(Path.of("..", "fluentpay"), home.resolve("fluentpay"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        script("java", "echo java \"$@\"");
        script("mvn", """
                echo "$MAVEN_OPTS -- $*" >> ../maven-calls
                echo '[INFO] Building FluentPay Protocol 0.1.0-SNAPSHOT    [2/9]'
                sleep 2
                echo '[INFO] Building FluentPay Typed Chain 0.1.0-SNAPSHOT [7/9]'
                mkdir -p cli/target
                echo jar > cli/target/fluentpay-cli-all.jar""");
    }

    @Test
    void showsEachModuleWhileItBuildsAndThenRuns() throws Exception {
        Ended run = launch("call", "get", "v3/certificates");

        assertThat(run.code).isZero();
        assertThat(run.err)
                .contains("building the command line: the first run")
                .containsPattern("2 of 9: FluentPay Protocol \\(\\d+ s\\)");
        assertThat(run.out).contains("-jar").contains("call get v3/certificates");
    }

    @Test
    void buildsWithoutChecksAndOnlyOnce() throws Exception {
        launch("demo");
        Ended second = launch("demo");

        assertThat(Files.readAllLines(folder.resolve("maven-calls")))
                .singleElement()
                .satisfies(
                        call -> assertThat(call).contains("-Pquick", "-pl cli -am package", "-XX:TieredStopAtLevel=1"));
        assertThat(second.err).isEmpty();
    }

    @Test
    void failsWithTheBuildsErrorsAndNothingElse() throws Exception {
        script("mvn", """
                echo '[INFO] Scanning for projects...'
                echo '[ERROR] release version 17 not supported'
                exit 1""");

        Ended run = launch("demo");

        assertThat(run.code).isEqualTo(1);
        assertThat(run.out).isEmpty();
        assertThat(run.err)
                .contains("[ERROR] release version 17 not supported")
                .contains("the build failed; it needs JDK 17 or newer and Maven 3.8 or newer")
                .doesNotContain("Scanning");
    }

    private void script(String name, String commands) throws IOException {
        Path file = tools.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Ended(int code, String out, String err) {}

    private Ended launch(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", home.resolve("fluentpay").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile());
        builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
        builder.environment().put("JAVA_HOME", tools.getParent().toString());
        builder.environment().remove("MAVEN_OPTS");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), text("out"), text("err"));
    }

    private String text(String file) throws IOException {
        return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
    }
}
