package io.github.fluentpay.local;

import io.github.fluentpay.local.identity.PlatformKeys;
import java.security.cert.X509Certificate;
import java.time.Clock;

/**
 * How the platform's keys change. Each method is one step, for all merchants at once and from the next reply on; the
 * steps of the platform's rotation take days, these take as long as you like. Safe for many threads.
 *
 * <pre>{@code
 * Rotation rotation = localPay.rotation();
 * rotation.certificatesOnly();      // or LocalPay.builder().defaultReplyKey(ReplyKey.CERTIFICATE)
 * rotation.publish();               // ten days before the end of the old one: listed, the old one signs
 * rotation.grey(0.5);               // five days before: half of the replies each
 * rotation.finish();                // the new one alone signs
 * rotation.withdraw();              // the old one is gone
 * }</pre>
 *
 * <p>A request that names a key which still signs, by {@code Wechatpay-Serial}, is answered with that key in every step.
 *
 * <p>With a data folder these steps are kept, and the next start goes on from there; without one each start has new
 * keys.
 */
public final class Rotation {

    private final PlatformKeys keys;
    private final Clock clock;

    Rotation(PlatformKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Issues a second platform certificate (平台证书), which expires after the first, and lists it beside that one in
     * {@code GET /v3/certificates}. It signs for those alone who name it.
     *
     * @return the new certificate
     * @throws IllegalStateException if a rotation is under way, a switch to the public key is, or there are no
     *     certificates
     */
    public X509Certificate publish() {
        return keys.publish(clock.instant());
    }

    /**
     * The grey period (灰度): the new certificate signs a share of the replies that a certificate signs, and of the
     * notifications.
     *
     * @param share 0 to 1; may be set again and again
     * @throws IllegalStateException if there is none that was published and is not in full use
     */
    public void grey(double share) {
        keys.grey(share);
    }

    /**
     * The new certificate alone signs. The old one is still listed.
     *
     * @throws IllegalStateException if there is none that was published and is not in full use
     */
    public void finish() {
        keys.finish();
    }

    /**
     * Takes the old certificate off the list, and out of {@link LocalPay#platformKeys()}. A request that names it in
     * {@code Wechatpay-Serial} is refused, except one for the list.
     *
     * @throws IllegalStateException if the rotation is not finished
     */
    public void withdraw() {
        keys.withdraw();
    }

    /**
     * Lets certificates rotate by themselves, by {@link LocalPay#clock()}: ten days before one ends a new one is listed;
     * from five days before the end on it signs a fifth more of the replies each day; at the end the old one is gone.
     * Off at first; the steps can still be taken by hand. A clock that is moved back undoes nothing.
     */
    public void byCalendar(boolean on) {
        keys.byCalendar(on);
    }

    /**
     * The grey period of a merchant's switch from certificate to public key (从平台证书切换成微信支付公钥): so large a share of
     * the replies to requests that name no key, and of the notifications, is signed with the public key, the others with
     * a certificate.
     *
     * @param share 0 to 1; at first 1, or 0 with {@link ReplyKey#CERTIFICATE}
     * @throws IllegalStateException if there are keys of one kind only, or certificates are being rotated: the platform
     *     does not do both at once
     */
    public void publicKeyShare(double share) {
        keys.publicKeyShare(share);
    }

    /**
     * Merchants have the WeChat Pay public key (微信支付公钥) only, as new ones do: {@code GET /v3/certificates} answers 404.
     *
     * @throws IllegalStateException if certificates are being rotated
     */
    public void publicKeyOnly() {
        keys.kinds(PlatformKeys.Kinds.PUBLIC_KEY);
    }

    /** Merchants have certificates only, as all did before 2024: the public key signs nothing. */
    public void certificatesOnly() {
        keys.kinds(PlatformKeys.Kinds.CERTIFICATES);
    }

    /** Merchants have both kinds, as at first. */
    public void bothKinds() {
        keys.kinds(PlatformKeys.Kinds.BOTH);
    }
}
