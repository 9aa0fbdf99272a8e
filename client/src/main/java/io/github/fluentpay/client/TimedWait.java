package io.github.fluentpay.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Waits for a future for some time. Not by the timer of {@link CompletableFuture}: its thread outlives us, and keeps the
 * class loader of whoever started it.
 */
final class TimedWait implements Deadlines.Expiring {

    private final long end;
    private final Executor callbacks;
    private final CompletableFuture<Boolean> inTime = new CompletableFuture<>();

    private TimedWait(Duration longest, Executor callbacks) {
        this.end = System.nanoTime() + longest.toNanos();
        this.callbacks = callbacks;
    }

    /** Tells whether it ended, well or not, in time; answered on a callback thread if it did not. */
    static CompletableFuture<Boolean> of(CompletableFuture<?> awaited, Duration longest, SharedResources resources) {
        return awaited.isDone()
                ? CompletableFuture.completedFuture(true)
                : of(awaited, longest, resources.deadlines(), resources.callbacks());
    }

    /** The same with these deadlines and callback threads. */
    static CompletableFuture<Boolean> of(
            CompletableFuture<?> awaited, Duration longest, Deadlines deadlines, Executor callbacks) {
        TimedWait wait = new TimedWait(longest, callbacks);
        deadlines.add(wait);
        awaited.whenComplete((value, failure) -> wait.inTime.complete(true));
        return wait.inTime;
    }

    @Override
    public boolean endIfOver(long now) {
        boolean over = now - end >= 0;
        if (over) {
            inTime.completeAsync(() -> false, callbacks);
        }
        return over || inTime.isDone();
    }

    @Override
    public void abandoned() {
        inTime.completeAsync(() -> false, callbacks);
    }
}
