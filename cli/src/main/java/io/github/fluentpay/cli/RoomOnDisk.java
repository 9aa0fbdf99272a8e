package io.github.fluentpay.cli;

import io.github.fluentpay.returns.LedgerException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens what needs room on the disk of the ledger, and waits while there is none, as the worker of a run does.
 *
 * @param stopped whether somebody has ended the wait
 * @param notes takes what the user should know meanwhile
 */
record RoomOnDisk(BooleanSupplier stopped, Consumer<String> notes) {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration BETWEEN_NOTES = Duration.ofSeconds(30);

    /**
     * Opens it.
     *
     * @return empty if it was stopped before there was room
     * @throws LedgerException if the database fails for another reason
     */
    <T> Optional<T> await(Supplier<T> opening) throws InterruptedException {
        long noteAt = System.nanoTime();
        while (true) {
            try {
                return Optional.of(opening.get());
            } catch (LedgerException e) {
                if (!e.isForLackOfSpace()) {
                    throw e;
                }
                if (System.nanoTime() - noteAt >= 0) {
                    notes.accept(e.getMessage() + ". Nothing is lost; make room, it is tried again");
                    noteAt = System.nanoTime() + BETWEEN_NOTES.toNanos();
                }
            }
            long again = System.nanoTime() + PAUSE.toNanos();
            while (System.nanoTime() - again < 0) {
                if (stopped.getAsBoolean()) {
                    return Optional.empty();
                }
                Thread.sleep(TICK.toMillis());
            }
        }
    }
}
