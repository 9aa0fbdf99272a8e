package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.ClientBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The longest time that a command waits for the platform. */
final class TimeoutOption {

    private static final int LONGEST = 86_400;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long the call may take in all (default: 30, and 10 of them without a byte).")
    private @Nullable Integer seconds;

    void check(CommandLine command) {
        if (seconds != null && (seconds < 1 || seconds > LONGEST)) {
            throw new ParameterException(
                    command, "--timeout is " + seconds + "; it is from 1 to " + LONGEST + " seconds");
        }
    }

    /** All of it may pass without a byte: the platform makes some files only when they are asked for. */
    ClientBuilder<FluentPay> limit(ClientBuilder<FluentPay> client) {
        return seconds == null
                ? client
                : client.responseTimeout(Duration.ofSeconds(seconds)).callTimeout(Duration.ofSeconds(seconds));
    }
}
