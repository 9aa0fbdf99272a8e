package io.github.fluentpay.client;

import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.time.Duration;
import java.util.Objects;

/**
 * Which keys of the platform a merchant goes by (验签方式): the WeChat Pay public key, platform certificates, or both while
 * it moves from one to the other. Immutable; {@link PlatformKeys#switchTo} changes it while a client runs.
 *
 * <pre>{@code
 * KeyMode.publicKey(publicKey)                     // most merchants since 2024; never asks for certificates
 * KeyMode.certificates()                           // downloaded when needed, and again before they change
 * KeyMode.both(publicKey).publicKeyShare(10)       // moving: every tenth call asks for the public key
 * }</pre>
 */
public final class KeyMode {

    /** Documented: ask for the list more often than every 12 hours. */
    private static final Duration REFRESH = Duration.ofHours(1);

    private final VerifyingKeys given;
    private final boolean downloads;
    private final int publicKeyShare;
    private final Duration refreshEvery;

    private KeyMode(VerifyingKeys given, boolean downloads, int publicKeyShare, Duration refreshEvery) {
        this.given = given;
        this.downloads = downloads;
        this.publicKeyShare = publicKeyShare;
        this.refreshEvery = refreshEvery;
    }

    /** These keys and no others: nothing is ever downloaded. */
    public static KeyMode given(VerifyingKeys keys) {
        return new KeyMode(Objects.requireNonNull(keys, "keys"), false, 100, REFRESH);
    }

    /**
     * The WeChat Pay public key (微信支付公钥) alone.
     *
     * @throws IllegalArgumentException if it is a platform certificate
     */
    public static KeyMode publicKey(VerifyingKey publicKey) {
        return given(VerifyingKeys.of(checked(publicKey)));
    }

    /**
     * Platform certificates (平台证书), downloaded by the first call that needs one and kept fresh by the calls that follow.
     * The client needs its APIv3 key, which the certificates are encrypted with.
     */
    public static KeyMode certificates() {
        return certificates(VerifyingKeys.none());
    }

    /** As {@link #certificates()}, with some at hand already: from a file, or from another instance. */
    public static KeyMode certificates(VerifyingKeys known) {
        return new KeyMode(Objects.requireNonNull(known, "known"), true, 100, REFRESH);
    }

    /**
     * Both, for a merchant on its way from certificates to the public key: either may sign, and calls ask for the public
     * key. No call waits for the certificates, unless {@link #publicKeyShare} is 0. To go back, switch to
     * {@link #certificates()}.
     *
     * @throws IllegalArgumentException if it is a platform certificate
     */
    public static KeyMode both(VerifyingKey publicKey) {
        return certificates(VerifyingKeys.of(checked(publicKey)));
    }

    /**
     * How many calls of a hundred ask the platform to sign with the public key, and seal with it, where both are known;
     * 100 unless it is set. The others ask for a certificate, as long as there is one that has not expired and was on the
     * list within 12 hours. With 0 a call asks for the public key only where there is no valid certificate and the list
     * could not be downloaded.
     *
     * @throws IllegalArgumentException if it is not from 0 to 100
     */
    public KeyMode publicKeyShare(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("publicKeyShare is " + percent + "; it is a percentage, 0 to 100");
        }
        return new KeyMode(given, downloads, percent, refreshEvery);
    }

    /**
     * How old the downloaded certificates may be before a call lets them be fetched again in the background; an hour
     * unless it is set.
     *
     * @throws IllegalArgumentException if it is less than a minute or more than 12 hours, which is documented as too long
     */
    public KeyMode refreshEvery(Duration age) {
        if (age.compareTo(Duration.ofMinutes(1)) < 0 || age.compareTo(Duration.ofHours(12)) > 0) {
            throw new IllegalArgumentException("refreshEvery is " + age + "; it is from a minute to 12 hours");
        }
        return new KeyMode(given, downloads, publicKeyShare, age);
    }

    private static VerifyingKey checked(VerifyingKey key) {
        if (key.isCertificate()) {
            throw new IllegalArgumentException(
                    key.serial() + " is a platform certificate, not the WeChat Pay public key:"
                            + " pub_key.pem and its PUB_KEY_ID_… from the console");
        }
        return key;
    }

    VerifyingKeys given() {
        return given;
    }

    boolean downloads() {
        return downloads;
    }

    int publicKeyShare() {
        return publicKeyShare;
    }

    Duration refreshEvery() {
        return refreshEvery;
    }

    @Override
    public String toString() {
        String share = publicKeyShare == 100 ? "" : ", public key for " + publicKeyShare + " %";
        return "KeyMode[" + given.serials() + (downloads ? " and downloaded certificates" : "") + share + "]";
    }
}
