package io.github.fluentpay.returns;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listener, on a thread of its own, of what is committed; keeps the numbers of what it has taken. */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnDesk.class);

    /** More than these would be kept in memory only because a listener is slow. */
    private static final int MOST_WAITING = 10_000;

    private final @Nullable ReturnListener listener;
    private final Runnable whenTaken;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Queue<Long> taken = new ConcurrentLinkedQueue<>();
    private final ThreadPoolExecutor thread;

    Teller(@Nullable ReturnListener listener, Runnable whenTaken) {
        this.listener = listener;
        this.whenTaken = whenTaken;
        this.thread = new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread daemon = new Thread(task, "fluentpay-returns-listener");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    boolean hasListener() {
        return listener != null;
    }

    void tell(ReturnEntry entry) {
        ReturnListener told = listener;
        if (told == null) {
            return;
        }
        waiting.incrementAndGet();
        thread.execute(() -> {
            try {
                told.ended(entry);
                taken.add(entry.id());
            } catch (RuntimeException e) {
                LOG.warn(
                        "The listener did not take return {}; it is told again",
                        entry.task().requestNo(),
                        e);
            } finally {
                waiting.decrementAndGet();
                whenTaken.run();
            }
        });
    }

    /** Numbers that the ledger has to know of. */
    List<Long> takeTaken() {
        List<Long> numbers = new ArrayList<>();
        for (Long number = taken.poll(); number != null; number = taken.poll()) {
            numbers.add(number);
        }
        return numbers;
    }

    /** After a transaction that failed. */
    void putBack(List<Long> numbers) {
        taken.addAll(numbers);
    }

    boolean isBehind() {
        return waiting.get() >= MOST_WAITING;
    }

    boolean isIdle() {
        return waiting.get() == 0 && taken.isEmpty();
    }

    /** What is not told by now is told by another desk, or the next time. */
    void close() {
        thread.shutdownNow();
    }
}
