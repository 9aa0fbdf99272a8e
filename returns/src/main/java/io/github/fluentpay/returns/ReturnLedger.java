package io.github.fluentpay.returns;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of coupon returns: rows that workers settle. It needs no keys and sends nothing, so that a shop's front end can
 * submit, and a {@link ReturnDesk} elsewhere do the work. Safe for many threads and processes; every method blocks for as
 * long as the database does.
 *
 * <p>It is kept in tables of its own, {@code fluentpay_return} and others with that beginning, in PostgreSQL or in a SQLite
 * file; {@link LedgerDatabase} opens either, and any pool of yours will do.
 */
public final class ReturnLedger {

    /** Rows of one insert; more make no difference to its speed. */
    private static final int ROWS = 200;

    private final Ledger ledger;
    private final ReturnTable table;
    private final PaceTable pace = new PaceTable();

    private ReturnLedger(Ledger ledger) {
        this.ledger = ledger;
        this.table = new ReturnTable(ledger.dialect());
    }

    /**
     * Opens the ledger in a database, and makes its tables if they are not there.
     *
     * @throws LedgerException if the database cannot be reached, is neither PostgreSQL nor SQLite, may not be written to,
     *     or holds the ledger of a newer version
     */
    public static ReturnLedger open(DataSource dataSource) {
        return open(dataSource, Clock.systemUTC());
    }

    static ReturnLedger open(DataSource dataSource, Clock clock) {
        return new ReturnLedger(Ledger.open(Objects.requireNonNull(dataSource, "dataSource"), clock));
    }

    Ledger ledger() {
        return ledger;
    }

    ReturnTable table() {
        return table;
    }

    PaceTable pace() {
        return pace;
    }

    /**
     * Writes a return down; when this comes back, it will be done. The same again is the same row.
     *
     * @param task its merchant must be named
     * @throws ConflictingReturnException if the ledger has that request number for another coupon
     * @throws LedgerException if the database fails: submit it again, it is the same row then
     */
    public Submitted submit(ReturnTask task) {
        checkMerchant(task);
        return ledger.transaction((connection, now) -> submit(connection, task, now));
    }

    /**
     * The same inside of a transaction of yours, with the refund that it belongs to: after your commit it will be done,
     * after your rollback nobody ever asked.
     *
     * <p>Another transaction that submits the same number and is not committed yet makes this one wait. Two transactions
     * that submit the same numbers in different orders therefore deadlock, and the database ends one of them: submit the
     * numbers of one transaction in ascending order. In SQLite a transaction that has read before it writes may be ended,
     * too. Here the ledger cannot retry, as your statements belong to the same transaction.
     *
     * @param connection to the database that the ledger is in, not in autocommit mode; it is neither committed nor closed
     * @throws IllegalStateException if the connection is in autocommit mode
     * @throws LedgerException if the database fails: roll back. The cause is the database's {@link SQLException}; if its
     *     SQLState is 40P01 or 40001, or its error code SQLite's 5, the database ended this transaction in favour of
     *     another, and the whole of yours may be done again
     */
    public Submitted submit(Connection connection, ReturnTask task) {
        checkMerchant(task);
        try {
            if (connection.getAutoCommit()) {
                throw new IllegalStateException("The connection is in autocommit mode: the return " + task.requestNo()
                        + " would be written before your refund is; call setAutoCommit(false) before both");
            }
            return submit(connection, task, ledger.now(connection));
        } catch (SQLException e) {
            throw ledger.failedForCaller(e);
        }
    }

    private Submitted submit(Connection connection, ReturnTask task, long now) throws SQLException {
        boolean isNew = !table.insert(connection, List.of(task), now).isEmpty();
        ReturnEntry entry = EntryQueries.find(connection, TaskKey.of(task))
                .orElseThrow(() -> new LedgerException("Another transaction has written " + task.requestNo()
                        + " and is not visible to this one; submit it again"));
        if (!isNew && !sameCoupon(entry.task(), task)) {
            throw new ConflictingReturnException(entry.task(), task);
        }
        return new Submitted(entry, isNew);
    }

    /**
     * Writes many down, in transactions of a few hundred: those before a failure stay. A number that stands for another
     * coupon is reported and holds up nothing. Several processes may submit the same rows in any order at the same time.
     *
     * @throws LedgerException if the database fails: submit all of them again
     */
    public SubmittedBatch submitAll(List<? extends ReturnTask> tasks) {
        tasks.forEach(ReturnLedger::checkMerchant);
        long added = 0;
        List<ConflictingReturnException> conflicts = new ArrayList<>();
        for (int from = 0; from < tasks.size(); from += ROWS) {
            List<ReturnTask> rows = List.copyOf(tasks.subList(from, Math.min(tasks.size(), from + ROWS)));
            Inserted inserted = ledger.transaction((connection, now) -> insert(connection, rows, now));
            added += inserted.count();
            conflicts.addAll(inserted.conflicts());
        }
        return new SubmittedBatch(added, tasks.size() - added - conflicts.size(), conflicts);
    }

    /** The outcome of one transaction, which may be retried before it succeeds. */
    private record Inserted(int count, List<ConflictingReturnException> conflicts) {}

    private Inserted insert(Connection connection, List<ReturnTask> rows, long now) throws SQLException {
        List<ConflictingReturnException> conflicts = new ArrayList<>();
        Set<TaskKey> inserted = table.insert(connection, rows, now);
        if (inserted.size() < rows.size()) {
            for (ReturnTask row : rows) {
                // What was inserted may have a namesake in the same list.
                Optional<ReturnEntry> known = EntryQueries.find(connection, TaskKey.of(row));
                if (known.isPresent() && !sameCoupon(known.get().task(), row)) {
                    conflicts.add(new ConflictingReturnException(known.get().task(), row));
                }
            }
        }
        return new Inserted(inserted.size(), conflicts);
    }

    /** Who holds it may be known to one submission and not to the other. */
    private static boolean sameCoupon(ReturnTask one, ReturnTask other) {
        return one.stockId().equals(other.stockId())
                && one.couponCode().equals(other.couponCode())
                && Objects.equals(sequentialIndex(one), sequentialIndex(other));
    }

    /** A multi-use coupon is several under one code, each returned by itself. */
    private static @Nullable Long sequentialIndex(ReturnTask task) {
        return task instanceof ProductCouponReturn coupon ? coupon.sequentialCouponIndex() : null;
    }

    private static void checkMerchant(ReturnTask task) {
        if (task.mchid() == null) {
            throw new IllegalArgumentException("The return " + task.requestNo()
                    + " names no merchant: ofMerchant(mchid), or submit it to a ReturnDesk of one merchant");
        }
    }

    /** The merchant coupon's return with that number. */
    public Optional<ReturnEntry> find(String mchid, String returnRequestNo) {
        return find(new TaskKey(mchid, TaskText.COUPON_RETURN, returnRequestNo));
    }

    /** The product coupon's return with that number. */
    public Optional<ReturnEntry> findProductCoupon(String mchid, String outRequestNo) {
        return find(new TaskKey(mchid, TaskText.PRODUCT_COUPON_RETURN, outRequestNo));
    }

    private Optional<ReturnEntry> find(TaskKey key) {
        return ledger.read((connection, now) -> EntryQueries.find(connection, key));
    }

    /** How many rows are in each state; every state is there. Reads an index of the whole ledger. */
    public Map<ReturnState, Long> counts() {
        return ledger.read((connection, now) -> EntryQueries.counts(connection));
    }

    /** How many rows of each merchant will still be worked on; who has none is left out. Reads these rows' index alone. */
    public Map<String, Long> openByMerchant() {
        return ledger.read((connection, now) -> EntryQueries.open(connection));
    }

    /**
     * The next rows after a number, in the order of submission; a ledger of any size is read page by page.
     *
     * @param state only such; null for all
     * @param afterId the last {@link ReturnEntry#id()} of the page before; 0 for the first page
     * @param limit at most so many
     */
    public List<ReturnEntry> list(@Nullable ReturnState state, long afterId, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + "; it is 1 or more");
        }
        return ledger.read((connection, now) -> EntryQueries.list(connection, state, afterId, limit));
    }

    /** What the ledger came to so far. Reads all of it, which takes a few seconds for each million rows. */
    public LedgerSummary summary() {
        return ledger.read((connection, now) -> SummaryQueries.of(connection, table));
    }

    /** What happened to a row so far, the first first. */
    public List<HistoryEntry> history(ReturnEntry entry) {
        return ledger.read((connection, now) -> HistoryTable.of(connection, entry.id()));
    }

    /**
     * Calls a return off; true if it is CANCELLED now. False if it is not the state it was read in any longer: look again.
     *
     * @throws IllegalArgumentException if such a row cannot be called off: the platform may have acted, or has, or may have
     *     before the row was refused and asked for again
     */
    public boolean cancel(ReturnEntry entry) {
        return moveByHand(entry, ReturnState.CANCELLED);
    }

    /**
     * Retries what was refused or cancelled, with the same number; true if it is PENDING now, or UNKNOWN where an attempt
     * before the refusal had no answer and may have been performed.
     *
     * @throws IllegalArgumentException if the row is not REFUSED, IN_DOUBT or CANCELLED
     */
    public boolean retry(ReturnEntry entry) {
        return moveByHand(entry, entry.state().retried());
    }

    /** Calls many off, hundreds in one transaction; answers how many. Those that cannot be, or are not what they were, stay. */
    public long cancelAll(List<ReturnEntry> entries) {
        return moveAllByHand(entries, state -> ReturnState.CANCELLED);
    }

    /** Asks again for many; what {@link #cancelAll} says holds here, too. */
    public long retryAll(List<ReturnEntry> entries) {
        return moveAllByHand(entries, ReturnState::retried);
    }

    private long moveAllByHand(List<ReturnEntry> entries, UnaryOperator<ReturnState> to) {
        // In one order, so that two transactions that change the same rows never wait for each other.
        List<ReturnEntry> movable = entries.stream()
                .filter(entry -> mayMoveByHand(entry, to.apply(entry.state())))
                .sorted(Comparator.comparingLong(ReturnEntry::id))
                .toList();
        long moved = 0;
        for (int from = 0; from < movable.size(); from += ROWS) {
            List<ReturnEntry> rows = movable.subList(from, Math.min(movable.size(), from + ROWS));
            moved += ledger.transaction((connection, now) -> {
                int count = 0;
                for (ReturnEntry row : rows) {
                    count += table.moveByHand(connection, row, to.apply(row.state()), now) ? 1 : 0;
                }
                return count;
            });
        }
        return moved;
    }

    /** PENDING and UNKNOWN are what an expired lease leads to, too, and that is not done by hand. */
    private static boolean mayMoveByHand(ReturnEntry entry, ReturnState to) {
        boolean byWorkersAlone = to != ReturnState.CANCELLED && !entry.state().isFinished();
        return !byWorkersAlone && entry.state().mayBecome(to);
    }

    private boolean moveByHand(ReturnEntry entry, ReturnState to) {
        if (!mayMoveByHand(entry, to)) {
            throw new IllegalArgumentException("The return " + entry.task().requestNo() + " is " + entry.state()
                    + " and cannot become " + to + (to == ReturnState.CANCELLED ? whyNotCancelled(entry.state()) : ""));
        }
        return ledger.transaction((connection, now) -> {
            boolean moved = table.moveByHand(connection, entry, to, now);
            if (!moved && to == ReturnState.CANCELLED && HistoryTable.wasInDoubt(connection, entry.id())) {
                throw new IllegalArgumentException("The return " + entry.task().requestNo()
                        + " cannot become CANCELLED: it was UNKNOWN before, and the platform may have done it already");
            }
            return moved;
        });
    }

    private static String whyNotCancelled(ReturnState state) {
        return switch (state) {
            case CLAIMED -> ": a worker has it, look again in a moment";
            case SENT, UNKNOWN -> ": the platform may have done it already";
            default -> ": it has ended";
        };
    }

    /**
     * Deletes finished rows and their history; answers how many. A number that is gone from the ledger is a new one to it:
     * keep rows for as long as somebody might submit them again.
     *
     * @param olderThan since their end
     */
    public long purge(Duration olderThan) {
        long rows = 0;
        int gone;
        do {
            gone = ledger.transaction(
                    (connection, now) -> table.purge(connection, now - olderThan.toMillis(), ROWS * 5));
            rows += gone;
        } while (gone > 0);
        return rows;
    }

    /**
     * How many calls a second all workers together make for a merchant at most, from now on; a steady flow has 95 percent of
     * it. No second has more, unless a worker is held up for longer than 50 milliseconds while others work.
     *
     * @param perSecond above 0, or 0 for no limit
     */
    public void pace(String mchid, double perSecond) {
        String merchant = Text.mchid(mchid);
        if (!(perSecond >= 0) || perSecond > 1_000_000) {
            throw new IllegalArgumentException("perSecond is " + perSecond + "; it is from 0, no limit, to 1000000");
        }
        long intervalUs = perSecond == 0 ? 0 : PaceTable.intervalUs(perSecond);
        ledger.transaction((connection, now) -> {
            pace.set(connection, merchant, intervalUs);
            return true;
        });
    }
}
