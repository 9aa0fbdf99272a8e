package io.github.fluentpay.cli;

import java.time.Duration;

/** A plain line now and then, as a log wants it. */
final class RunLines implements RunPrinter {

    private final Terminal terminal;

    RunLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void progress(RunState state) {
        terminal.err().println(text(state));
    }

    static String text(RunState state) {
        StringBuilder text = new StringBuilder()
                .append("returned ")
                .append(Words.count(state.returned()))
                .append(", refused ")
                .append(Words.count(state.refused()))
                .append(", open ")
                .append(Words.count(state.open()));
        if (state.unknown() + state.waiting() > 0) {
            text.append(" (unknown ")
                    .append(Words.count(state.unknown()))
                    .append(", waiting ")
                    .append(Words.count(state.waiting()))
                    .append(')');
        }
        text.append("; ").append(Words.rate(state.perSecond())).append("/s");
        Duration left = state.left();
        if (left != null) {
            text.append(", ").append(Words.time(left)).append(" left");
        }
        if (state.trouble() != null) {
            text.append("; trouble: ").append(state.trouble());
        }
        return text.toString();
    }

    @Override
    public void note(String text) {
        terminal.err().println(text);
    }

    @Override
    public void end(RunState state, boolean isStopped) {
        terminal.out()
                .println((isStopped ? "Stopped: " : "Done: ") + Words.count(state.returnedInRun()) + " returned, "
                        + Words.count(state.refusedInRun()) + " refused in this run; in the ledger "
                        + Words.count(state.returned()) + " returned, " + Words.count(state.refused()) + " refused, "
                        + Words.count(state.open()) + " open");
    }
}
