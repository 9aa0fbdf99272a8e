package io.github.fluentpay.notifications;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A store inside this process: nothing of it is seen by another machine, or left after a restart. For tests, and for
 * handlers that may run again after a restart. Safe for many threads, and never blocks on I/O.
 *
 * <p>Of the finished ones it remembers the last 100,000, or as many as it is told to; one that is claimed is never
 * forgotten to make room.
 */
public final class MemoryNotificationStore implements NotificationStore {

    private static final int DEFAULT_FINISHED = 100_000;

    private final int maxFinished;
    private final Map<String, Lease> claimed = new HashMap<>(); // guarded by this
    private final LinkedHashMap<String, Finished> finished = new LinkedHashMap<>(); // guarded by this; oldest first

    /** Remembers the last 100,000 finished ones. */
    public MemoryNotificationStore() {
        this(DEFAULT_FINISHED);
    }

    /**
     * Remembers that many finished ones.
     *
     * @param maxFinished at least 1; each takes about 300 bytes
     */
    public MemoryNotificationStore(int maxFinished) {
        if (maxFinished < 1) {
            throw new IllegalArgumentException("maxFinished is " + maxFinished + "; it is at least 1");
        }
        this.maxFinished = maxFinished;
    }

    @Override
    public synchronized Claim claim(String id, Instant now, Duration lease) {
        Lease mine = Lease.from(id, now, lease);
        if (finished.containsKey(id)) {
            return new Claim.Done();
        }
        Lease other = claimed.get(id);
        if (other != null && !other.isOver(now)) {
            return new Claim.InProgress();
        }
        claimed.put(id, mine);
        return new Claim.Claimed(mine.token());
    }

    @Override
    public synchronized boolean done(String id, String token, Instant now) {
        check(id, token);
        Objects.requireNonNull(now, "now");
        Finished before = finished.get(id);
        if (before != null) {
            return before.token().equals(token);
        }
        if (!removeClaim(id, token)) {
            return false;
        }
        finished.put(id, new Finished(token, now));
        if (finished.size() > maxFinished) {
            forgetOldest();
        }
        return true;
    }

    @Override
    public synchronized boolean release(String id, String token) {
        check(id, token);
        return removeClaim(id, token);
    }

    private static void check(String id, String token) {
        NotificationId.check(id);
        Objects.requireNonNull(token, "token");
    }

    private boolean removeClaim(String id, String token) {
        Lease lease = claimed.get(id);
        if (lease == null || !lease.isHeldBy(token)) {
            return false;
        }
        claimed.remove(id);
        return true;
    }

    private void forgetOldest() {
        Iterator<Finished> oldestFirst = finished.values().iterator();
        oldestFirst.next();
        oldestFirst.remove();
    }

    @Override
    public synchronized int forget(Instant doneBefore) {
        Objects.requireNonNull(doneBefore, "doneBefore");
        int before = finished.size();
        finished.values().removeIf(done -> done.at().isBefore(doneBefore));
        return before - finished.size();
    }

    /** Done, by whom and when. */
    private record Finished(String token, Instant at) {}
}
