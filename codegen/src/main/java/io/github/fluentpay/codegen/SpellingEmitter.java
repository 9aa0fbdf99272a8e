package io.github.fluentpay.codegen;

/** How each endpoint is spelled on the typed chain, one a line, tab between: verb, path, {@code v3().marketing()…}. */
final class SpellingEmitter {

    static final String FILE = "io/github/fluentpay/spellings.txt";

    private SpellingEmitter() {}

    static String emit(Surface surface) {
        StringBuilder lines = new StringBuilder();
        for (StepType step : surface.steps()) {
            for (VerbCall call : step.verbs()) {
                lines.append(call.operation().verb())
                        .append('\t')
                        .append(call.operation().path())
                        .append('\t')
                        .append(step.spelling().substring("pay.".length()))
                        .append('\n');
            }
        }
        return lines.toString();
    }
}
