package io.github.fluentpay.local.signature;

import io.github.fluentpay.local.exchange.Request;
import io.github.fluentpay.local.identity.KnownMerchant;
import io.github.fluentpay.local.identity.PlatformKeys;
import io.github.fluentpay.protocol.Authorization;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a signature does not hold.
 *
 * @param issue sentences for the caller, with the cure
 * @param signedText what the caller signed, if it was found out
 */
record Diagnosis(String issue, @Nullable String signedText) {

    /** When others are being diagnosed; see {@link RequestCheck}. */
    static final Diagnosis BUSY = new Diagnosis(
            "LocalPay is busy with the diagnosis of other wrong signatures. Send this one again alone to learn more.",
            null);

    static Diagnosis of(
            Request request,
            Authorization authorization,
            byte[] signature,
            Optional<SignedDigest> digest,
            KnownMerchant caller,
            Collection<KnownMerchant> merchants,
            PlatformKeys platform,
            @Nullable String template) {
        if (digest.isEmpty()) {
            return new Diagnosis(wrongKey(signature, caller, merchants, platform), null);
        }
        if (!digest.get().algorithm().equals(SignedDigest.EXPECTED_ALGORITHM)) {
            return new Diagnosis(
                    "the key is right, but the algorithm is " + digest.get().algorithm() + ". Use "
                            + SignedDigest.EXPECTED_ALGORITHM + ".",
                    null);
        }
        return new SignedText(request, authorization, template, digest.get().hexDigest())
                .find()
                .map(found -> new Diagnosis(
                        found.mistakes().stream().collect(Collectors.joining(" Besides, ")), found.text()))
                .orElseGet(() -> new Diagnosis(
                        "the key is right, but another text was signed, and it is none of the mistakes LocalPay knows."
                                + " Compare your string with string_to_sign byte by byte; a nonce that is made twice,"
                                + " once to sign and once to send, looks like this too.",
                        null));
    }

    private static String wrongKey(
            byte[] signature, KnownMerchant caller, Collection<KnownMerchant> merchants, PlatformKeys platform) {
        for (KnownMerchant other : merchants) {
            if (fits(other.publicKey(), signature)) {
                return "it was signed with another merchant's key (" + other.mchid() + "). Use the private key that"
                        + " belongs to merchant " + caller.mchid() + " and certificate " + caller.serial() + ".";
            }
        }
        if (platform.all().stream().anyMatch(key -> fits(key.publicKey(), signature))) {
            return "it was signed with the platform's key. Sign requests with the merchant's private key,"
                    + " apiclient_key.pem.";
        }
        int length = caller.publicKey().getModulus().bitLength() / 8;
        if (signature.length != length) {
            return "it has " + signature.length + " bytes, and one of this merchant's key has " + length
                    + ". Sign with the merchant's RSA key and send the whole signature in Base64.";
        }
        return "it was not made with the private key of merchant " + caller.mchid() + " (certificate "
                + caller.serial() + "), nor with any other key LocalPay knows, or its padding is not PKCS#1 v1.5. Use"
                + " the apiclient_key.pem that LocalPay made, and SHA256withRSA.";
    }

    private static boolean fits(PublicKey key, byte[] signature) {
        return key instanceof RSAPublicKey rsa
                && SignedDigest.recover(rsa, signature).isPresent();
    }
}
