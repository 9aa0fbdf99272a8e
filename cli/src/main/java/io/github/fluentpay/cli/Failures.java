package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.WechatPayException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
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
        ExitCode code = ExitCode.of(failure);
        GivenValues given = new GivenValues(
                command.getCommandSpec().root().commandLine().getParseResult().originalArgs(),
                terminal.environment(),
                command.getCommandSpec());
        String message = code == ExitCode.INTERNAL ? given.maskedIn(oneLine(failure, code)) : oneLine(failure, code);
        if (options.isJson()) {
            terminal.err().println(asJson(failure, code, message).toJson());
        } else {
            terminal.err().println("fluentpay: " + message);
            if (failure instanceof ServiceException refused && refused.detail() != null) {
                terminal.err().println("  detail: " + refused.detail());
            }
        }
        if (options.isVerbose()) {
            terminal.err().print(given.maskedTrace(failure));
        }
        return code.code();
    }

    private static CommonOptions optionsOf(CommandLine command) {
        return command.getCommandSpec().userObject() instanceof HasCommonOptions has
                ? has.options()
                : new CommonOptions();
    }

    private static String oneLine(Exception failure, ExitCode code) {
        String message = failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage().replaceAll("\\s*\\R\\s*", " ");
        return code == ExitCode.INTERNAL
                ? "internal error: " + message + "; run it again with --verbose and report what it prints"
                : message;
    }

    private static JsonObject asJson(Exception failure, ExitCode code, String message) {
        JsonObject.Builder error = JsonObject.builder().put("exit", code.name()).put("message", message);
        if (failure instanceof WechatPayException call) {
            error.put("retry_safety", call.retrySafety().name());
        }
        if (failure instanceof ServiceException refused) {
            error.put("status", refused.status())
                    .putIfPresent("code", refused.code())
                    .putIfPresent("platform_message", refused.platformMessage())
                    .putIfPresent("detail", refused.detail())
                    .putIfPresent("request_id", refused.requestId());
        }
        return JsonObject.of("error", error.build());
    }
}
