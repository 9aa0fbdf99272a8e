package io.github.fluentpay.cli;

import io.github.fluentpay.protocol.internal.ShownValue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The values that a command was given, on its command line and in the environment, less those that are public by their
 * shape. What a library says of a value has the value in it, so they are masked in the words of others.
 */
final class GivenValues {

    private static final String MASK = "***";

    /** Shorter ones would be found in ordinary words. */
    private static final int SHORTEST = 6;

    /** A name of a parameter, a user, a password: the parts of a URL or of NAME=VALUE. */
    private static final Pattern BETWEEN_PARTS = Pattern.compile("[=&?@,;]|://");

    private static final Pattern API_PATH = Pattern.compile("/?(v[0-9]|brand)/[a-z0-9/_{}.-]*");

    private static final Pattern VARIABLE = Pattern.compile("(FLUENTPAY|LOCALPAY)_.*");

    private final List<String> values;

    GivenValues(String[] args, CommandSpec command) {
        this(Stream.of(args), command);
    }

    /** Of a command that runs; its environment counts, too. */
    GivenValues(List<String> args, Map<String, String> environment, CommandSpec command) {
        this(
                Stream.concat(
                        args.stream(),
                        environment.entrySet().stream()
                                .filter(variable ->
                                        VARIABLE.matcher(variable.getKey()).matches())
                                .map(Map.Entry::getValue)),
                command);
    }

    private GivenValues(Stream<String> given, CommandSpec command) {
        Set<String> ours = new HashSet<>(List.of(command.qualifiedName().split(" ")));
        ours.addAll(command.root().subcommands().keySet());
        ours.addAll(command.optionsMap().keySet());
        this.values = given.flatMap(value -> Stream.concat(Stream.of(value), BETWEEN_PARTS.splitAsStream(value)))
                .map(String::strip)
                .filter(value -> value.length() >= SHORTEST)
                .filter(value ->
                        !ours.contains(value) && !API_PATH.matcher(value).matches())
                .filter(value -> !ShownValue.isPublic(value))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    String maskedIn(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, MASK);
        }
        return masked;
    }

    /** The stack trace of a failure and of its causes. */
    String maskedTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return maskedIn(trace.toString());
    }
}
