package io.github.fluentpay.local.identity;

import java.security.KeyPair;
import java.time.Instant;
import java.util.List;

/**
 * The platform and its first merchant.
 *
 * @param merchant the merchant whose profile LocalPay hands out
 */
public record Identity(PlatformIdentity platform, MerchantIdentity merchant) {

    private static final String FIRST_MCHID = "1900000001";

    /** Keys always come from the JDK's secure generator; {@code random} only chooses names and serial numbers. */
    public static Identity generate(Randomness random, Instant now) {
        List<KeyPair> keys = RsaKeys.generate(3);
        KeyPair certificateKey = keys.get(0);
        KeyPair publicKey = keys.get(1);
        KeyPair merchantKey = keys.get(2);
        CertificateAuthority authority = new CertificateAuthority(certificateKey.getPrivate(), random);
        PlatformIdentity platform = new PlatformIdentity(
                "PUB_KEY_ID_01" + random.digits(32),
                publicKey.getPublic(),
                publicKey.getPrivate(),
                authority.issue("LocalPay Platform", certificateKey.getPublic(), now),
                certificateKey.getPrivate());
        return new Identity(platform, merchant(FIRST_MCHID, merchantKey, authority, random, now));
    }

    /** Another merchant, with a new key and certificate. */
    public static MerchantIdentity newMerchant(
            String mchid, PlatformIdentity platform, Randomness random, Instant now) {
        CertificateAuthority authority = new CertificateAuthority(platform.certificatePrivate(), random);
        return merchant(mchid, RsaKeys.generate(), authority, random, now);
    }

    private static MerchantIdentity merchant(
            String mchid, KeyPair key, CertificateAuthority authority, Randomness random, Instant now) {
        return new MerchantIdentity(
                mchid,
                key.getPrivate(),
                authority.issue("Merchant " + mchid, key.getPublic(), now),
                MerchantIdentity.newApiV3Key(random));
    }
}
