package io.github.fluentpay.client;

import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that a client knows of the platform's keys at one moment. Immutable: a change makes another one.
 *
 * @param downloaded the certificates of the last list, which are kept in a mode that does not use them
 * @param used the keys of the mode: those given and, if the mode downloads, the downloaded ones
 * @param at when the downloaded ones came; null if none did
 * @param removed the keys that were used before
 * @param failure of the last download; null if it succeeded, or there was none
 */
record KnownKeys(
        KeyMode mode,
        VerifyingKeys downloaded,
        VerifyingKeys used,
        @Nullable Instant at,
        RemovedKeys removed,
        @Nullable Failure failure) {

    /** Documented: ask for the list more often. A certificate that is older may be withdrawn by now. */
    private static final Duration LONGEST_AGE = Duration.ofHours(12);

    /** @param cause the exception that the download failed with */
    record Failure(PlatformKeys.RefreshFailure shown, Throwable cause) {}

    static KnownKeys first(KeyMode mode) {
        return new KnownKeys(mode, VerifyingKeys.none(), mode.given(), null, RemovedKeys.NONE, null);
    }

    KnownKeys withMode(KeyMode next, Instant now) {
        return changed(next, downloaded, at, removed, used, failure, now);
    }

    KnownKeys withDownloaded(VerifyingKeys keys, Instant now) {
        return changed(mode, keys, now, removed, used, null, now);
    }

    KnownKeys withFailure(Failure last) {
        return new KnownKeys(mode, downloaded, used, at, removed, last);
    }

    /** With this mode, and all that another client of the same merchant knows. */
    KnownKeys continuing(KnownKeys before, Instant now) {
        return changed(mode, before.downloaded, before.at, before.removed, before.used, before.failure, now);
    }

    KnownKeys withoutEnded(Instant now) {
        return new KnownKeys(mode, downloaded, used, at, removed.withoutEnded(now), failure);
    }

    private static KnownKeys changed(
            KeyMode mode,
            VerifyingKeys downloaded,
            @Nullable Instant at,
            RemovedKeys removedBefore,
            VerifyingKeys usedBefore,
            @Nullable Failure failure,
            Instant now) {
        VerifyingKeys used = mode.downloads() ? downloaded.and(mode.given()) : mode.given();
        return new KnownKeys(mode, downloaded, used, at, removedBefore.afterChange(usedBefore, used, now), failure);
    }

    /** The keys to verify a message with. */
    VerifyingKeys verifying() {
        return removed.and(used);
    }

    /** Tells whether it is time to ask for the list again. */
    boolean isRefreshDue(Instant now) {
        return mode.downloads() && (isOld(now) || !suffice(now));
    }

    /** Tells whether the downloaded keys are as old as the mode allows. */
    boolean isOld(Instant now) {
        return isOver(at, mode.refreshEvery(), now);
    }

    /** Tells whether a call may go out with these keys. If not, it waits for the list. */
    boolean suffice(Instant now) {
        boolean publicKeySigns = used.publicKey().isPresent() && mode.publicKeyShare() > 0;
        if (publicKeySigns || (isValid(now) && isConfirmed(now))) {
            return true;
        }
        // The list was asked for in vain not long ago, so a call would hardly gain by waiting for it again.
        boolean askedInVain = failure != null && !isOver(failure.shown().at(), LONGEST_AGE, now);
        return askedInVain && (used.publicKey().isPresent() || isValid(now));
    }

    /**
     * The keys that a call may seal with, and ask the platform to sign with: one, or the public key and a certificate,
     * which share the calls; none if none is known.
     */
    List<VerifyingKey> choice(Instant now) {
        Optional<VerifyingKey> publicKey = used.publicKey();
        Optional<VerifyingKey> certificate = used.certificate();
        if (publicKey.isEmpty() || certificate.isEmpty()) {
            return publicKey.or(() -> certificate).stream().toList();
        }
        int share = mode.publicKeyShare();
        boolean byCertificate = share < 100 && isValid(now) && (share == 0 || isConfirmed(now));
        if (!byCertificate) {
            return publicKey.stream().toList();
        }
        return share == 0
                ? certificate.stream().toList()
                : Stream.of(publicKey, certificate).flatMap(Optional::stream).toList();
    }

    /** Tells whether there is a certificate that has not expired. */
    private boolean isValid(Instant now) {
        return used.certificate()
                .map(key -> key.expires().map(now::isBefore).orElse(true))
                .orElse(false);
    }

    /** Tells whether the certificates come from a list that is new enough, or from the application. */
    private boolean isConfirmed(Instant now) {
        return at == null || !mode.downloads() || !isOver(at, LONGEST_AGE, now);
    }

    /** Tells whether that time has passed since; a clock that was set back does not put it off. */
    static boolean isOver(@Nullable Instant since, Duration time, Instant now) {
        return since == null || now.isBefore(since) || !now.isBefore(since.plus(time));
    }
}
