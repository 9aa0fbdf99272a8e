package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The time that tests wait for what must happen: enough for a machine that is busy, or stands still for seconds. */
final class Patience {

    static final Duration LONG = Duration.ofSeconds(60);

    private Patience() {}

    /**
     * Waits until the condition holds.
     *
     * @param what is awaited, for the message of a test that waited in vain
     */
    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline)
                    .as("nanoseconds after the deadline, still waiting for: " + what)
                    .isNegative();
            Thread.onSpinWait();
        }
    }
}
