package io.github.fluentpay.client;

import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that one client verifies the platform's messages with, and seals sensitive fields with: a snapshot that is
 * swapped whole, so that no call meets a moment without keys. Safe for many threads.
 *
 * <p>Downloads happen lazily, through the client's own exchange, in the background once the certificates are
 * {@linkplain KeyMode#refreshEvery old}. A call waits for one only if it has no key to use: none is known yet, or all
 * certificates have expired or were not asked about for 12 hours, and there is no WeChat Pay public key that it may ask
 * for. A message that names an unknown key starts one download for all who wait, at most once a minute. A download that
 * fails leaves the keys as they are.
 */
public final class PlatformKeys {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformKeys.class);

    /** Between two downloads because of age, and between two that a message with an unknown key asked for. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Between two downloads while there is no key at all: calls wait for it, and fail with it. */
    private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(1);

    private final Clock clock;
    private final Consumer<KeyMode> check;
    private final SharedResources resources;
    private final Supplier<CompletableFuture<List<VerifyingKey>>> download;
    private final Object lock = new Object();

    // Written before the client is handed out.
    private volatile KeyCounter counter = new KeyCounter();
    // Written under lock, read without.
    private volatile KnownKeys known;
    // Guarded by lock.
    private @Nullable CompletableFuture<VerifyingKeys> refreshing;
    private @Nullable Instant lastAttempt;
    private @Nullable Instant lastLookedFor;

    /**
     * Why the last download failed.
     *
     * @param at when
     * @param message what the platform or the network said, and what to do
     */
    public record RefreshFailure(Instant at, String message) {}

    /** @param check throws what a client says of a mode that it cannot go by */
    PlatformKeys(
            KeyMode mode,
            Clock clock,
            Consumer<KeyMode> check,
            SharedResources resources,
            Supplier<CompletableFuture<List<VerifyingKey>>> download) {
        this.clock = clock;
        this.check = check;
        this.resources = resources;
        this.download = download;
        this.known = KnownKeys.first(mode);
    }

    /**
     * Takes over the certificates and counts of another client of the same merchant, which this one replaces. Keys of the
     * other one that this one does not have count as removed now.
     */
    void continueFrom(PlatformKeys before) {
        KnownKeys others = before.known;
        synchronized (lock) {
            known = known.continuing(others, clock.instant());
            counter = before.counter;
        }
    }

    /** The keys of this moment. */
    public VerifyingKeys current() {
        return known.used();
    }

    /** The keys to verify a message with that comes now: those of this moment, and those removed within 5 minutes. */
    VerifyingKeys verifying() {
        KnownKeys now = known;
        Instant time = clock.instant();
        if (now.removed().haveEnded(time)) {
            synchronized (lock) {
                known = known.withoutEnded(time);
                now = known;
            }
        }
        return now.verifying();
    }

    /** What they are taken from. */
    public KeyMode mode() {
        return known.mode();
    }

    /**
     * Goes by another mode from the next call on, without a restart. A key that the mode before had and this one does not
     * is believed for 5 minutes more, so that no call in flight fails; another switch does not prolong that. Certificates
     * that were downloaded before are kept for a switch back.
     *
     * @throws IllegalStateException if the client could not be built with it; the mode then stays
     */
    public void switchTo(KeyMode mode) {
        check.accept(Objects.requireNonNull(mode, "mode"));
        synchronized (lock) {
            known = known.withMode(mode, clock.instant());
        }
        LOG.info("Keys of the platform: {}", mode);
    }

    /**
     * Which keys the platform still signs with, by serial: to see whether a move has come to its end, or has to be taken
     * back. An unmodifiable copy.
     */
    public Map<String, KeyUse> seen() {
        return counter.seen();
    }

    /** When platform certificates were last downloaded; empty if they never were. */
    public Optional<Instant> downloadedAt() {
        return Optional.ofNullable(known.at());
    }

    /** The failure of the last download; empty if it succeeded, or there was none. */
    public Optional<RefreshFailure> lastFailure() {
        return Optional.ofNullable(known.failure()).map(KnownKeys.Failure::shown);
    }

    /**
     * Downloads the platform certificates now, in whatever mode; joins a download under way. Until the mode is one that
     * {@linkplain KeyMode#certificates() downloads}, they are kept and not used.
     *
     * @return the keys afterwards; fails as any call does. Its continuations run on FluentPay's own callback threads
     */
    public CompletableFuture<VerifyingKeys> refresh() {
        CompletableFuture<VerifyingKeys> result = new CompletableFuture<>();
        begin(() -> true, Runnable::run).orElseThrow().whenComplete((keys, failed) -> {
            if (failed == null) {
                result.complete(keys);
            } else {
                result.completeExceptionally(failed);
            }
        });
        return result;
    }

    /** The key that a call asks the platform to sign with, and seals with; null if there is none. */
    @Nullable
    VerifyingKey preferred(RandomGenerator random) {
        KnownKeys now = known;
        List<VerifyingKey> choice = now.choice(clock.instant());
        if (choice.isEmpty()) {
            return null;
        }
        boolean second = choice.size() > 1 && random.nextInt(100) >= now.mode().publicKeyShare();
        return choice.get(second ? 1 : 0);
    }

    /** Tells whether a call may seal with this key and ask the platform to sign with it: whether it may be the preferred one. */
    boolean mayUse(VerifyingKey key) {
        return known.choice(clock.instant()).contains(key);
    }

    /**
     * Done when a call may go out: there is a key to verify its reply with, which the platform may be asked to sign with.
     * Lets old certificates be downloaded again, and waits for that only if there is no such key. Fails as the download
     * does, if there is no key at all.
     */
    CompletableFuture<?> ready() {
        KnownKeys now = known;
        Instant time = clock.instant();
        if (!now.isRefreshDue(time)) {
            return CompletableFuture.completedFuture(now.used());
        }
        Duration pause = now.used().isEmpty() ? PAUSE_WITHOUT_KEYS : PAUSE;
        // A call that does not wait for the download does not sign and send its request either.
        Executor starting = now.suffice(time) ? task -> resources.callbacks().execute(task) : Runnable::run;
        Optional<CompletableFuture<VerifyingKeys>> refresh = begin(() -> isOver(lastAttempt, pause), starting);
        // Looked at again: a download that has ended meanwhile is not begun again.
        KnownKeys then = known;
        if (then.used().isEmpty()) {
            return refresh.orElseGet(() -> CompletableFuture.failedFuture(lastCause()));
        }
        return refresh.isPresent() && !then.suffice(time)
                ? refresh.get().handle((keys, failed) -> null)
                : CompletableFuture.completedFuture(then.used());
    }

    /** Done when it makes sense to look for a key that was not there a moment ago; never fails. */
    CompletableFuture<?> lookFor(String serial) {
        if (!known.mode().downloads() || serial.startsWith("PUB_KEY_ID_")) {
            return CompletableFuture.completedFuture(null);
        }
        return begin(
                        () -> {
                            if (verifying().find(serial).isPresent() || !isOver(lastLookedFor, PAUSE)) {
                                return false;
                            }
                            lastLookedFor = clock.instant();
                            return true;
                        },
                        Runnable::run)
                .<CompletableFuture<?>>map(refresh -> refresh.handle((keys, failed) -> null))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    /** As {@link #lookFor(String)}, and after that time at the latest; answers whether it was in time. */
    CompletableFuture<Boolean> lookFor(String serial, Duration longest) {
        return TimedWait.of(lookFor(serial), longest, resources);
    }

    /** As {@link #lookFor}, unless what is there is so new that it would have the key if it were this merchant's. */
    CompletableFuture<?> lookForIfOld(String serial) {
        return known.isOld(clock.instant()) ? lookFor(serial) : CompletableFuture.completedFuture(null);
    }

    private boolean isOver(@Nullable Instant last, Duration pause) {
        return KnownKeys.isOver(last, pause, clock.instant());
    }

    /**
     * The download in flight, or one that is begun here.
     *
     * @param due whether to begin one; asked under lock if there is none
     * @param starting the thread that signs and sends its request
     * @return empty if there is none, and none is due
     */
    private Optional<CompletableFuture<VerifyingKeys>> begin(BooleanSupplier due, Executor starting) {
        CompletableFuture<VerifyingKeys> mine;
        synchronized (lock) {
            if (refreshing != null) {
                return Optional.of(refreshing);
            }
            if (!due.getAsBoolean()) {
                return Optional.empty();
            }
            mine = new CompletableFuture<>();
            refreshing = mine;
            lastAttempt = clock.instant();
        }
        try {
            starting.execute(() -> start(mine));
        } catch (RuntimeException closed) {
            finish(mine, null, closed);
        }
        return Optional.of(mine);
    }

    /** Whatever happens in here, the download ends: else later ones would wait for it. */
    private void start(CompletableFuture<VerifyingKeys> mine) {
        try {
            download.get()
                    .whenComplete((keys, failed) -> finish(mine, keys, Failures.withoutWrapping(failed)))
                    .whenComplete((keys, failed) -> endAnyway(mine, failed));
        } catch (Throwable failed) {
            finish(mine, null, failed);
        }
    }

    /** Nothing to do, unless the clock or the log has failed in between. */
    private void endAnyway(CompletableFuture<VerifyingKeys> mine, @Nullable Throwable failed) {
        if (failed != null && !mine.isDone()) {
            synchronized (lock) {
                refreshing = null;
            }
            mine.completeExceptionally(failed);
        }
    }

    private void finish(
            CompletableFuture<VerifyingKeys> mine, @Nullable List<VerifyingKey> keys, @Nullable Throwable failed) {
        if (keys != null) {
            VerifyingKeys after = downloaded(VerifyingKeys.of(keys));
            LOG.info("Platform certificates downloaded: {}", after.serials());
            mine.complete(after);
        } else {
            Throwable cause = Objects.requireNonNullElseGet(failed, IllegalStateException::new);
            String reason = Failures.reason(cause);
            VerifyingKeys after = failed(new KnownKeys.Failure(new RefreshFailure(clock.instant(), reason), cause));
            LOG.warn(
                    "The platform certificates could not be downloaded, the known keys stay {}: {}",
                    after.serials(),
                    reason);
            mine.completeExceptionally(cause);
        }
    }

    private VerifyingKeys downloaded(VerifyingKeys keys) {
        synchronized (lock) {
            refreshing = null;
            known = known.withDownloaded(keys, clock.instant());
            return known.used();
        }
    }

    private VerifyingKeys failed(KnownKeys.Failure last) {
        synchronized (lock) {
            refreshing = null;
            known = known.withFailure(last);
            return known.used();
        }
    }

    private Throwable lastCause() {
        KnownKeys.Failure last = known.failure();
        return last == null ? new IllegalStateException("there are no keys") : last.cause();
    }

    void sawReply(String serial) {
        counter.reply(serial, clock.instant());
    }

    void sawNotification(String serial) {
        counter.notification(serial, clock.instant());
    }

    @Override
    public String toString() {
        return "PlatformKeys" + current().serials();
    }
}
