package io.github.fluentpay.cli;

import io.github.fluentpay.returns.LedgerException;
import io.github.fluentpay.returns.ReturnLedger;
import io.github.fluentpay.returns.ReturnMonitor;
import io.github.fluentpay.returns.ReturnState;
import io.github.fluentpay.returns.ReturnTask;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Knows how far a run is: the ledger is counted now and then, and what this desk has settled since is added to that. The
 * monitor's methods are called by the desk's worker, all else by the thread that prints.
 */
final class RunWatch implements ReturnMonitor {

    private static final Duration WINDOW = Duration.ofSeconds(15);

    /** So many refused signatures, and nothing else so far, mean that the profile is not the platform's. */
    private static final int SIGN_ERRORS = 3;

    private record Point(long nanos, long done) {}

    private final ReturnLedger ledger;
    private final String mchid;
    private final AtomicLong returned = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong returnedInRun = new AtomicLong();
    private final AtomicLong refusedInRun = new AtomicLong();
    private final AtomicLong signErrors = new AtomicLong();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    private final Sparing<Map<ReturnState, Long>> counts;
    private final Sparing<Long> open;
    private final Deque<Point> points = new ArrayDeque<>();

    RunWatch(ReturnLedger ledger, String mchid) {
        this.ledger = ledger;
        this.mchid = mchid;
        this.counts = new Sparing<>(this::count, Duration.ofSeconds(5));
        this.open = new Sparing<>(this::countOpen, Duration.ofMillis(200));
        long done = of(ReturnState.RETURNED) + of(ReturnState.REFUSED) + of(ReturnState.IN_DOUBT);
        this.points.add(new Point(System.nanoTime(), done));
    }

    private Map<ReturnState, Long> count() {
        Map<ReturnState, Long> counted = ledger.counts();
        returned.set(0);
        refused.set(0);
        return counted;
    }

    private long countOpen() {
        return ledger.openByMerchant().getOrDefault(mchid, 0L);
    }

    @Override
    public void attempted(ReturnTask task, ReturnState outcome, @Nullable String code, Duration took) {
        switch (outcome) {
            case RETURNED -> {
                returned.incrementAndGet();
                returnedInRun.incrementAndGet();
            }
            case REFUSED, IN_DOUBT -> {
                refused.incrementAndGet();
                refusedInRun.incrementAndGet();
            }
            default -> {
                trouble.set(code);
                if ("SIGN_ERROR".equals(code)) {
                    signErrors.incrementAndGet();
                }
                return;
            }
        }
        trouble.set(null);
        signErrors.set(Long.MIN_VALUE / 2);
    }

    @Override
    public void ledgerFailed(LedgerException e) {
        failure.set(e.getMessage());
    }

    /** What the ledger's database failed of, once; null if it did not. */
    @Nullable
    String takeFailure() {
        return failure.getAndSet(null);
    }

    /** Tells whether the platform knows no signature of this profile. */
    boolean isNotLetIn() {
        return signErrors.get() >= SIGN_ERRORS;
    }

    /** Counts again where it is time; a database that fails leaves the older numbers, and is what the worker tells. */
    void look() {
        try {
            counts.refresh();
            open.refresh();
        } catch (LedgerException e) {
            failure.set(e.getMessage());
        }
    }

    /** Rows of the merchant that are not finished, as of the last look. */
    long open() {
        return open.get();
    }

    /** Counts anew, for the last word; while the database fails, what was known last has to do. */
    RunState last() {
        try {
            Map<ReturnState, Long> end = ledger.counts();
            return new RunState(
                    end.getOrDefault(ReturnState.RETURNED, 0L),
                    end.getOrDefault(ReturnState.REFUSED, 0L) + end.getOrDefault(ReturnState.IN_DOUBT, 0L),
                    end.getOrDefault(ReturnState.UNKNOWN, 0L),
                    end.getOrDefault(ReturnState.WAITING, 0L),
                    returnedInRun.get(),
                    refusedInRun.get(),
                    countOpen(),
                    0,
                    null,
                    null);
        } catch (LedgerException e) {
            return now();
        }
    }

    RunState now() {
        long back = of(ReturnState.RETURNED) + returned.get();
        long no = of(ReturnState.REFUSED) + of(ReturnState.IN_DOUBT) + refused.get();
        double perSecond = perSecond(back + no);
        long left = open.get();
        return new RunState(
                back,
                no,
                of(ReturnState.UNKNOWN),
                of(ReturnState.WAITING),
                returnedInRun.get(),
                refusedInRun.get(),
                left,
                perSecond,
                perSecond < 0.05 ? null : Duration.ofSeconds((long) Math.ceil(left / perSecond)),
                trouble.get());
    }

    private long of(ReturnState state) {
        return counts.get().getOrDefault(state, 0L);
    }

    private double perSecond(long done) {
        long now = System.nanoTime();
        points.add(new Point(now, done));
        while (points.size() > 2 && now - points.getFirst().nanos() > WINDOW.toNanos()) {
            points.removeFirst();
        }
        Point first = points.getFirst();
        return now == first.nanos() ? 0 : Math.max(0, done - first.done()) * 1e9 / (now - first.nanos());
    }
}
