package io.github.fluentpay.local.callback;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.store.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of notifications. The last rows stay when they were taken or given up, so that
 * they can be asked for again.
 */
final class CallbackStore {

    private static final String COLUMNS =
            "id, round, attempts, created_at, mchid, url, event_type, original_type, summary, resource, schedule";

    private CallbackStore() {}

    /** Those that are due, the longest due first. */
    static List<Waiting> due(Transaction transaction, Instant now, int limit) {
        return transaction.list(
                "SELECT " + COLUMNS + " FROM callbacks WHERE due_at <= ? ORDER BY due_at, created_at, id LIMIT ?",
                CallbackStore::read,
                now.toEpochMilli(),
                limit);
    }

    /** When the next one is due that is not due yet. */
    static Optional<Instant> nextAfter(Transaction transaction, Instant now) {
        return transaction.first(
                "SELECT due_at FROM callbacks WHERE due_at > ? ORDER BY due_at LIMIT 1",
                row -> Instant.ofEpochMilli(row.getLong(1)),
                now.toEpochMilli());
    }

    private static Waiting read(ResultSet row) throws SQLException {
        return new Waiting(
                row.getString(1),
                row.getInt(2),
                row.getInt(3),
                Instant.ofEpochMilli(row.getLong(4)),
                new Callback(
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        JsonObject.parse(row.getString(10)),
                        RetrySchedule.valueOf(row.getString(11))));
    }

    /**
     * Ends one attempt: taken, to be sent again, or given up. Nothing if the row has gone on since, for example because
     * of the answer to a duplicate.
     *
     * @param taken when it was taken, or null
     * @param due when it is sent again, or null
     */
    static boolean settle(Transaction transaction, Waiting sent, @Nullable Instant taken, @Nullable Instant due) {
        int changed = transaction.update("""
                UPDATE callbacks SET attempts = attempts + 1, taken_at = ?, due_at = ?
                WHERE id = ? AND round = ? AND attempts = ?
                """, millis(taken), millis(due), sent.id(), sent.round(), sent.attempts());
        return changed == 1;
    }

    /** Puts it off without an attempt. */
    static void postpone(Transaction transaction, Waiting waiting, Instant due) {
        transaction.update(
                "UPDATE callbacks SET due_at = ? WHERE id = ? AND round = ? AND attempts = ?",
                millis(due),
                waiting.id(),
                waiting.round(),
                waiting.attempts());
    }

    /** Makes it due, with its whole schedule before it. */
    static boolean again(Transaction transaction, String id, Instant now) {
        int changed = transaction.update(
                "UPDATE callbacks SET round = round + 1, attempts = 0, taken_at = NULL, due_at = ? WHERE id = ?",
                millis(now),
                id);
        return changed == 1;
    }

    /** How many have neither been taken nor given up. */
    static long waiting(Transaction transaction) {
        return transaction.count("SELECT count(*) FROM callbacks WHERE due_at IS NOT NULL");
    }

    /** Forgets those that have ended, but for the newest ones. */
    static void forgetEnded(Transaction transaction, int kept) {
        transaction.update("""
                DELETE FROM callbacks WHERE due_at IS NULL AND (created_at, id) <= (
                  SELECT created_at, id FROM callbacks WHERE due_at IS NULL
                  ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET ?)
                """, kept);
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
