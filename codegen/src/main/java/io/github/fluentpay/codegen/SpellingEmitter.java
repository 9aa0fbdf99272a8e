package io.github.fluentpay.codegen;

/** A call of each endpoint on the typed chain, one a line, tab between: verb, path, {@code pay.v3().….post(b -> …)}. */
final class SpellingEmitter {

    static final String FILE = "io/github/fluentpay/spellings.txt";

    private SpellingEmitter() {}

    static String emit(Surface surface) {
        Usage usage = Usage.inOneLine(surface);
        StringBuilder lines = new StringBuilder();
        for (StepType step : surface.steps()) {
            for (VerbCall call : step.verbs()) {
                lines.append(call.operation().verb())
                        .append('\t')
                        .append(call.operation().path())
                        .append('\t')
                        .append(usage.expression(step, call))
                        .append('\n');
            }
        }
        return lines.toString();
    }
}
