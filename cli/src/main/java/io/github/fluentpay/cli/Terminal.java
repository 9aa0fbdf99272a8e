package io.github.fluentpay.cli;

import java.io.PrintStream;
import java.util.Map;

/**
 * What a command talks to.
 *
 * @param out results, and nothing else
 * @param err all the rest
 * @param environment settings from outside
 * @param isScreen whether results are shown on a terminal, not written to a file or a pipe
 */
record Terminal(PrintStream out, PrintStream err, Map<String, String> environment, boolean isScreen) {

    private static final int USUAL_WIDTH = 80;

    /** Tells if somebody watches a terminal on which a line may be written again and again. */
    boolean isInteractive() {
        return isScreen && !"dumb".equals(environment.get("TERM"));
    }

    /** Whether colours are welcome; see no-color.org. */
    boolean hasColour() {
        return isInteractive() && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Characters of a line. */
    int width() {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    }
}
