package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.Brand;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

/** The caller's own files in the place of the platform's are found when the client is built. */
class OwnKeysTest {

    private static final String INSTEAD =
            " Next: give verifyingKeys(…) or keyMode(…) of the builder the WeChat Pay public"
                    + " key (pub_key.pem and its PUB_KEY_ID_…) from the platform's console, ";

    private static ClientBuilder<? extends WechatPayClient> with(Merchant merchant, VerifyingKey... keys) {
        return WechatPayClient.builder().merchant(merchant).verifyingKeys(VerifyingKeys.of(keys));
    }

    @Test
    void refusesTheMerchantsOwnCertificate() throws Exception {
        X509Certificate own = CertificateDownloadTest.certificate(Identities.MERCHANT);
        String serial = SerialNumber.of(own);
        String message = "The platform certificate " + serial + " is the merchant's own API certificate"
                + " (apiclient_cert.pem), not the platform's." + INSTEAD
                + "or keyMode(KeyMode.certificates()) to download the platform's certificates";

        // Known by its key, and by its serial number where the key is in a module.
        Merchant byKey = Identities.merchant();
        Merchant bySerial = new Merchant("1900000001", serial, bytes -> bytes);
        for (Merchant merchant : new Merchant[] {byKey, bySerial}) {
            assertThatThrownBy(() ->
                            with(merchant, VerifyingKey.ofCertificate(own)).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void refusesThePublicHalfOfThePrivateKey() {
        String message =
                "The WeChat Pay public key " + Identities.PUBLIC_KEY_ID + " is the public half of the merchant's own"
                        + " private key (apiclient_key.pem), not the platform's." + INSTEAD
                        + "which cannot be made from files of your own";
        VerifyingKey own = VerifyingKey.ofPublicKey(Identities.PUBLIC_KEY_ID, Identities.MERCHANT.getPublic());

        assertThatThrownBy(() -> with(Identities.merchant(), own).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        try (WechatPayClient pay = with(Identities.merchant())
                .verifyingKeys(Identities.platformKeys())
                .apiV3Key(ApiV3Key.of("0".repeat(32)))
                .build()) {
            assertThatThrownBy(() -> pay.keys().switchTo(KeyMode.both(own)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(message);
            assertThat(pay.keys().current().serials()).containsExactly(Identities.PUBLIC_KEY_ID);
        }
    }

    @Test
    void refusesTheBrandsOwnKey() {
        Brand brand = new Brand("120344", "AB", MerchantKey.of(Identities.MERCHANT.getPrivate()));
        VerifyingKey own = VerifyingKey.ofPublicKey(Identities.PUBLIC_KEY_ID, Identities.MERCHANT.getPublic());

        assertThatThrownBy(() -> WechatPayClient.builder()
                        .brand(brand)
                        .verifyingKeys(VerifyingKeys.of(own))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The WeChat Pay public key " + Identities.PUBLIC_KEY_ID
                        + " is the public half of the brand's own"
                        + " private key (the one of its console), not the platform's." + INSTEAD
                        + "which cannot be made from files of your own");
    }
}
