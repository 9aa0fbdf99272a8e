package io.github.fluentpay.cli;

import java.time.Duration;

/** One line of a terminal that is written again and again. */
final class RunBar implements RunPrinter {

    private static final int LONGEST_BAR = 24;
    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final String GREEN = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    private final Terminal terminal;
    private final RunLines lines;

    RunBar(Terminal terminal) {
        this.terminal = terminal;
        this.lines = new RunLines(terminal);
    }

    @Override
    public Duration every() {
        return Duration.ofMillis(200);
    }

    @Override
    public void progress(RunState state) {
        terminal.err().print(CLEAR_LINE + line(state));
        terminal.err().flush();
    }

    /** As much of it as the terminal is wide: a line that breaks could not be written again. */
    private String line(RunState state) {
        String text = text(state);
        int percent = state.total() == 0 ? 100 : (int) (100 * state.done() / state.total());
        int room = terminal.width() - 1 - text.length() - "[] 100%  ".length();
        if (room < 3) {
            String shortened = percent + "%  " + text;
            return shortened.substring(0, Math.min(shortened.length(), terminal.width() - 1));
        }
        int length = Math.min(LONGEST_BAR, room);
        int filled = length * percent / 100;
        String done = "#".repeat(filled);
        return "[" + (terminal.hasColour() ? GREEN + done + PLAIN : done) + "-".repeat(length - filled) + "] " + percent
                + "%  " + text;
    }

    /** Short, and without what is zero. */
    private static String text(RunState state) {
        StringBuilder text = new StringBuilder("done ").append(Words.count(state.done()));
        add(text, "refused", state.refused());
        add(text, "unknown", state.unknown());
        add(text, "waiting", state.waiting());
        text.append(", ").append(Words.rate(state.perSecond())).append("/s");
        Duration left = state.left();
        if (left != null) {
            text.append(", ").append(Words.time(left)).append(" left");
        }
        return state.trouble() == null
                ? text.toString()
                : text.append(", trouble ").append(state.trouble()).toString();
    }

    private static void add(StringBuilder text, String name, long count) {
        if (count > 0) {
            text.append(", ").append(name).append(' ').append(Words.count(count));
        }
    }

    @Override
    public void note(String text) {
        terminal.err().print(CLEAR_LINE);
        lines.note(text);
    }

    @Override
    public void end(RunState state, boolean isStopped) {
        terminal.err().print(CLEAR_LINE);
        lines.end(state, isStopped);
    }
}
