package io.github.fluentpay.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A LocalPay in a JVM of its own: what another process sees of a folder, and what is left of one that was killed. */
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final String firstLine;

    private ChildProcess(Process process, String firstLine) {
        this.process = process;
        this.firstLine = firstLine;
    }

    /** Starts one on that folder and waits until it runs or was refused. */
    static ChildProcess on(Path folder) throws IOException {
        return on(folder, null);
    }

    /** The same with its state in that database; null for the folder's own. */
    static ChildProcess on(Path folder, String databaseUrl) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ChildProcess.class.getName(),
                folder.toString()));
        if (databaseUrl != null) {
            command.add(databaseUrl);
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return new ChildProcess(process, String.valueOf(line));
    }

    /** The child's side: starts, says where it listens or why not, and runs until it is killed or its parent is gone. */
    public static void main(String[] arguments) throws IOException {
        LocalPay.Builder builder = LocalPay.builder().data(Path.of(arguments[0]));
        if (arguments.length > 1) {
            builder.database(arguments[1]);
        }
        try (LocalPay localPay = builder.start()) {
            System.out.println(localPay.baseUrl());
            System.in.read();
        } catch (LocalPayException e) {
            System.out.println(e.getMessage());
        }
    }

    /** Its address, or why it did not start. */
    String firstLine() {
        return firstLine;
    }

    /** Ends it as kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
