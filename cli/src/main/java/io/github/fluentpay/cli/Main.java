package io.github.fluentpay.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where the runnable jar starts. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its {@link ExitCode}. Output is UTF-8, whatever the locale. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, err, System.getenv(), isWatched());
        System.exit(new CommandLineProgram(terminal).run(args));
    }

    /** Since Java 22 there is a console in a pipe, too; it can be asked then. */
    @SuppressWarnings("SystemConsoleNull") // it is asked further where it is not null
    private static boolean isWatched() {
        Console console = System.console();
        if (console == null || "dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (ReflectiveOperationException olderJava) {
            return true;
        }
    }
}
