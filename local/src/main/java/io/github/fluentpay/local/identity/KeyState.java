package io.github.fluentpay.local.identity;

import io.github.fluentpay.local.identity.PlatformKeys.Kinds;
import io.github.fluentpay.local.identity.PlatformKeys.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that changes about the platform's keys, at one moment.
 *
 * @param publicKeyShare of the replies to requests that name no key
 * @param certificate the older one
 * @param next the newer one, except in {@link Stage#SINGLE}
 * @param nextShare of the replies that a certificate signs
 * @param withdrawn serials of certificates that were replaced
 * @param byCalendar whether the certificates rotate by themselves
 */
record KeyState(
        Kinds kinds,
        double publicKeyShare,
        Stage stage,
        SigningKey certificate,
        @Nullable SigningKey next,
        double nextShare,
        Set<String> withdrawn,
        boolean byCalendar) {

    /** "Update guide" (平台证书更新指引): the new certificate is there ten days before the end of the old one. */
    private static final Duration PUBLISHED = Duration.ofDays(10);

    /** The same: from five days before the end on, the new one signs more and more. */
    private static final int GREY_DAYS = 5;

    KeyState withKinds(Kinds changed) {
        return new KeyState(changed, publicKeyShare, stage, certificate, next, nextShare, withdrawn, byCalendar);
    }

    KeyState withPublicKeyShare(double share) {
        return new KeyState(kinds, share, stage, certificate, next, nextShare, withdrawn, byCalendar);
    }

    KeyState withCalendar(boolean on) {
        return new KeyState(kinds, publicKeyShare, stage, certificate, next, nextShare, withdrawn, on);
    }

    KeyState with(Stage changed, SigningKey newer, double share) {
        return new KeyState(kinds, publicKeyShare, changed, certificate, newer, share, withdrawn, byCalendar);
    }

    KeyState withdrawing(SigningKey newer) {
        Set<String> all = new HashSet<>(withdrawn);
        all.add(certificate.serial());
        return new KeyState(kinds, publicKeyShare, Stage.SINGLE, newer, null, 0, Set.copyOf(all), byCalendar);
    }

    /** The certificates to hand out, the older one first. */
    List<SigningKey> listed() {
        return kinds == Kinds.PUBLIC_KEY ? List.of() : next == null ? List.of(certificate) : List.of(certificate, next);
    }

    /** The certificates that still sign. */
    List<SigningKey> signing() {
        return stage == Stage.FINISHED && next != null ? List.of(next) : listed();
    }

    boolean switching() {
        return publicKeyShare > 0 && publicKeyShare < 1;
    }

    /** When the older certificate ends. */
    Instant end() {
        return certificate.certificate().getNotAfter().toInstant();
    }

    /** When the calendar wants something to change; never while that is not possible. */
    Instant nextStep() {
        if (!byCalendar || kinds == Kinds.PUBLIC_KEY || (stage == Stage.SINGLE && switching())) {
            return Instant.MAX;
        }
        return switch (stage) {
            case SINGLE -> end().minus(PUBLISHED);
            case PUBLISHED -> greyDay(0);
            case GREY -> greyDay((int) Math.floor(nextShare * GREY_DAYS + 1e-9));
            case FINISHED -> end();
        };
    }

    /** The beginning of a day of the grey period; after the last one, its end. */
    private Instant greyDay(int day) {
        return end().minus(Duration.ofDays(GREY_DAYS - day));
    }

    /** The new certificate's share on the day of {@code now}: a fifth more each day. Never less than it has. */
    double calendarShare(Instant now) {
        long days = Duration.between(greyDay(0), now).toDays();
        return Math.max(nextShare, Math.min(1, (days + 1) / (double) GREY_DAYS));
    }
}
