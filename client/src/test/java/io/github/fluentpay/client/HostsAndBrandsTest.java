package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.client.TestPlatform.Received;
import io.github.fluentpay.protocol.Brand;
import io.github.fluentpay.protocol.MerchantKey;
import io.github.fluentpay.protocol.SerialNumber;
import java.net.URI;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts and callers are settings of every request, the downloads that a client makes by itself included. */
class HostsAndBrandsTest {

    private static final Brand BRAND =
            new Brand("120344", "AB", MerchantKey.of(Identities.newKeyPair().getPrivate()));

    @ParameterizedTest
    @EnumSource
    void downloadsCertificatesThroughTheSameProxyAndPastTheSameDeadHost(Verb verb) throws Exception {
        X509Certificate certificate = CertificateDownloadTest.certificate(Identities.PLATFORM);
        String serial = SerialNumber.of(certificate);
        Answer list = CertificateDownloadTest.list(certificate).with("Wechatpay-Serial", serial);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client()
                        .brand(BRAND)
                        .apiV3Key(CertificateDownloadTest.KEY)
                        .keyMode(KeyMode.certificates())
                        .baseUrls(FailoverTest.closed(), URI.create(platform.url() + "/wechat"))
                        .build()) {
            platform.answer(request -> request.target().endsWith("/v3/certificates")
                    ? list
                    : Answer.json(200, "{}").with("Wechatpay-Serial", serial));

            assertThat(verb.get(pay.chain("v3/x")).signedBy()).isEqualTo(serial);

            assertThat(platform.received)
                    .extracting(Received::target)
                    .containsExactly("/wechat/v3/certificates", "/wechat/v3/x");
            assertThat(platform.received.get(0).isSigned("/v3/certificates", ""))
                    .as("by the merchant, and without the proxy's path")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksThePlatformToAnswerABrandWithItsPublicKey(Verb verb) throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = WechatPayClient.builder()
                        .brand(BRAND)
                        .verifyingKeys(Identities.platformKeys())
                        .baseUrls(platform.url())
                        .build()) {
            verb.get(pay.chain("brand/x"));

            assertThat(platform.received.get(0).headers().getFirst("Wechatpay-Serial"))
                    .isEqualTo(Identities.PUBLIC_KEY_ID);
            assertThatThrownBy(() -> verb.get(pay.chain("v3/x")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "GET v3/x is signed by a merchant, and the client has none: merchant(Merchant.of(…)) of the"
                                    + " builder");
        }
    }

    @Test
    void refusesCertificatesOfABrandAlone() {
        assertThatThrownBy(() -> WechatPayClient.builder()
                        .brand(BRAND)
                        .apiV3Key(CertificateDownloadTest.KEY)
                        .keyMode(KeyMode.certificates())
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Platform certificates are a merchant's, and the client has a brand alone:"
                        + " keyMode(KeyMode.publicKey(…)) of the builder, since the platform answers brands with its public"
                        + " key, or merchant(Merchant.of(…)) beside the brand");
    }
}
