package io.github.fluentpay.returns;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener, on a thread of its own, of what is committed; keeps what it has taken until the ledger has it too. A
 * row that is in its hands is not told a second time.
 */
final class Teller {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnDesk.class);

    /** More than these would be kept in memory only because a listener is slow. */
    private static final int MOST_WAITING = 10_000;

    private final @Nullable ReturnListener listener;
    private final Runnable whenTaken;
    /** Rows in its hands: to be told, or taken and not known to the ledger yet. */
    private final Set<Long> ids = ConcurrentHashMap.newKeySet();

    private final Queue<ReturnEntry> taken = new ConcurrentLinkedQueue<>();
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
        if (told == null || !ids.add(entry.id())) {
            return;
        }
        thread.execute(() -> {
            boolean isTaken = false;
            try {
                told.ended(entry);
                isTaken = true;
            } catch (Throwable e) {
                // Also an Error: the rows behind this one are told all the same.
                LOG.warn(
                        "The listener did not take return {}; it is told again",
                        entry.task().requestNo(),
                        e);
            } finally {
                if (isTaken) {
                    taken.add(entry);
                } else {
                    ids.remove(entry.id());
                }
                whenTaken.run();
            }
        });
    }

    /** What the listener has taken since the last time. */
    List<ReturnEntry> taken() {
        List<ReturnEntry> entries = new ArrayList<>();
        for (ReturnEntry entry = taken.poll(); entry != null; entry = taken.poll()) {
            entries.add(entry);
        }
        return entries;
    }

    /** The ledger knows of these. */
    void forget(List<ReturnEntry> known) {
        known.forEach(entry -> ids.remove(entry.id()));
    }

    boolean isBehind() {
        return ids.size() >= MOST_WAITING;
    }

    boolean isIdle() {
        return ids.isEmpty();
    }

    /** What is not told by now is told by another desk, or the next time. */
    void close() {
        thread.shutdownNow();
    }
}
