package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import java.io.PrintStream;
import java.time.Duration;

/** One JSON object a line, on standard output. */
final class RunJson implements RunPrinter {

    private final PrintStream out;

    RunJson(PrintStream out) {
        this.out = out;
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void progress(RunState state) {
        print("progress", state);
    }

    private void print(String event, RunState state) {
        Duration left = state.left();
        out.println(JsonObject.builder()
                .put("event", event)
                .put("returned", state.returned())
                .put("refused", state.refused())
                .put("returned_in_run", state.returnedInRun())
                .put("refused_in_run", state.refusedInRun())
                .put("unknown", state.unknown())
                .put("waiting", state.waiting())
                .put("open", state.open())
                .put("per_second", Math.round(state.perSecond() * 10) / 10.0)
                .putIfPresent("seconds_left", left == null ? null : left.toSeconds())
                .putIfPresent("trouble", state.trouble())
                .build()
                .toJson());
    }

    @Override
    public void note(String text) {
        out.println(JsonObject.of("event", "note", "text", text).toJson());
    }

    @Override
    public void end(RunState state, boolean isStopped) {
        print(isStopped ? "stopped" : "done", state);
    }
}
