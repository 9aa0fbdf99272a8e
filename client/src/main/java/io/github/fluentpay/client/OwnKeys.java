package io.github.fluentpay.client;

import io.github.fluentpay.protocol.Brand;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.Signer;
import io.github.fluentpay.protocol.VerifyingKey;

/**
 * The caller's own certificate or key in the place of the platform's: easily mixed up, and every reply would be refused with a
 * message about serial numbers.
 */
final class OwnKeys {

    private OwnKeys() {}

    static void refuseMerchants(VerifyingKey key, Merchant merchant) {
        if (isOwn(key, merchant.serialNumber(), merchant.signer())) {
            throw refused(key, "merchant", "apiclient_cert.pem", "apiclient_key.pem");
        }
    }

    static void refuseBrands(VerifyingKey key, Brand brand) {
        if (isOwn(key, brand.serialNumber(), brand.signer())) {
            throw refused(key, "brand", "the one of its console", "the one of its console");
        }
    }

    private static boolean isOwn(VerifyingKey key, String serial, Signer signer) {
        return key.serial().equals(serial) || (signer instanceof MerchantKey own && own.matches(key));
    }

    private static IllegalStateException refused(
            VerifyingKey key, String owner, String certificateFile, String keyFile) {
        String place =
                "Next: give verifyingKeys(…) or keyMode(…) of the builder the WeChat Pay public key (pub_key.pem and"
                        + " its PUB_KEY_ID_…) from the platform's console, ";
        return new IllegalStateException(
                key.isCertificate()
                        ? "The platform certificate " + key.serial() + " is the " + owner + "'s own API certificate ("
                                + certificateFile + "), not the platform's. " + place
                                + "or keyMode(KeyMode.certificates()) to download the platform's certificates"
                        : "The WeChat Pay public key " + key.serial() + " is the public half of the " + owner
                                + "'s own private key (" + keyFile + "), not the platform's. " + place
                                + "which cannot be made from files of your own");
    }
}
