package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The moves of the ledger's rows, as SQL. Every method is part of the transaction of the connection it is given, and every change of a
 * state is conditional on the state before.
 */
final class ReturnTable {

    private static final Logger LOG = LoggerFactory.getLogger(ReturnDesk.class);

    /**
     * The rows are chosen once and then changed: else PostgreSQL may choose, and lock, again for each. A kind that only a
     * newer version knows is left to workers of that version.
     */
    private static final String CLAIM = """
            WITH due AS MATERIALIZED (
                SELECT id
                  FROM fluentpay_return
                 WHERE mchid = ? AND state IN (%s) AND due_at <= ? AND kind IN (%s)
                 ORDER BY due_at, id
                 LIMIT ? %s)
            UPDATE fluentpay_return
               SET state = CASE state WHEN 'UNKNOWN' THEN 'SENT' ELSE 'CLAIMED' END,
                   lease = ?, lease_until = ?, changed_at = ?
             WHERE id IN (SELECT id FROM due)
            RETURNING id, mchid, kind, request_no, stock_id, coupon_code, details, state, attempts, created_at
            """;

    /** From SENT too: a row that was UNKNOWN stays what it is, one that may have been performed. */
    private static final String SEND = """
            UPDATE fluentpay_return
               SET state = 'SENT', attempts = attempts + 1, changed_at = ?
             WHERE id = ? AND lease = ? AND state IN ('CLAIMED', 'SENT')
            """;

    private static final String SETTLE = """
            UPDATE fluentpay_return
               SET state = ?, due_at = ?, code = ?, message = ?, request_id = ?, return_time = ?, untold = ?,
                   lease = NULL, lease_until = NULL, changed_at = ?
             WHERE id = ? AND lease = ? AND state = 'SENT'
            """;

    private static final String GIVE_BACK = """
            UPDATE fluentpay_return
               SET state = CASE state WHEN 'SENT' THEN 'UNKNOWN' ELSE 'PENDING' END,
                   lease = NULL, lease_until = NULL, changed_at = ?
             WHERE id = ? AND lease = ? AND state IN (%s)
            """;

    private static final String EXPIRE = """
            WITH over AS MATERIALIZED (
                SELECT id
                  FROM fluentpay_return
                 WHERE state IN (%s) AND (lease_until < ? OR lease_until > ?)
                 ORDER BY lease_until
                 LIMIT ? %s)
            UPDATE fluentpay_return
               SET state = CASE state WHEN 'SENT' THEN 'UNKNOWN' ELSE 'PENDING' END,
                   lease = NULL, lease_until = NULL, due_at = ?, changed_at = ?
             WHERE id IN (SELECT id FROM over)
            RETURNING id, state
            """;

    /** A clock that was ahead has put them off for longer than anybody ever does. */
    private static final String BRING_FORWARD = """
            WITH late AS MATERIALIZED (
                SELECT id
                  FROM fluentpay_return
                 WHERE mchid = ? AND state IN (%s) AND due_at > ?
                 LIMIT ? %s)
            UPDATE fluentpay_return
               SET due_at = ?
             WHERE id IN (SELECT id FROM late)
            """;

    /**
     * What was in doubt once may have been performed, even if it was refused since: it is not cancelled, and is in doubt
     * again if it is retried. The listener is told of the end of a row that is retried.
     */
    private static final String MOVE_BY_HAND = """
            UPDATE fluentpay_return
               SET state = CASE WHEN EXISTS (%1$s) THEN 'UNKNOWN' ELSE ? END,
                   due_at = ?, code = NULL, message = NULL, untold = 0, changed_at = ?
             WHERE id = ? AND state = ?
               AND (? <> 'CANCELLED' OR NOT EXISTS (%1$s))
            RETURNING state
            """.formatted(HistoryTable.DOUBT.formatted("fluentpay_return.id"));

    private static final String TOLD = """
            UPDATE fluentpay_return
               SET untold = 0
             WHERE id = ? AND untold = 1 AND changed_at = ?
            """;

    private static final String PURGE = """
            WITH old AS MATERIALIZED (
                SELECT id
                  FROM fluentpay_return
                 WHERE state IN (%s) AND untold = 0 AND changed_at < ?
                 ORDER BY id
                 LIMIT ? %s)
            DELETE FROM fluentpay_return
             WHERE id IN (SELECT id FROM old)
            RETURNING id
            """;

    private final NewRows newRows;
    private final String claim;
    private final String expire;
    private final String giveBack;
    private final String bringForward;
    private final String purge;

    ReturnTable(Dialect dialect) {
        this.newRows = new NewRows(dialect);
        String due = words(ReturnState.DUE);
        this.claim = CLAIM.formatted(due, words(TaskText.KINDS), dialect.skipLocked());
        this.bringForward = BRING_FORWARD.formatted(due, dialect.skipLocked());
        this.purge = PURGE.formatted(words(ReturnState.OVER), dialect.skipLocked());
        this.expire = EXPIRE.formatted(words(ReturnState.LEASED), dialect.skipLocked());
        this.giveBack = GIVE_BACK.formatted(words(ReturnState.LEASED));
    }

    static String words(Collection<?> words) {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
    }

    /** As {@link NewRows#insert}. */
    Set<TaskKey> insert(Connection connection, List<ReturnTask> tasks, long now) throws SQLException {
        return newRows.insert(connection, tasks, now);
    }

    /** Takes up to {@code limit} due rows of a merchant, the longest due first. */
    List<Claimed> claim(Connection connection, String mchid, String lease, long leaseUntil, int limit, long now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(claim)) {
            statement.setString(1, mchid);
            statement.setLong(2, now);
            statement.setInt(3, limit);
            statement.setString(4, lease);
            statement.setLong(5, leaseUntil);
            statement.setLong(6, now);
            List<Claimed> claimed = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long id = row.getLong("id");
                    ReturnTask task;
                    try {
                        task = EntryQueries.task(row);
                    } catch (RuntimeException e) {
                        // It comes back when the lease is over, and holds up no other until then.
                        LOG.error("Row {} of the ledger cannot be read and is left out", id, e);
                        continue;
                    }
                    claimed.add(new Claimed(
                            id,
                            task,
                            lease,
                            leaseUntil,
                            row.getLong("attempts"),
                            row.getLong("created_at"),
                            ReturnState.SENT.name().equals(row.getString("state"))));
                }
            }
            // The order of what an update returns is nobody's promise.
            claimed.sort(Comparator.comparingLong(Claimed::id));
            return claimed;
        }
    }

    /** Tells whether each is still the worker's, and is about to be sent. */
    boolean[] send(Connection connection, List<Claimed> rows, String worker, long now) throws SQLException {
        boolean[] sent;
        try (PreparedStatement statement = connection.prepareStatement(SEND)) {
            for (Claimed row : rows) {
                statement.setLong(1, now);
                statement.setLong(2, row.id());
                statement.setString(3, row.lease());
                statement.addBatch();
            }
            sent = changed(statement.executeBatch());
        }
        try (PreparedStatement history = connection.prepareStatement(HistoryTable.REMEMBER)) {
            for (int i = 0; i < sent.length; i++) {
                if (sent[i]) {
                    HistoryTable.add(history, rows.get(i).id(), now, ReturnState.SENT, worker, null);
                }
            }
            history.executeBatch();
        }
        return sent;
    }

    /** Tells whether each was still the worker's, and is settled. */
    boolean[] settle(Connection connection, List<Settled> rows, boolean hasListener, String worker, long now)
            throws SQLException {
        boolean[] settled;
        try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            for (Settled row : rows) {
                Settlement end = row.settlement();
                statement.setString(1, end.state().name());
                statement.setLong(2, now + end.delay());
                statement.setString(3, end.code());
                statement.setString(4, end.message());
                statement.setString(5, end.requestId());
                statement.setString(6, end.returnTime());
                statement.setLong(7, hasListener && end.state().isFinished() ? 1 : 0);
                statement.setLong(8, now);
                statement.setLong(9, row.claimed().id());
                statement.setString(10, row.claimed().lease());
                statement.addBatch();
            }
            settled = changed(statement.executeBatch());
        }
        try (PreparedStatement history = connection.prepareStatement(HistoryTable.REMEMBER)) {
            for (int i = 0; i < settled.length; i++) {
                if (settled[i]) {
                    Settlement end = rows.get(i).settlement();
                    HistoryTable.add(history, rows.get(i).claimed().id(), now, end.state(), worker, note(end));
                }
            }
            history.executeBatch();
        }
        return settled;
    }

    private static @Nullable String note(Settlement end) {
        return end.state() == ReturnState.RETURNED ? end.returnTime() : end.code() + ": " + end.message();
    }

    /** Lets go of rows before their lease is over. */
    void giveBack(Connection connection, Collection<Claimed> rows, long now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(giveBack)) {
            for (Claimed row : rows) {
                statement.setLong(1, now);
                statement.setLong(2, row.id());
                statement.setString(3, row.lease());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * Brings rows back whose worker is gone or slow; answers how many.
     *
     * @param beyond a lease that ends later is of a clock that was ahead
     */
    int expire(Connection connection, long beyond, int limit, String worker, long now) throws SQLException {
        int rows = 0;
        try (PreparedStatement statement = connection.prepareStatement(expire);
                PreparedStatement history = connection.prepareStatement(HistoryTable.REMEMBER)) {
            statement.setLong(1, now);
            statement.setLong(2, beyond);
            statement.setInt(3, limit);
            statement.setLong(4, now);
            statement.setLong(5, now);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows++;
                    ReturnState state = ReturnState.valueOf(row.getString(2));
                    HistoryTable.add(history, row.getLong(1), now, state, worker, "the lease of its worker was over");
                }
            }
            history.executeBatch();
        }
        return rows;
    }

    /**
     * Whether the row was still in the state it was read in, and is in the other now, or UNKNOWN if it was in doubt before; one
     * that was in doubt is not cancelled.
     */
    boolean moveByHand(Connection connection, ReturnEntry row, ReturnState to, long now) throws SQLException {
        if (!row.state().mayBecome(to)) {
            throw new IllegalArgumentException(row.state() + " does not become " + to);
        }
        @Nullable ReturnState moved = null;
        try (PreparedStatement statement = connection.prepareStatement(MOVE_BY_HAND)) {
            statement.setString(1, to.name());
            statement.setLong(2, now);
            statement.setLong(3, now);
            statement.setLong(4, row.id());
            statement.setString(5, row.state().name());
            statement.setString(6, to.name());
            try (ResultSet state = statement.executeQuery()) {
                // SQLite keeps the statement open, and may lose the update, until the last row has been read.
                while (state.next()) {
                    moved = ReturnState.valueOf(state.getString(1));
                }
            }
        }
        if (moved != null) {
            try (PreparedStatement history = connection.prepareStatement(HistoryTable.REMEMBER)) {
                HistoryTable.add(history, row.id(), now, moved, null, "by hand, was " + row.state());
                history.executeBatch();
            }
        }
        return moved != null;
    }

    /** The listener has taken these ends; one that has ended again since has another to be told of. */
    void told(Connection connection, Collection<ReturnEntry> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
            for (ReturnEntry row : rows) {
                statement.setLong(1, row.id());
                statement.setLong(2, row.changedAt().toEpochMilli());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Rows of a merchant that are put off beyond then are due now; answers how many, {@code limit} at most. */
    int bringForward(Connection connection, String mchid, long beyond, int limit, long now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(bringForward)) {
            statement.setString(1, mchid);
            statement.setLong(2, beyond);
            statement.setInt(3, limit);
            statement.setLong(4, now);
            return statement.executeUpdate();
        }
    }

    /** Deletes up to {@code limit} finished rows and their history; answers how many rows. */
    int purge(Connection connection, long before, int limit) throws SQLException {
        int rows = 0;
        try (PreparedStatement statement = connection.prepareStatement(purge);
                PreparedStatement history = connection.prepareStatement(HistoryTable.FORGET)) {
            statement.setLong(1, before);
            statement.setInt(2, limit);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows++;
                    history.setLong(1, row.getLong(1));
                    history.addBatch();
                }
            }
            history.executeBatch();
        }
        return rows;
    }

    private static boolean[] changed(int[] counts) {
        boolean[] changed = new boolean[counts.length];
        for (int i = 0; i < counts.length; i++) {
            changed[i] = counts[i] == 1;
        }
        return changed;
    }
}
