package io.github.fluentpay.cli;

import io.github.fluentpay.catalogue.Catalogue;
import io.github.fluentpay.catalogue.Summary;
import io.github.fluentpay.catalogue.Verb;
import io.github.fluentpay.protocol.ServiceException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The next step after "not found" where not a number is wrong but the path itself. */
final class PathHint {

    private static final int NOT_FOUND = 404;

    private static final Pattern NEXT = Pattern.compile("Next: check the numbers you sent$");

    private PathHint() {}

    /**
     * The message with the documented path that was probably meant, if the path is not documented.
     *
     * @param path as given, with or without a slash in front
     */
    static String in(String message, ServiceException refused, Verb verb, String path) {
        if (refused.status() != NOT_FOUND || !NEXT.matcher(message).find()) {
            return message;
        }
        Catalogue catalogue = Catalogue.load();
        String given = path.startsWith("/") ? path.substring(1) : path;
        boolean isDocumented = catalogue.summaries().stream()
                .anyMatch(operation -> operation.verb() == verb && fits(operation, given));
        return isDocumented
                ? message
                : NEXT.matcher(message)
                        .replaceFirst("Next: check the path, which is not documented"
                                + catalogue
                                        .nearest(given)
                                        .map(near -> "; the nearest one is " + near)
                                        .orElse("")
                                + "; `fluentpay endpoints WORD` searches them");
    }

    private static boolean fits(Summary operation, String path) {
        String template = Stream.of(operation.path().split("/", -1))
                .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/"));
        return path.matches(template);
    }
}
