package io.github.fluentpay.client;

import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/** One merchant and one platform, made once for all tests of a run. */
final class Identities {

    static final KeyPair MERCHANT = newKeyPair();
    static final KeyPair PLATFORM = newKeyPair();
    static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0112345678";

    private Identities() {}

    static Merchant merchant() {
        return new Merchant(
                "1900000001", "5157F09EFDC096DE15EBE81A47057A7232F1B8E1", MerchantKey.of(MERCHANT.getPrivate()));
    }

    static VerifyingKeys platformKeys() {
        return VerifyingKeys.of(VerifyingKey.ofPublicKey(PUBLIC_KEY_ID, PLATFORM.getPublic()));
    }

    static KeyPair newKeyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
