package io.github.fluentpay.local.callback;

import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.journal.Delivery;
import io.github.fluentpay.local.store.Database;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what is in the outbox until it is taken; documentation page "callbacks" (回调通知). Safe for many threads.
 *
 * <p>One thread of its own reads what is due, seals, sends, and writes down what became of it, many answers in one
 * transaction; it waits for answers, new notifications, a moved clock and the next due time without looking. A row keeps
 * its due time until its answer is written down: a process that is killed in between sends it again.
 */
public final class Deliveries implements AutoCloseable {

    /** So many wait for an answer at once; each for five seconds at most. */
    static final int IN_FLIGHT = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(1);

    /** Decides what goes wrong with a delivery. */
    @FunctionalInterface
    public interface Strike {

        /** The fault that it meets, or null for none; asked once for each. */
        @Nullable
        Fault next(String method, String path, String mchid);
    }

    /** One answer, or why there is none; {@code isFinal} if another attempt cannot do better. */
    private record Ended(
            Waiting waiting,
            Instant sent,
            @Nullable Fault fault,
            int status,
            @Nullable String failure,
            boolean isFinal) {}

    private final Database database;
    private final Clock clock;
    private final Function<Instant, Optional<Duration>> until;
    private final Sealing sealing;
    private final Strike faults;
    private final Consumer<Delivery> log;
    private final boolean anyHost;
    private final int kept;
    private final Redirects redirects = new Redirects();
    private final Queue<Ended> answers = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "localpay-deliveries");

    /** Held from reading what is due until it is sent; taken before the database's. */
    private final ReentrantLock sending = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wakeUp = lock.newCondition();
    private final Condition quietNow = lock.newCondition();
    private boolean woken = true; // guarded by lock
    private boolean quiet; // guarded by lock
    private boolean closing; // guarded by lock
    private volatile boolean paused;

    // Of the thread alone:
    private final Post post = new Post();
    private final Map<String, Integer> flying = new HashMap<>();
    private final Set<String> putOff = new HashSet<>();
    private int endedSince;

    /**
     * Begins to deliver.
     *
     * @param until how long it takes until the clock shows a time; empty while it stands still
     * @param faults what goes wrong with each delivery
     * @param log takes every attempt, once it is over
     * @param anyHost whether other machines may be called
     * @param kept how many that have ended can be asked for again
     */
    public Deliveries(
            Database database,
            Outbox outbox,
            Clock clock,
            Function<Instant, Optional<Duration>> until,
            Sealing sealing,
            Strike faults,
            Consumer<Delivery> log,
            boolean anyHost,
            int kept) {
        this.database = database;
        this.clock = clock;
        this.until = until;
        this.sealing = sealing;
        this.faults = faults;
        this.log = log;
        this.anyHost = anyHost;
        this.kept = kept;
        outbox.onAdded(this::wake);
        thread.setDaemon(true);
    }

    /** Begins: with those that an earlier process left behind. */
    public void start() {
        thread.start();
    }

    /** Looks again for what is due. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            quiet = false;
            wakeUp.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Sends nothing until {@link #resume}; what is under way is not broken off. */
    public void pause() {
        paused = true;
        wake();
    }

    /** Sends again. */
    public void resume() {
        paused = false;
        wake();
    }

    /** Tells whether nothing is sent. */
    public boolean isPaused() {
        return paused;
    }

    /** Makes one due now, whatever became of it; false if there is none with that id. */
    public boolean again(String id) {
        boolean found = database.transaction(transaction -> CallbackStore.again(transaction, id, clock.instant()));
        wake();
        return found;
    }

    /** How many are neither taken nor given up. */
    public long waiting() {
        return database.transaction(CallbackStore::waiting);
    }

    /** Leads addresses that begin with {@code prefix} to {@code target} and what follows. */
    public void redirect(String prefix, String target) {
        redirects.add(prefix, target);
    }

    /** Lets all addresses lead where they say. */
    public void clearRedirects() {
        redirects.clear();
    }

    /**
     * Waits until nothing is due, or held back, and every answer is written down.
     *
     * @return whether it came to that in time
     */
    public boolean awaitQuiet(Duration atMost) {
        lock.lock();
        try {
            woken = true;
            quiet = false;
            wakeUp.signal();
            long left = atMost.toNanos();
            while (!quiet && left > 0) {
                left = quietNow.awaitNanos(left);
            }
            return quiet;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Does {@code work} while nothing is sent, and nothing that it deletes is about to be. */
    public void meanwhile(Runnable work) {
        sending.lock();
        try {
            work.run();
        } finally {
            sending.unlock();
        }
        wake();
    }

    private Optional<Duration> step() {
        sending.lock();
        try {
            settle();
            return paused || isClosing() ? Optional.empty() : launch().flatMap(until);
        } finally {
            sending.unlock();
        }
    }

    private void run() {
        while (true) {
            Optional<Duration> rest;
            boolean failed = false;
            try {
                rest = step();
            } catch (RuntimeException | Error e) {
                LOG.error("LocalPay could not deliver; it tries again in {} s", AFTER_FAILURE.toSeconds(), e);
                rest = Optional.of(AFTER_FAILURE);
                failed = true;
            }
            try {
                if (!sleep(rest, failed)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isClosing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    /** Until woken, or that long; false at the end. */
    private boolean sleep(Optional<Duration> atMost, boolean failed) throws InterruptedException {
        lock.lock();
        try {
            if (closing && (failed || flying.isEmpty())) {
                return false;
            }
            if (!woken && !failed && flying.isEmpty()) {
                quiet = true;
                quietNow.signalAll();
            }
            long left = atMost.map(Duration::toNanos).orElse(Long.MAX_VALUE);
            while (!woken && left > 0) {
                left = wakeUp.awaitNanos(left);
            }
            woken = false;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Sends what is due, as far as there is room. Answers when the next is due; empty if none is. */
    private Optional<Instant> launch() {
        Instant now = clock.instant();
        int room = IN_FLIGHT - flying.size();
        if (room <= 0) {
            return Optional.empty();
        }
        List<Waiting> due =
                database.transaction(transaction -> CallbackStore.due(transaction, now, IN_FLIGHT + flying.size()));
        List<Waiting> free = due.stream()
                .filter(waiting -> !flying.containsKey(waiting.key()))
                .limit(room)
                .toList();
        free.forEach(this::launch);
        return database.transaction(transaction -> CallbackStore.nextAfter(transaction, now));
    }

    private void launch(Waiting waiting) {
        Instant now = clock.instant();
        NotifyUrl url;
        try {
            url = NotifyUrl.parse(redirects.follow(waiting.callback().url()), anyHost);
        } catch (IllegalArgumentException e) {
            refuse(waiting, now, null, "The address is not called: " + e.getMessage());
            return;
        }
        Fault fault = putOff.remove(waiting.key())
                ? null
                : faults.next("POST", url.path(), waiting.callback().mchid());
        if (fault instanceof Fault.Slow slow && !slow.delay().isZero()) {
            database.transaction(transaction -> {
                CallbackStore.postpone(transaction, waiting, now.plus(slow.delay()));
                return waiting;
            });
            putOff.add(waiting.key());
            return;
        }
        Sealing.Sealed sealed;
        try {
            sealed = sealing.seal(waiting, now, fault);
        } catch (IllegalArgumentException e) {
            refuse(waiting, now, fault, "It cannot be sealed: " + e.getMessage());
            return;
        }
        int copies = fault instanceof Fault.Duplicate ? 2 : 1;
        flying.put(waiting.key(), copies);
        for (int i = 0; i < copies; i++) {
            send(waiting, now, fault, url.uri(), sealed);
        }
    }

    private void send(Waiting waiting, Instant now, @Nullable Fault fault, URI url, Sealing.Sealed sealed) {
        try {
            post.send(
                    url,
                    sealed.headers(),
                    sealed.body(),
                    (status, failure) -> ended(new Ended(waiting, now, fault, status, failure, false)));
        } catch (RuntimeException e) {
            // An address that the HTTP client fails at must not keep the others from being sent.
            ended(new Ended(waiting, now, fault, Delivery.NO_ANSWER, String.valueOf(e.getMessage()), false));
        }
    }

    private void refuse(Waiting waiting, Instant now, @Nullable Fault fault, String why) {
        flying.put(waiting.key(), 1);
        ended(new Ended(waiting, now, fault, Delivery.NO_ANSWER, why, true));
    }

    private void ended(Ended ended) {
        answers.add(ended);
        wake();
    }

    /** Writes down what has come since the last time. */
    private void settle() {
        List<Ended> batch = new ArrayList<>(answers);
        if (batch.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        List<Delivery> attempts = database.transaction(transaction -> batch.stream()
                .map(one -> {
                    Instant due = nextDue(one, now);
                    boolean taken = isTaken(one);
                    boolean counts = CallbackStore.settle(transaction, one.waiting(), taken ? now : null, due);
                    return entry(one, counts ? due : null);
                })
                .toList());
        // Until then an answer is kept, and what it answers is not sent again: the receiver has it.
        batch.forEach(one -> {
            answers.remove();
            flying.computeIfPresent(one.waiting().key(), (key, copies) -> copies == 1 ? null : copies - 1);
        });
        attempts.forEach(log);
        forget(batch.size());
    }

    /** Now and then, so that there are a few more at most. */
    private void forget(int ended) {
        endedSince += ended;
        if (endedSince > kept / 10) {
            endedSince = 0;
            database.transaction(transaction -> {
                CallbackStore.forgetEnded(transaction, kept);
                return transaction;
            });
        }
    }

    private static boolean isTaken(Ended one) {
        return one.status() >= 200 && one.status() <= 299;
    }

    private static @Nullable Instant nextDue(Ended one, Instant now) {
        if (isTaken(one) || one.isFinal()) {
            return null;
        }
        Duration wait = one.waiting().waitAfterNext();
        return wait == null ? null : now.plus(wait);
    }

    private static Delivery entry(Ended one, @Nullable Instant due) {
        Callback callback = one.waiting().callback();
        return new Delivery(
                one.sent(),
                one.waiting().id(),
                callback.mchid(),
                callback.url(),
                callback.eventType(),
                one.waiting().attempts() + 1,
                one.status(),
                one.failure(),
                due,
                one.fault());
    }

    /** Lets those under way be answered, for at most a second, and ends. What was not is sent at the next start. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            woken = true;
            wakeUp.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(STOP.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(STOP.toMillis());
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        post.close();
    }
}
