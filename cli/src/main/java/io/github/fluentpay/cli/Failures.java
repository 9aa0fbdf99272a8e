package io.github.fluentpay.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Everything a command can end in, on one line; the stack trace only with {@code --verbose}. */
final class Failures implements IExecutionExceptionHandler {

    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        CommonOptions options = optionsOf(command);
        List<String> args =
                command.getCommandSpec().root().commandLine().getParseResult().originalArgs();
        String message = oneLine(failure, ExitCode.of(failure));
        if (command.getCommandSpec().userObject() instanceof HasCommonOptions has) {
            message = has.explained(message, failure);
        }
        return report(failure, message, args, command.getCommandSpec(), options.isJson(), options.isVerbose());
    }

    /** An error of the virtual machine, which may come before the options are read. */
    int ofMachine(Error failure, List<String> args, CommandLine program) {
        boolean isVerbose = args.contains("--verbose");
        return report(
                failure,
                oneLine(failure, ExitCode.INTERNAL),
                args,
                program.getCommandSpec(),
                ErrorPrinter.asksForJson(args),
                isVerbose);
    }

    private int report(
            Throwable failure, String text, List<String> args, CommandSpec command, boolean isJson, boolean isVerbose) {
        ExitCode code = ExitCode.of(failure);
        GivenValues given = new GivenValues(args, terminal.environment(), command);
        String message = code == ExitCode.INTERNAL ? given.maskedIn(text) : text;
        new ErrorPrinter(terminal, isJson).failure(code, message, failure);
        if (isVerbose) {
            terminal.err().print(given.maskedTrace(failure));
        }
        return code.code();
    }

    private static CommonOptions optionsOf(CommandLine command) {
        return command.getCommandSpec().userObject() instanceof HasCommonOptions has
                ? has.options()
                : new CommonOptions();
    }

    private static String oneLine(Throwable failure, ExitCode code) {
        String message = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().replaceAll("\\s*\\R\\s*", " ");
        return code == ExitCode.INTERNAL
                ? "internal error: " + message + "; run it again with --verbose and report what it prints"
                : message;
    }
}
