package io.github.fluentpay.local.callback;

import io.github.fluentpay.local.identity.Randomness;
import io.github.fluentpay.local.store.Transaction;
import java.time.Clock;
import java.util.HexFormat;

/** Notifications on their way. Safe for many threads. */
public final class Outbox {

    private final Clock clock;
    private final Randomness random;
    private volatile Runnable onAdded = () -> {};

    /** Names notifications, and notes when they were made. */
    public Outbox(Clock clock, Randomness random) {
        this.clock = clock;
        this.random = random;
    }

    /** Calls this back for each one, once it is kept. */
    void onAdded(Runnable listener) {
        onAdded = listener;
    }

    /**
     * Puts one in, together with what the transaction does: either both are kept or neither.
     *
     * @return its id, the same at every delivery
     */
    public String add(Transaction transaction, Callback callback) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        String name = HexFormat.of().formatHex(id);
        long now = clock.instant().toEpochMilli();
        transaction.update(
                """
                INSERT INTO callbacks
                  (id, mchid, url, event_type, original_type, summary, resource, schedule, created_at, attempts, due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
                """,
                name,
                callback.mchid(),
                callback.url(),
                callback.eventType(),
                callback.originalType(),
                callback.summary(),
                callback.resource().toJson(),
                callback.schedule().name(),
                now,
                now);
        transaction.afterCommit(onAdded);
        return name;
    }
}
