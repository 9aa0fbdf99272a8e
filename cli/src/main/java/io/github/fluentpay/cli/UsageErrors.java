package io.github.fluentpay.cli;

import java.util.List;
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
        String help = failure.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        List<String> suggestions =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        ErrorPrinter.of(terminal, List.of(args))
                .usage(
                        UsageMessage.of(failure, args),
                        suggestions.isEmpty()
                                ? "Try: " + help
                                : "Possible solutions: " + String.join(", ", suggestions),
                        help);
        return ExitCode.USAGE.code();
    }
}
