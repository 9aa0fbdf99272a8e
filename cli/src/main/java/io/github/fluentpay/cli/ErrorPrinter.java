package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.protocol.WechatPayException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The end of a command that failed: a line for people, or for {@code --output json} one object with the field
 * {@code error}. Each such object has {@code exit}, the name of the exit code, and {@code message}; there are more fields for
 * what the platform refused, and {@code help} for a wrong command line.
 */
final class ErrorPrinter {

    private static final String OPTION = "--output";

    private final Terminal terminal;
    private final boolean isJson;

    ErrorPrinter(Terminal terminal, boolean isJson) {
        this.terminal = terminal;
        this.isJson = isJson;
    }

    /** A printer for a command line that may be wrong, so that its options cannot be read yet. */
    static ErrorPrinter of(Terminal terminal, List<String> args) {
        return new ErrorPrinter(terminal, asksForJson(args));
    }

    /** The last one counts; behind {@code --} there are no options. */
    static boolean asksForJson(List<String> args) {
        String format = "";
        for (int i = 0; i < args.size() && !args.get(i).equals("--"); i++) {
            if (args.get(i).startsWith(OPTION + "=")) {
                format = args.get(i).substring(OPTION.length() + 1);
            } else if (args.get(i).equals(OPTION) && i + 1 < args.size()) {
                format = args.get(i + 1);
            }
        }
        return format.toLowerCase(Locale.ROOT).equals("json");
    }

    /**
     * A wrong command line.
     *
     * @param next where to look, for people
     * @param help the command that shows the help
     */
    void usage(String message, String next, String help) {
        if (isJson) {
            print(base(ExitCode.USAGE, message).put("help", help));
        } else {
            terminal.err().println("fluentpay: " + OptionWords.of(message));
            terminal.err().println(next);
        }
    }

    void failure(ExitCode code, String message, Throwable failure) {
        if (isJson) {
            print(details(base(code, message), failure));
            return;
        }
        failure(code, message);
        if (failure instanceof ServiceException refused && refused.detail() != null) {
            terminal.err().println("  detail: " + refused.detail());
        }
    }

    void failure(ExitCode code, String message) {
        if (isJson) {
            print(base(code, message));
        } else {
            terminal.err().println("fluentpay: " + OptionWords.of(message));
        }
    }

    private static JsonObject.Builder base(ExitCode code, String message) {
        return JsonObject.builder().put("exit", code.name()).put("message", OptionWords.of(message));
    }

    private static JsonObject.Builder details(JsonObject.Builder error, @Nullable Throwable failure) {
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
        return error;
    }

    private void print(JsonObject.Builder error) {
        terminal.err().println(JsonObject.of("error", error.build()).toJson());
    }
}
