package io.github.fluentpay.cli;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The message about a wrong command line. Picocli's own messages repeat the argument, and it may be a secret that belongs
 * elsewhere; here it is named by its option or its place, and described.
 */
final class UsageMessage {

    /** An option that does not exist is shown if it looks like a word. */
    private static final Pattern OPTION_NAME = Pattern.compile("--[a-z]{2,12}(-[a-z]{2,12}){0,2}");

    private UsageMessage() {}

    static String of(ParameterException failure, String[] args) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched, List.of(args));
        }
        ArgSpec arg = failure.getArgSpec();
        if (arg != null && failure.getValue() != null) {
            return "Invalid value for " + name(arg) + ": " + wanted(arg) + " is needed, and this is "
                    + ShownValue.of(failure.getValue());
        }
        boolean ours = failure.getClass() == ParameterException.class && arg == null;
        if (ours) {
            return String.valueOf(failure.getMessage());
        }
        return new GivenValues(args, failure.getCommandLine().getCommandSpec())
                .maskedIn(String.valueOf(failure.getMessage()));
    }

    private static String unmatched(UnmatchedArgumentException failure, List<String> args) {
        List<String> unmatched = failure.getUnmatched();
        String first = unmatched.get(0);
        String place = args.contains(first) ? " (argument " + (args.indexOf(first) + 1) + ")" : "";
        CommandSpec command = failure.getCommandLine().getCommandSpec();
        if (!command.subcommands().isEmpty()) {
            return ofGroup(command, first, place);
        }
        String more = unmatched.size() == 1 ? "" : ", and " + (unmatched.size() - 1) + " more";
        if (!failure.isUnknownOption()) {
            return "Unmatched argument: " + ShownValue.described(first) + place + more;
        }
        return "Unknown option: " + option(first) + place + more;
    }

    private static String option(String argument) {
        String option = nameOf(argument);
        return OPTION_NAME.matcher(option).matches() ? "'" + option + "'" : ShownValue.described(argument);
    }

    private static String nameOf(String argument) {
        return argument.replaceFirst("(?s)=.*", "");
    }

    /** A command that only has subcommands takes nothing but the name of one. */
    private static String ofGroup(CommandSpec command, String argument, String place) {
        String there = "; there are " + String.join(", ", command.subcommands().keySet());
        if (!argument.startsWith("-")) {
            return "There is no such subcommand of " + command.qualifiedName() + ": " + ShownValue.described(argument)
                    + place + there;
        }
        return hasBelow(command, nameOf(argument))
                ? "The option " + option(argument) + place + " belongs behind a subcommand of "
                        + command.qualifiedName() + there
                : "Unknown option: " + option(argument) + place;
    }

    private static boolean hasBelow(CommandSpec command, String option) {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .anyMatch(below -> below.optionsMap().containsKey(option) || hasBelow(below, option));
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? "option '" + option.longestName() + "'" : arg.paramLabel();
    }

    private static String wanted(ArgSpec arg) {
        Class<?> type = arg.isMultiValue() && !arg.typeInfo().isMap() ? arg.auxiliaryTypes()[0] : arg.type();
        if (arg.typeInfo().isMap()) {
            return "NAME=VALUE";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(Object::toString)
                    .collect(Collectors.joining(", ", "one of [", "] (case-insensitive)"));
        }
        boolean number = type.isPrimitive() || Number.class.isAssignableFrom(type);
        return number ? "a number" : arg.paramLabel();
    }
}
