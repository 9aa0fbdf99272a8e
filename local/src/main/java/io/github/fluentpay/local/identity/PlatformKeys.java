package io.github.fluentpay.local.identity;

import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the platform signs with, as it changes; documentation pages "platform certificate update guide" (平台证书更新指引)
 * and "how to switch from the certificate to the public key" (如何从平台证书切换成微信支付公钥). All of it is one immutable
 * state, swapped as a whole. Safe for many threads.
 */
public final class PlatformKeys {

    /** Which kinds of keys the platform has for its merchants. */
    public enum Kinds {
        /** Public key and certificate side by side. */
        BOTH,
        /** No certificates. */
        PUBLIC_KEY,
        /** No public key. */
        CERTIFICATES
    }

    /** How far the second certificate has come. */
    public enum Stage {
        /** There is none. */
        SINGLE,
        /** It is listed and signs for those who name it. */
        PUBLISHED,
        /** It signs a share of the replies. */
        GREY,
        /** It alone signs; the old one is still listed. */
        FINISHED
    }

    private static final Logger LOG = LoggerFactory.getLogger(PlatformKeys.class);

    /** A step of the calendar that failed is tried again after this time; each try may generate a key. */
    private static final Duration PUT_OFF = Duration.ofSeconds(1);

    private final SigningKey publicKey;
    private final CertificateAuthority authority;
    private final RandomGenerator random;
    private final Clock clock;
    private final @Nullable RotationFile file;
    private volatile KeyState state; // written under this
    private boolean stepPutOff; // guarded by this
    private long putOffAt; // guarded by this

    /**
     * Begins with the keys of {@code identity}, one of each kind, or where {@code file} says that it was.
     *
     * @param publicKeyShare of the replies to requests that name no key
     * @param random draws which key signs, and the serial numbers of new certificates
     * @param clock says when the calendar wants something
     * @param file keeps every step; null if nothing is to be kept
     */
    public PlatformKeys(
            PlatformIdentity identity,
            double publicKeyShare,
            RandomGenerator random,
            Clock clock,
            @Nullable RotationFile file) {
        this.publicKey =
                SigningKey.ofPublicKey(identity.publicKeyId(), identity.publicKey(), identity.publicKeyPrivate());
        this.authority = new CertificateAuthority(identity.certificatePrivate(), random);
        this.random = random;
        this.clock = clock;
        this.file = file;
        this.state = (file == null ? Optional.<KeyState>empty() : file.read())
                .orElseGet(() -> first(identity, publicKeyShare));
    }

    private static KeyState first(PlatformIdentity identity, double publicKeyShare) {
        return new KeyState(
                Kinds.BOTH,
                publicKeyShare,
                Stage.SINGLE,
                SigningKey.ofCertificate(identity.certificate(), identity.certificatePrivate()),
                null,
                0,
                Set.of(),
                false);
    }

    /** After the steps that the calendar wants, if any. */
    private KeyState state() {
        KeyState now = state;
        return clock.instant().isBefore(now.nextStep()) ? now : followed();
    }

    /**
     * Nobody asked for these steps: one that cannot be kept, for example on a full disk, is put off, and must not fail the
     * reply that is about to be signed.
     */
    private synchronized KeyState followed() {
        if (stepPutOff && System.nanoTime() - putOffAt < PUT_OFF.toNanos()) {
            return state;
        }
        try {
            follow(clock.instant());
            stepPutOff = false;
        } catch (UnusableFolderException e) {
            stepPutOff = true;
            putOffAt = System.nanoTime();
            LOG.error(
                    "A step of the rotation by the calendar is put off by {} s: {}",
                    PUT_OFF.toSeconds(),
                    e.getMessage());
        }
        return state;
    }

    private synchronized void follow(Instant now) {
        while (!now.isBefore(state.nextStep())) {
            SigningKey next = state.next();
            if (next == null) {
                change(state.with(Stage.PUBLISHED, issue(now), 0));
            } else if (state.stage() == Stage.FINISHED) {
                change(state.withdrawing(next));
            } else if (now.isBefore(state.end())) {
                change(state.with(Stage.GREY, next, state.calendarShare(now)));
            } else {
                change(state.with(Stage.FINISHED, next, 1));
            }
        }
    }

    /** Kept first: what was said to have happened is there after a restart. */
    private synchronized void change(KeyState changed) {
        if (file != null) {
            file.write(changed);
        }
        state = changed;
    }

    /**
     * What there is at the moment.
     *
     * @param publicKeyShare of the replies to requests that name no key
     * @param nextShare of the replies that a certificate signs, for the newer one
     */
    public record Shown(Kinds kinds, double publicKeyShare, Stage stage, double nextShare, boolean byCalendar) {}

    /** How far all has come. */
    public Shown shown() {
        KeyState now = state();
        double share = switch (now.kinds()) {
            case BOTH -> now.publicKeyShare();
            case PUBLIC_KEY -> 1;
            case CERTIFICATES -> 0;
        };
        return new Shown(now.kinds(), share, now.stage(), now.nextShare(), now.byCalendar());
    }

    /** The ID of the public key. */
    public String publicKeyId() {
        return publicKey.serial();
    }

    /**
     * The key to sign with.
     *
     * @param requested the request's {@code Wechatpay-Serial}, or null; a key that signs now is taken at its word
     * @param withCertificate whether it must be a certificate, if there is one
     */
    public SigningKey signing(@Nullable String requested, boolean withCertificate) {
        KeyState now = state();
        return named(now, requested).orElseGet(() -> drawn(now, withCertificate));
    }

    private Optional<SigningKey> named(KeyState now, @Nullable String requested) {
        String serial = normal(requested);
        if (now.kinds() != Kinds.CERTIFICATES && serial.equals(publicKey.serial())) {
            return Optional.of(publicKey);
        }
        return now.signing().stream().filter(key -> key.serial().equals(serial)).findFirst();
    }

    private SigningKey drawn(KeyState now, boolean withCertificate) {
        boolean byPublicKey = switch (now.kinds()) {
            case PUBLIC_KEY -> true;
            case CERTIFICATES -> false;
            case BOTH -> !withCertificate && draw(now.publicKeyShare());
        };
        if (byPublicKey) {
            return publicKey;
        }
        SigningKey next = now.next();
        return next != null && draw(now.nextShare()) ? next : now.certificate();
    }

    /** Draws only where there is a choice, so that a steady platform leaves the random alone. */
    private boolean draw(double share) {
        return share >= 1 || (share > 0 && random.nextDouble() < share);
    }

    private static String normal(@Nullable String serial) {
        String text = serial == null ? "" : serial.strip();
        return text.startsWith("PUB_KEY_ID_") ? text : text.toUpperCase(Locale.ROOT);
    }

    /** Another key that verifies at the moment, if there is one. */
    public Optional<SigningKey> otherThan(SigningKey key) {
        return all().stream().filter(other -> !other.equals(key)).findFirst();
    }

    /** A key that is not that one, whether it signs at the moment or not. */
    public SigningKey wrongFor(SigningKey key) {
        return key.equals(publicKey) ? state().certificate() : publicKey;
    }

    /** All keys that clients may verify with. */
    public List<SigningKey> all() {
        KeyState now = state();
        List<SigningKey> all = new ArrayList<>();
        if (now.kinds() != Kinds.CERTIFICATES) {
            all.add(publicKey);
        }
        all.addAll(now.listed());
        return all;
    }

    /** The same as clients know them. */
    public VerifyingKeys verifyingKeys() {
        List<VerifyingKey> keys = all().stream().map(SigningKey::verifying).toList();
        return VerifyingKeys.of(keys);
    }

    /** The certificates to hand out, the older first; none if merchants are public-key only. */
    public List<X509Certificate> listed() {
        return state().listed().stream().map(SigningKey::certificate).toList();
    }

    /** The certificate that signs: the older one until the newer one alone does. */
    public X509Certificate certificate() {
        KeyState now = state();
        SigningKey next = now.next();
        return (next != null && now.stage() == Stage.FINISHED ? next : now.certificate()).certificate();
    }

    /** Tells whether a serial is that of a certificate that was withdrawn. */
    public boolean isWithdrawn(@Nullable String serial) {
        return state().withdrawn().contains(normal(serial));
    }

    /** Issues and lists a second certificate, which expires after the first. */
    public synchronized X509Certificate publish(Instant now) {
        requireCertificates();
        if (state.stage() != Stage.SINGLE) {
            throw new IllegalStateException(
                    "A new platform certificate is published already: finish that rotation, and withdraw the old one");
        }
        if (state.switching()) {
            throw notAtOnce();
        }
        SigningKey next = issue(now);
        change(state.with(Stage.PUBLISHED, next, 0));
        return next.certificate();
    }

    private SigningKey issue(Instant now) {
        KeyPair pair = RsaKeys.generate();
        Instant after = state.certificate()
                .certificate()
                .getNotBefore()
                .toInstant()
                .plus(CertificateAuthority.BACKDATED)
                .plus(Duration.ofSeconds(1));
        X509Certificate certificate =
                authority.issue("LocalPay Platform", pair.getPublic(), now.isAfter(after) ? now : after);
        return SigningKey.ofCertificate(certificate, pair.getPrivate());
    }

    /** Signs that share of the replies, of those that a certificate signs, with the new one. */
    public synchronized void grey(double share) {
        requireShare(share);
        change(state.with(Stage.GREY, published(), share));
    }

    /** Signs with the new certificate alone. */
    public synchronized void finish() {
        change(state.with(Stage.FINISHED, published(), 1));
    }

    private SigningKey published() {
        SigningKey next = state.next();
        if (next == null || state.stage() == Stage.FINISHED) {
            throw new IllegalStateException(
                    "There is no new platform certificate that is not in full use yet: publish one first");
        }
        return next;
    }

    /** Takes the old certificate off the list. */
    public synchronized void withdraw() {
        SigningKey next = state.next();
        if (next == null || state.stage() != Stage.FINISHED) {
            throw new IllegalStateException(
                    "The old platform certificate is still in use: publish a new one and finish the rotation first");
        }
        change(state.withdrawing(next));
    }

    /** Signs that share of the replies to requests that name no key with the public key. */
    public synchronized void publicKeyShare(double share) {
        requireShare(share);
        if (state.kinds() != Kinds.BOTH) {
            throw new IllegalStateException("The platform has keys of one kind only, so there is nothing to share");
        }
        KeyState changed = state.withPublicKeyShare(share);
        if (changed.switching() && state.stage() != Stage.SINGLE) {
            throw notAtOnce();
        }
        change(changed);
    }

    /** Has keys of these kinds from now on. */
    public synchronized void kinds(Kinds kinds) {
        if (kinds == Kinds.PUBLIC_KEY && state.stage() != Stage.SINGLE) {
            throw notAtOnce();
        }
        change(state.withKinds(kinds));
    }

    /** Rotates the certificates by the clock from now on, or no longer. */
    public synchronized void byCalendar(boolean on) {
        change(state.withCalendar(on));
    }

    private void requireCertificates() {
        if (state.kinds() == Kinds.PUBLIC_KEY) {
            throw new IllegalStateException("Merchants are public-key only: there are no platform certificates");
        }
    }

    private static void requireShare(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share is " + share + "; it must be from 0 to 1");
        }
    }

    /** "How to switch from the certificate to the public key": it cannot run while certificates are rotated. */
    private static IllegalStateException notAtOnce() {
        return new IllegalStateException("The platform does not switch between certificate and public key while it"
                + " rotates its certificates: end the one before the other");
    }
}
