package io.github.fluentpay.local.identity;

import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

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

    /**
     * @param certificate the older one
     * @param next the newer one, except in {@link Stage#SINGLE}
     * @param nextShare of the replies that a certificate signs
     * @param publicKeyShare of the replies to requests that name no key
     * @param withdrawn serials of certificates that were replaced
     */
    private record State(
            Kinds kinds,
            double publicKeyShare,
            Stage stage,
            SigningKey certificate,
            @Nullable SigningKey next,
            double nextShare,
            Set<String> withdrawn) {

        State withKinds(Kinds changed) {
            return new State(changed, publicKeyShare, stage, certificate, next, nextShare, withdrawn);
        }

        State withPublicKeyShare(double share) {
            return new State(kinds, share, stage, certificate, next, nextShare, withdrawn);
        }

        State with(Stage changed, SigningKey newer, double share) {
            return new State(kinds, publicKeyShare, changed, certificate, newer, share, withdrawn);
        }

        State withdrawing(SigningKey newer) {
            Set<String> all = new HashSet<>(withdrawn);
            all.add(certificate.serial());
            return new State(kinds, publicKeyShare, Stage.SINGLE, newer, null, 0, Set.copyOf(all));
        }

        List<SigningKey> listed() {
            return kinds == Kinds.PUBLIC_KEY
                    ? List.of()
                    : next == null ? List.of(certificate) : List.of(certificate, next);
        }

        /** The certificates that still sign. */
        List<SigningKey> signing() {
            return stage == Stage.FINISHED && next != null ? List.of(next) : listed();
        }

        boolean switching() {
            return publicKeyShare > 0 && publicKeyShare < 1;
        }
    }

    private final SigningKey publicKey;
    private final CertificateAuthority authority;
    private final RandomGenerator random;
    private volatile State state; // written under this

    /**
     * Begins with the keys of {@code identity}, one of each kind.
     *
     * @param publicKeyShare of the replies to requests that name no key
     * @param random draws which key signs, and the serial numbers of new certificates
     */
    public PlatformKeys(PlatformIdentity identity, double publicKeyShare, RandomGenerator random) {
        this.publicKey =
                SigningKey.ofPublicKey(identity.publicKeyId(), identity.publicKey(), identity.publicKeyPrivate());
        this.authority = new CertificateAuthority(identity.certificatePrivate(), random);
        this.random = random;
        this.state = new State(
                Kinds.BOTH,
                publicKeyShare,
                Stage.SINGLE,
                SigningKey.ofCertificate(identity.certificate(), identity.certificatePrivate()),
                null,
                0,
                Set.of());
    }

    /**
     * What there is at the moment.
     *
     * @param publicKeyShare of the replies to requests that name no key
     * @param nextShare of the replies that a certificate signs, for the newer one
     */
    public record Shown(Kinds kinds, double publicKeyShare, Stage stage, double nextShare) {}

    /** How far all has come. */
    public Shown shown() {
        State now = state;
        double share = switch (now.kinds) {
            case BOTH -> now.publicKeyShare;
            case PUBLIC_KEY -> 1;
            case CERTIFICATES -> 0;
        };
        return new Shown(now.kinds, share, now.stage, now.nextShare);
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
        State now = state;
        return named(now, requested).orElseGet(() -> drawn(now, withCertificate));
    }

    private Optional<SigningKey> named(State now, @Nullable String requested) {
        String serial = normal(requested);
        if (now.kinds != Kinds.CERTIFICATES && serial.equals(publicKey.serial())) {
            return Optional.of(publicKey);
        }
        return now.signing().stream().filter(key -> key.serial().equals(serial)).findFirst();
    }

    private SigningKey drawn(State now, boolean withCertificate) {
        boolean byPublicKey = switch (now.kinds) {
            case PUBLIC_KEY -> true;
            case CERTIFICATES -> false;
            case BOTH -> !withCertificate && draw(now.publicKeyShare);
        };
        if (byPublicKey) {
            return publicKey;
        }
        SigningKey next = now.next;
        return next != null && draw(now.nextShare) ? next : now.certificate;
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
        return key.equals(publicKey) ? state.certificate : publicKey;
    }

    /** All keys that clients may verify with. */
    public List<SigningKey> all() {
        State now = state;
        List<SigningKey> all = new ArrayList<>();
        if (now.kinds != Kinds.CERTIFICATES) {
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
        return state.listed().stream().map(SigningKey::certificate).toList();
    }

    /** The certificate that signs: the older one until the newer one alone does. */
    public X509Certificate certificate() {
        State now = state;
        SigningKey next = now.next;
        return (next != null && now.stage == Stage.FINISHED ? next : now.certificate).certificate();
    }

    /** Whether a serial is that of a certificate that was withdrawn. */
    public boolean isWithdrawn(@Nullable String serial) {
        return state.withdrawn.contains(normal(serial));
    }

    /** Issues and lists a second certificate, which expires after the first. */
    public synchronized X509Certificate publish(Instant now) {
        requireCertificates();
        if (state.stage != Stage.SINGLE) {
            throw new IllegalStateException(
                    "A new platform certificate is published already: finish that rotation, and withdraw the old one");
        }
        if (state.switching()) {
            throw notAtOnce();
        }
        KeyPair pair = RsaKeys.generate();
        Instant after = state.certificate
                .certificate()
                .getNotBefore()
                .toInstant()
                .plus(CertificateAuthority.BACKDATED)
                .plus(Duration.ofSeconds(1));
        X509Certificate certificate =
                authority.issue("LocalPay Platform", pair.getPublic(), now.isAfter(after) ? now : after);
        state = state.with(Stage.PUBLISHED, SigningKey.ofCertificate(certificate, pair.getPrivate()), 0);
        return certificate;
    }

    /** Signs that share of the replies, of those that a certificate signs, with the new one. */
    public synchronized void grey(double share) {
        requireShare(share);
        state = state.with(Stage.GREY, published(), share);
    }

    /** Signs with the new certificate alone. */
    public synchronized void finish() {
        state = state.with(Stage.FINISHED, published(), 1);
    }

    private SigningKey published() {
        SigningKey next = state.next;
        if (next == null || state.stage == Stage.FINISHED) {
            throw new IllegalStateException(
                    "There is no new platform certificate that is not in full use yet: publish one first");
        }
        return next;
    }

    /** Takes the old certificate off the list. */
    public synchronized void withdraw() {
        SigningKey next = state.next;
        if (next == null || state.stage != Stage.FINISHED) {
            throw new IllegalStateException(
                    "The old platform certificate is still in use: publish a new one and finish the rotation first");
        }
        state = state.withdrawing(next);
    }

    /** Signs that share of the replies to requests that name no key with the public key. */
    public synchronized void publicKeyShare(double share) {
        requireShare(share);
        if (state.kinds != Kinds.BOTH) {
            throw new IllegalStateException("The platform has keys of one kind only, so there is nothing to share");
        }
        State changed = state.withPublicKeyShare(share);
        if (changed.switching() && state.stage != Stage.SINGLE) {
            throw notAtOnce();
        }
        state = changed;
    }

    /** Has keys of these kinds from now on. */
    public synchronized void kinds(Kinds kinds) {
        if (kinds == Kinds.PUBLIC_KEY && state.stage != Stage.SINGLE) {
            throw notAtOnce();
        }
        state = state.withKinds(kinds);
    }

    private void requireCertificates() {
        if (state.kinds == Kinds.PUBLIC_KEY) {
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
