package io.github.fluentpay.protocol;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much work may be spent to find out how the bodies of refused notifications were changed: one body at a time, four
 * together after a pause, and four a second after that. Anybody can send a wrong notification, so this work must not grow
 * with their number. Share one budget between the readers of an application. Safe for many threads, and never blocks.
 */
public final class DiagnosisBudget {

    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long TOLERANCE = 3 * INTERVAL;

    private final LongSupplier nanoTime;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** When the next diagnosis would be due if all came evenly. */
    private final AtomicLong due;

    private DiagnosisBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.due = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * A budget that nothing was taken from.
     *
     * @param nanoTime a time in nanoseconds that never goes back, {@code System::nanoTime}
     */
    public static DiagnosisBudget of(LongSupplier nanoTime) {
        return new DiagnosisBudget(Objects.requireNonNull(nanoTime, "nanoTime"));
    }

    /** Begins a diagnosis, to be ended by {@link #end()}; or answers why there is none, and then there is no end either. */
    @Nullable
    String begin() {
        if (!busy.compareAndSet(false, true)) {
            return "another notification is being examined";
        }
        long now = nanoTime.getAsLong();
        long next = due.get();
        if (next - now > TOLERANCE) {
            busy.set(false);
            return "too many wrong notifications were examined in the last second";
        }
        // Nobody else writes it while this one is busy.
        due.set((next - now < 0 ? now : next) + INTERVAL);
        return null;
    }

    void end() {
        busy.set(false);
    }
}
