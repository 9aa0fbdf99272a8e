package io.github.fluentpay.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the runnable jar starts. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its {@link ExitCode}. Output is UTF-8, whatever the locale. */
    public static void main(String[] args) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(StandardOutput.ofProcess(), err, System.getenv(), StandardOutput.isTerminal());
        System.exit(new CommandLineProgram(terminal).run(args));
    }
}
