package io.github.fluentpay.returns;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.profile.Profile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A desk at work in a JVM of its own, that can be killed. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /** Starts one on a ledger, for the merchant of a profile; it may take a second or two until it works. */
    static WorkerProcess on(String ledgerUrl, Path profile) throws IOException {
        return new WorkerProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Short lives: neither a second compiler nor more threads for garbage are worth their start.
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WorkerProcess.class.getName(),
                        ledgerUrl,
                        profile.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The child's side: works until it is killed or its parent is gone. */
    public static void main(String[] arguments) throws IOException {
        ReturnOptions options = ReturnOptions.builder()
                .concurrency(4)
                .batch(20)
                .callTimeout(Duration.ofSeconds(1))
                .lease(Duration.ofSeconds(3))
                .poll(Duration.ofMillis(50))
                .backOff(Duration.ofMillis(50), Duration.ofMillis(400))
                .build();
        try (LedgerDatabase database = LedgerDatabase.open(arguments[0]);
                FluentPay pay = FluentPay.builder()
                        .profile(Profile.read(Path.of(arguments[1]), Map.of()))
                        .build();
                ReturnDesk desk = ReturnDesk.open(database.dataSource(), pay, options)) {
            desk.start();
            System.out.println("at work");
            System.in.read();
        }
    }

    /** Waits until it works. */
    WorkerProcess atWork() throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        if (!"at work".equals(line)) {
            throw new IllegalStateException("The worker did not start: " + line);
        }
        return this;
    }

    boolean isAlive() {
        return process.isAlive();
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
