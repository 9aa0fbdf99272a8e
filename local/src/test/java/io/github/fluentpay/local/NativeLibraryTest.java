package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed, with a home and a temporary folder of their own. */
class NativeLibraryTest {

    @TempDir
    private Path folder;

    private Path home;
    private Path temporary;
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void makeFolders() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    @AfterEach
    void end() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(String data) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Duser.home=" + home,
                        "-Djava.io.tmpdir=" + temporary,
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ChildProcess.class.getName(),
                        folder.resolve(data).toString())
                .redirectError(folder.resolve("errors-of-" + data + ".txt").toFile());
        builder.environment().remove("XDG_CACHE_HOME");
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private void killOnceItRuns(Process process) throws IOException, InterruptedException {
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).as(errors()).startsWith("http://127.0.0.1:");
        process.destroyForcibly().waitFor();
    }

    private String errors() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String data : List.of("a", "b", "c")) {
            Path errors = folder.resolve("errors-of-" + data + ".txt");
            all.append(Files.exists(errors) ? Files.readString(errors) : "");
        }
        return all.toString();
    }

    private static List<String> libraries(Path below) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> below.relativize(file).toString())
                    .filter(name -> name.contains("sqlite"))
                    .toList();
        }
    }

    @Test
    void severalProcessesShareOneCopyAndLeaveNoneBehind() throws Exception {
        Process first = start("a");
        Process second = start("b");
        killOnceItRuns(first);
        killOnceItRuns(second);
        killOnceItRuns(start("c"));

        assertThat(libraries(temporary)).isEmpty();
        assertThat(libraries(home)).singleElement().asString().startsWith(".cache/fluentpay/sqlite-");
    }

    /** A home that is none: in a container, for an account of a service. */
    @Test
    void aFolderThatCannotBeMadeIsNoObstacle() throws Exception {
        Files.writeString(home.resolve(".cache"), "a file");

        killOnceItRuns(start("a"));

        assertThat(libraries(temporary)).isNotEmpty();
    }

    @Test
    void aChangedCopyIsReplaced() throws Exception {
        killOnceItRuns(start("a"));
        Path copy = home.resolve(libraries(home).get(0));
        long size = Files.size(copy);
        Files.write(copy, new byte[(int) size]);

        killOnceItRuns(start("a"));

        assertThat(Files.mismatch(copy, Files.write(folder.resolve("zeros"), new byte[(int) size])))
                .isNotEqualTo(-1);
        assertThat(libraries(temporary)).isEmpty();
    }
}
