package io.github.fluentpay.returns;

import io.github.fluentpay.FluentPay;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives coupons back (申请退券), once each, whatever crashes: {@link #submit} writes a row, {@link #start} begins to settle
 * rows, of this desk and of every other on the same ledger. Safe for many threads; any number of desks, on any number of
 * machines, may share one PostgreSQL, and several processes of one machine a SQLite file.
 *
 * <pre>{@code
 * try (LedgerDatabase database = LedgerDatabase.open("jdbc:sqlite:returns.db");
 *         ReturnDesk desk = ReturnDesk.open(database.dataSource(), pay, ReturnOptions.ofDefaults())) {
 *     desk.start();
 *     desk.submit(CouponReturn.after("1234567891", "sxxe34343434", refundNo));
 * }
 * }</pre>
 *
 * <p>Closing it waits for the calls under way; rows that are not done stay in the ledger for the next desk.
 */
public final class ReturnDesk implements AutoCloseable {

    private static final Duration TO_CLOSE = Duration.ofSeconds(30);

    private final ReturnLedger ledger;
    private final List<String> mchids;
    private final Worker worker;
    private final Thread thread;
    private boolean started; // guarded by this
    private boolean ended; // guarded by this

    private ReturnDesk(ReturnLedger ledger, Map<String, FluentPay> merchants, ReturnOptions options) {
        this.ledger = ledger;
        this.mchids = List.copyOf(merchants.keySet());
        List<Lane> lanes = new ArrayList<>();
        merchants.forEach((mchid, pay) -> lanes.add(new Lane(mchid, pay)));
        this.worker = new Worker(ledger, lanes, options);
        this.thread = new Thread(worker, "fluentpay-returns");
        this.thread.setDaemon(true);
    }

    /** For one merchant, with all defaults. */
    public static ReturnDesk open(DataSource dataSource, FluentPay pay) {
        return open(dataSource, pay, ReturnOptions.ofDefaults());
    }

    /**
     * For one merchant.
     *
     * @param pay stays the caller's; close it after the desk
     * @throws LedgerException as {@link ReturnLedger#open}
     * @throws IllegalArgumentException if the client is that of a brand alone
     */
    public static ReturnDesk open(DataSource dataSource, FluentPay pay, ReturnOptions options) {
        return open(dataSource, List.of(pay), options);
    }

    /** For several merchants, a client for each; rows of others are left to other desks. */
    public static ReturnDesk open(DataSource dataSource, Collection<FluentPay> merchants, ReturnOptions options) {
        Objects.requireNonNull(options, "options");
        Map<String, FluentPay> byMchid = new LinkedHashMap<>();
        for (FluentPay pay : merchants) {
            String mchid = pay.mchid()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "A client of a brand alone returns no coupons: give it a merchant"));
            if (byMchid.put(mchid, pay) != null) {
                throw new IllegalArgumentException("There are two clients of merchant " + mchid);
            }
        }
        if (byMchid.isEmpty()) {
            throw new IllegalArgumentException("There is no merchant to return coupons for");
        }
        ReturnLedger ledger = ReturnLedger.open(dataSource, options.clock);
        ReturnDesk desk = new ReturnDesk(ledger, byMchid, options);
        desk.pace(options.perSecond);
        return desk;
    }

    private void pace(@Nullable Double perSecond) {
        for (String mchid : mchids) {
            if (perSecond == null) {
                ledger.ledger().transaction((connection, now) -> {
                    ledger.pace().add(connection, mchid);
                    return true;
                });
            } else {
                ledger.pace(mchid, perSecond);
            }
        }
    }

    /** The ledger, to look into and to change by hand. */
    public ReturnLedger ledger() {
        return ledger;
    }

    /**
     * Writes a return down; when this comes back, it will be done.
     *
     * @param task of a merchant of this desk, or of none if there is one only
     * @throws ConflictingReturnException if the ledger has that request number for another coupon
     * @throws IllegalArgumentException if it is of a merchant that this desk has no client for
     * @throws LedgerException if the database fails: submit it again, it is the same row then
     */
    public Submitted submit(ReturnTask task) {
        Submitted submitted = ledger.submit(ofThisDesk(task));
        worker.wake();
        return submitted;
    }

    /** The same inside of a transaction of yours; see {@link ReturnLedger#submit(Connection, ReturnTask)}. */
    public Submitted submit(Connection connection, ReturnTask task) {
        return ledger.submit(connection, ofThisDesk(task));
    }

    /** Many; see {@link ReturnLedger#submitAll}. */
    public SubmittedBatch submitAll(List<? extends ReturnTask> tasks) {
        SubmittedBatch submitted =
                ledger.submitAll(tasks.stream().map(this::ofThisDesk).toList());
        worker.wake();
        return submitted;
    }

    private ReturnTask ofThisDesk(ReturnTask task) {
        String mchid = task.mchid();
        if (mchid == null) {
            if (mchids.size() > 1) {
                throw new IllegalArgumentException("The return " + task.requestNo()
                        + " names no merchant, and this desk has several: ofMerchant(mchid)");
            }
            return task.ofMerchant(mchids.get(0));
        }
        if (!mchids.contains(mchid)) {
            throw new IllegalArgumentException(
                    "This desk has no client of merchant " + mchid + ", which return " + task.requestNo() + " is of");
        }
        return task;
    }

    /**
     * Begins to settle rows, on a thread of its own.
     *
     * @throws IllegalStateException if it has begun before
     */
    public synchronized void start() {
        if (started) {
            throw new IllegalStateException(ended ? "The desk is closed" : "The desk is at work already");
        }
        // If the system has no thread to give, the desk has not begun, and close() has nothing to wait for.
        thread.start();
        started = true;
    }

    /**
     * Whether the worker lives: it settles rows, or waits until the database is back. False before {@link #start}, after
     * {@link #close}, and if the worker's thread has died; {@link #health} tells which.
     */
    public boolean isAlive() {
        return health().isAlive();
    }

    /** The condition of this desk now, for a health check. Cheap: it asks neither the database nor the platform. */
    public synchronized DeskHealth health() {
        return worker.vitals().health(started, ended);
    }

    /** Takes up nothing more until {@link #resume}; calls under way end. This desk alone, not the others of the ledger. */
    public void pause() {
        worker.pause(true);
    }

    /** Goes on after {@link #pause}. */
    public void resume() {
        worker.pause(false);
    }

    /**
     * Ends the work: takes up nothing more, waits for the calls under way and writes down what they came to.
     *
     * @param longest how long to wait for that
     * @return false if it took longer: what is under way then comes back when its lease is over
     * @throws InterruptedException if the caller's thread is interrupted meanwhile
     */
    public boolean drain(Duration longest) throws InterruptedException {
        synchronized (this) {
            if (!started || ended) {
                started = true;
                ended = true;
                return true;
            }
            ended = true;
        }
        return worker.drain(longest);
    }

    /** {@link #drain} with 30 seconds; if the thread is interrupted, it waits no longer. */
    @Override
    public void close() {
        try {
            drain(TO_CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
