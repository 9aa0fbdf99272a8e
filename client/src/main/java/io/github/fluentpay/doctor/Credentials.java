package io.github.fluentpay.doctor;

import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.Signer;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What could be read of a profile, each part on its own. Null or empty is what is absent or wrong; its finding says why.
 *
 * @param serial the serial number to sign with
 * @param certificate the merchant's API certificate
 * @param platformKeys what replies are verified with
 * @param baseUrls those that can be used; empty for the platform's own
 */
record Credentials(
        @Nullable String mchid,
        @Nullable String serial,
        @Nullable Signer signer,
        @Nullable X509Certificate certificate,
        @Nullable ApiV3Key apiV3Key,
        VerifyingKeys platformKeys,
        List<URI> baseUrls) {

    static final Credentials NONE = new Credentials(null, null, null, null, null, VerifyingKeys.none(), List.of());

    static Credentials of(Profile profile) {
        Merchant merchant = profile.merchant();
        return new Credentials(
                merchant.mchid(),
                merchant.serialNumber(),
                merchant.signer(),
                null,
                profile.apiV3Key(),
                profile.verifyingKeys(),
                profile.baseUrls());
    }

    /** Who calls, if all three parts of it are there. */
    Optional<Merchant> merchant() {
        return mchid == null || serial == null || signer == null
                ? Optional.empty()
                : Optional.of(new Merchant(mchid, serial, signer));
    }

    Credentials with(VerifyingKeys keys) {
        return new Credentials(mchid, serial, signer, certificate, apiV3Key, keys, baseUrls);
    }

    Credentials with(List<URI> urls) {
        return new Credentials(mchid, serial, signer, certificate, apiV3Key, platformKeys, urls);
    }
}
