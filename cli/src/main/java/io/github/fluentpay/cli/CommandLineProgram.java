package io.github.fluentpay.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** The whole program with its streams and environment handed in, so that tests can run it. */
final class CommandLineProgram {

    private final Terminal terminal;

    CommandLineProgram(Terminal terminal) {
        this.terminal = terminal;
    }

    int run(String... args) {
        IFactory factory = new CommandFactory(terminal);
        CommandLine program = new CommandLine(FluentPayCommand.class, factory)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(new UsageErrors(terminal))
                .setExecutionExceptionHandler(new Failures(terminal));
        return program.execute(args);
    }
}
