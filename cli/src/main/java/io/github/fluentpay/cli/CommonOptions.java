package io.github.fluentpay.cli;

import picocli.CommandLine.Option;

/** Options of every command. */
final class CommonOptions {

    /** How results are printed. */
    enum Output {
        TEXT,
        JSON
    }

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How results and errors are printed (default: ${DEFAULT-VALUE}); json is stable.")
    private Output output = Output.TEXT;

    @Option(names = "--verbose", description = "Log each call, and print stack traces.")
    private boolean verbose;

    boolean isJson() {
        return output == Output.JSON;
    }

    boolean isVerbose() {
        return verbose;
    }
}
