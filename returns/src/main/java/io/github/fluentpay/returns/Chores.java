package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What a worker does for the ledger now and then, a few hundred rows at a time: expired leases, rows that a wrong clock put off,
 * rows that nobody was told of, old rows. Used by the worker's thread alone.
 */
final class Chores {

    private static final int ROWS = 500;
    private static final Duration LONGEST_PURGE_PAUSE = Duration.ofMinutes(10);

    private final ReturnTable table;
    private final List<String> mchids;
    private final ReturnOptions options;
    private long choresAt = System.nanoTime();
    private long purgeAt = System.nanoTime();

    Chores(ReturnTable table, List<String> mchids, ReturnOptions options) {
        this.table = table;
        this.mchids = mchids;
        this.options = options;
    }

    /**
     * Does them, as a part of a turn's transaction, if it is time.
     *
     * @param begin {@link System#nanoTime} at {@code now}
     */
    void decide(Connection connection, long now, long begin, boolean hasListener, Plan plan) throws SQLException {
        if (begin - choresAt < 0) {
            return;
        }
        int most = table.expire(connection, now + ReturnOptions.LONGEST_LEASE.toMillis(), ROWS, options.worker, now);
        for (String mchid : mchids) {
            long beyond = now + options.longestBackOff.toMillis();
            most = Math.max(most, table.bringForward(connection, mchid, beyond, ROWS, now));
        }
        if (hasListener) {
            long lease = options.lease.toMillis();
            plan.untold.addAll(EntryQueries.untold(connection, now - lease, now + lease, ROWS));
        }
        Duration keep = options.keepFinished;
        if (keep != null && begin - purgeAt >= 0) {
            int purged = table.purge(connection, now - keep.toMillis(), ROWS);
            most = Math.max(most, purged);
            plan.purged = true;
            plan.hasMoreToPurge = purged == ROWS;
        }
        plan.choresDone = true;
        plan.hasMoreChores = most == ROWS;
    }

    /** The transaction is committed: the next ones have their time. */
    void carriedOut(Plan plan) {
        if (plan.choresDone) {
            choresAt = System.nanoTime() + (plan.hasMoreChores ? 0 : options.lease.toNanos() / 4);
        }
        if (plan.purged) {
            purgeAt = System.nanoTime() + (plan.hasMoreToPurge ? 0 : LONGEST_PURGE_PAUSE.toNanos());
        }
    }
}
