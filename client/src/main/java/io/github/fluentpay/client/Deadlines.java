package io.github.fluentpay.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what takes too long. One thread looks at everything that waits, every few milliseconds, as long as anything does:
 * with hundreds of calls under way that costs less than a timer for each, which hardly ever fires.
 */
final class Deadlines implements AutoCloseable {

    /** Something with an end. Compared by identity. */
    interface Expiring {

        /**
         * Ends itself if its time is over; quick, and throws nothing.
         *
         * @param now on the scale of {@link System#nanoTime()}
         * @return whether there is nothing to watch any more
         */
        boolean endIfOver(long now);

        /** Ends itself, since nobody looks any more; quick, and throws nothing. */
        void abandoned();
    }

    private static final Logger LOG = LoggerFactory.getLogger(WechatPayClient.class);

    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(20);

    /** After so many ticks with nothing to watch the thread sleeps until it is woken. */
    private static final int TICKS_UNTIL_SLEEP = 50;

    private final Set<Expiring> waiting = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean asleep;
    private volatile boolean closed;

    Deadlines() {
        thread = new DaemonThreads("fluentpay-deadlines-").newThread(this::watch);
        thread.start();
    }

    void add(Expiring each) {
        waiting.add(each);
        if (asleep) {
            LockSupport.unpark(thread);
        }
        // Looked at again: the thread may have gone without it.
        if (closed && waiting.remove(each)) {
            each.abandoned();
        }
    }

    void remove(Expiring each) {
        waiting.remove(each);
    }

    private void watch() {
        int idleTicks = 0;
        while (!closed) {
            idleTicks = waiting.isEmpty() ? idleTicks + 1 : 0;
            if (idleTicks < TICKS_UNTIL_SLEEP) {
                LockSupport.parkNanos(TICK);
            } else {
                asleep = true;
                // Looked at again: an addition that saw the thread awake is in the set by now.
                if (waiting.isEmpty() && !closed) {
                    LockSupport.park(this);
                }
                asleep = false;
                idleTicks = 0;
            }
            endWhatIsOver();
        }
        waiting.removeIf(each -> {
            abandon(each);
            return true;
        });
    }

    /** If this thread died, no call of the client would ever end by its timeout: whatever is thrown concerns one of them. */
    private void endWhatIsOver() {
        long now = System.nanoTime();
        try {
            waiting.removeIf(each -> endIfOver(each, now));
        } catch (Throwable e) {
            // There was no memory to report a failure with. The next tick looks at all of them again.
            LockSupport.parkNanos(TICK);
        }
    }

    private static boolean endIfOver(Expiring each, long now) {
        try {
            return each.endIfOver(now);
        } catch (VirtualMachineError e) {
            // There may be memory again at the next tick.
            return false;
        } catch (Throwable e) {
            abandon(each);
            LOG.error("A call could not be ended at its timeout and was abandoned", e);
            return true;
        }
    }

    private static void abandon(Expiring each) {
        try {
            each.abandoned();
        } catch (Throwable e) {
            LOG.error("A call could not be abandoned", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
