package io.github.fluentpay.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;

/** The whole program with its streams and environment handed in, so that tests can run it. */
final class CommandLineProgram {

    /** Java puts it in place of each byte that the character set of the locale does not have. */
    private static final String REPLACEMENT = "\uFFFD";

    private final Terminal terminal;

    CommandLineProgram(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(String... args) {
        CommandLine program = commandLine();
        int unreadable = unreadable(List.of(args));
        if (unreadable > 0) {
            ParameterException failure = new ParameterException(
                    program,
                    "Argument " + unreadable + " has characters that the locale of this shell cannot express; set"
                            + " LC_ALL=C.UTF-8 and run it again");
            return new UsageErrors(terminal).handleParseException(failure, args);
        }
        try {
            return written(program.execute(args), List.of(args));
        } catch (Error e) {
            return new Failures(terminal).ofMachine(e, List.of(args), program);
        }
    }

    /** A result that got lost on its way to a file is no success. */
    private int written(int exit, List<String> args) {
        boolean isDone =
                exit == ExitCode.OK.code() || exit == ExitCode.PARTLY.code() || exit == ExitCode.CHECK_FAILED.code();
        String failure = isDone ? StandardOutput.failure(terminal.out()) : null;
        if (failure == null) {
            return exit;
        }
        ErrorPrinter.of(terminal, args)
                .failure(
                        ExitCode.SETTINGS,
                        "The command is done, and its output is not complete: standard output cannot be written: "
                                + failure);
        return ExitCode.SETTINGS.code();
    }

    CommandLine commandLine() {
        IFactory factory = new CommandFactory(terminal);
        return new CommandLine(FluentPayCommand.class, factory)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                // An argument that begins with @ is a value: the content of a file is no part of the command line.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageErrors(terminal))
                .setExecutionExceptionHandler(new Failures(terminal));
    }

    /** The place of the first argument that was damaged on its way, from 1 on; 0 if there is none. */
    private static int unreadable(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i).contains(REPLACEMENT)) {
                return i + 1;
            }
        }
        return 0;
    }
}
