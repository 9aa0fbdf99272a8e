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
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that one client verifies the platform's messages with, and seals sensitive fields with: a snapshot that is
 * swapped whole, so that no call meets a moment without keys. Safe for many threads.
 *
 * <p>Downloads happen lazily, through the client's own exchange: when the first call needs a key, in the background when
 * what is there is {@linkplain KeyMode#refreshEvery old}, and once for all who wait when a message names a key that is not
 * known, at most once a minute. A download that fails leaves the keys as they are.
 */
public final class PlatformKeys {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformKeys.class);

    /** Between two downloads that a message with an unknown key asked for. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Between two downloads while there is no key at all: calls wait for it, and fail with it. */
    private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(1);

    /**
     * All that is known at one moment.
     *
     * @param snapshot the given keys and the downloaded ones
     * @param at when the downloaded ones came; null if none did
     */
    private record State(
            KeyMode mode,
            VerifyingKeys downloaded,
            VerifyingKeys snapshot,
            @Nullable Instant at) {

        static State of(KeyMode mode, VerifyingKeys downloaded, @Nullable Instant at) {
            VerifyingKeys all = mode.downloads() ? downloaded.and(mode.given()) : mode.given();
            return new State(mode, downloaded, all, at);
        }
    }

    private final Clock clock;
    private final Supplier<CompletableFuture<List<VerifyingKey>>> download;
    private final KeyCounter counter = new KeyCounter();
    private final Object lock = new Object();

    // Written under lock, read without.
    private volatile State state;
    // Guarded by lock.
    private @Nullable CompletableFuture<VerifyingKeys> refreshing;
    private @Nullable Instant lastAttempt;
    // Written under lock, read without.
    private volatile @Nullable RefreshFailure failure;

    /**
     * Why the last download failed.
     *
     * @param at when
     * @param message what the platform or the network said, and what to do
     */
    public record RefreshFailure(Instant at, String message) {}

    PlatformKeys(KeyMode mode, Clock clock, Supplier<CompletableFuture<List<VerifyingKey>>> download) {
        this.clock = clock;
        this.download = download;
        this.state = State.of(mode, VerifyingKeys.none(), null);
    }

    /** The keys of this moment. */
    public VerifyingKeys current() {
        return state.snapshot();
    }

    /** What they are taken from. */
    public KeyMode mode() {
        return state.mode();
    }

    /**
     * Goes by another mode from the next message on, without a restart. Certificates that were downloaded before are kept
     * for a switch back.
     */
    public void switchTo(KeyMode mode) {
        Objects.requireNonNull(mode, "mode");
        synchronized (lock) {
            state = State.of(mode, state.downloaded(), state.at());
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
        return Optional.ofNullable(state.at());
    }

    /** The failure of the last download; empty if it succeeded, or there was none. */
    public Optional<RefreshFailure> lastFailure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Downloads the platform certificates now, in whatever mode; joins a download under way. Until the mode is one that
     * {@linkplain KeyMode#certificates() downloads}, they are kept and not used.
     *
     * @return the keys afterwards; fails as any call does. Its continuations run on FluentPay's own callback threads
     */
    public CompletableFuture<VerifyingKeys> refresh() {
        return begin().copy();
    }

    /** The key that a call asks the platform to sign with, and seals with; null if there is none. */
    @Nullable
    VerifyingKey preferred(RandomGenerator random) {
        State now = state;
        VerifyingKeys keys = now.snapshot();
        int share = now.mode().publicKeyShare();
        if (share < 100 && keys.certificate().isPresent() && keys.publicKey().isPresent()) {
            return (share > 0 && random.nextInt(100) < share ? keys.publicKey() : keys.certificate()).orElseThrow();
        }
        return keys.sealing().orElse(null);
    }

    /**
     * Done when there is a key to verify a reply with; lets old keys be fetched anew, without waiting for that. Fails as
     * the download does.
     */
    CompletableFuture<?> ready() {
        State now = state;
        if (!now.mode().downloads()) {
            return CompletableFuture.completedFuture(now.snapshot());
        }
        if (now.snapshot().isEmpty()) {
            return mayTryAgain(PAUSE_WITHOUT_KEYS) ? begin() : CompletableFuture.failedFuture(lastFailureAsException());
        }
        boolean old = now.at() == null
                || !clock.instant().isBefore(now.at().plus(now.mode().refreshEvery()));
        if (old && mayTryAgain(PAUSE)) {
            begin();
        }
        return CompletableFuture.completedFuture(now.snapshot());
    }

    /** Done when it makes sense to look for a key that was not there a moment ago; never fails. */
    CompletableFuture<?> lookFor(String serial) {
        State now = state;
        boolean certificate = !serial.startsWith("PUB_KEY_ID_");
        if (!now.mode().downloads() || !certificate) {
            return CompletableFuture.completedFuture(null);
        }
        return mayTryAgain(PAUSE) ? begin().handle((keys, failed) -> null) : CompletableFuture.completedFuture(null);
    }

    private boolean mayTryAgain(Duration pause) {
        synchronized (lock) {
            if (refreshing != null || lastAttempt == null) {
                return true;
            }
            Instant now = clock.instant();
            // A clock that was set back must not put it off.
            return now.isBefore(lastAttempt) || !now.isBefore(lastAttempt.plus(pause));
        }
    }

    private CompletableFuture<VerifyingKeys> begin() {
        CompletableFuture<VerifyingKeys> mine;
        synchronized (lock) {
            if (refreshing != null) {
                return refreshing;
            }
            mine = new CompletableFuture<>();
            refreshing = mine;
            lastAttempt = clock.instant();
        }
        try {
            download.get().whenComplete((keys, failed) -> finish(mine, keys, Failures.withoutWrapping(failed)));
        } catch (RuntimeException e) {
            finish(mine, null, e);
        }
        return mine;
    }

    private void finish(
            CompletableFuture<VerifyingKeys> mine, @Nullable List<VerifyingKey> keys, @Nullable Throwable failed) {
        VerifyingKeys after;
        synchronized (lock) {
            refreshing = null;
            if (keys != null) {
                state = State.of(state.mode(), VerifyingKeys.of(keys), clock.instant());
                failure = null;
            } else {
                failure = new RefreshFailure(
                        clock.instant(), String.valueOf(failed == null ? null : failed.getMessage()));
            }
            after = state.snapshot();
        }
        if (keys != null) {
            LOG.info("Platform certificates downloaded: {}", after.serials());
            mine.complete(after);
        } else {
            LOG.warn(
                    "The platform certificates could not be downloaded, the known keys stay {}: {}",
                    after.serials(),
                    failed == null ? null : failed.getMessage());
            mine.completeExceptionally(Objects.requireNonNullElseGet(failed, IllegalStateException::new));
        }
    }

    private RuntimeException lastFailureAsException() {
        RefreshFailure last = failure;
        return new IllegalStateException(last == null ? "the first download is not over" : last.message());
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
