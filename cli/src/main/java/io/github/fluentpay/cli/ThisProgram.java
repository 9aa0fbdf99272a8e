package io.github.fluentpay.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** This very program, in a process of its own. */
final class ThisProgram {

    private ThisProgram() {}

    /** Starts it, and hands its lines to the consumer on a thread of their own. */
    static Process start(List<String> args, Consumer<String> lines) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseSerialGC");
        String classPath = System.getProperty("java.class.path");
        // One jar is the runnable one, and its manifest has settings that a class path would leave out.
        if (classPath.endsWith("-all.jar")) {
            command.addAll(List.of("-jar", classPath));
        } else {
            command.addAll(List.of("-cp", classPath, Main.class.getName()));
        }
        command.addAll(args);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread reader = new Thread(() -> read(process, lines), "fluentpay-child-output");
        reader.setDaemon(true);
        reader.start();
        return process;
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            output.lines().forEach(lines);
        } catch (IOException | UncheckedIOException killed) {
            // There is nothing more to read.
        }
    }
}
