package io.github.fluentpay.cli;

import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** A wrong command line: one line that says what, one that says where to look. */
final class UsageErrors implements IParameterExceptionHandler {

    private final Terminal terminal;

    UsageErrors(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println("fluentpay: " + UsageMessage.of(failure, args));
        if (!UnmatchedArgumentException.printSuggestions(
                failure, failure.getCommandLine().getErr())) {
            terminal.err().println("Try: " + command + " --help");
        }
        return ExitCode.USAGE.code();
    }
}
