package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.client.TestPlatform.Answer;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.MalformedMessageException;
import io.github.fluentpay.protocol.SerialNumber;
import io.github.fluentpay.protocol.ValidationException;
import io.github.fluentpay.protocol.VerifyingKey;
import io.github.fluentpay.protocol.VerifyingKeys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

class CertificateDownloadTest {

    static final ApiV3Key KEY = ApiV3Key.of("0123456789abcdef0123456789abcdef");

    static X509Certificate certificate(KeyPair keys) throws Exception {
        X500Name name = new X500Name("CN=test platform");
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                new BigInteger("5157F09EFDC096DE15EBE81A47057A7232F1B8E1", 16),
                                Date.from(Instant.now().minusSeconds(60)),
                                Date.from(Instant.now().plusSeconds(3600)),
                                name,
                                keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
    }

    static Answer list(X509Certificate certificate) throws Exception {
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        JsonObject entry = JsonObject.of(
                "serial_no",
                SerialNumber.of(certificate),
                "encrypt_certificate",
                new AeadCipher(KEY)
                        .seal(pem.getBytes(StandardCharsets.UTF_8), "certificate", new SecureRandom())
                        .toJson());
        return Answer.json(200, JsonObject.of("data", JsonArray.of(entry)).toJson());
    }

    @Test
    void verifiesTheFirstDownloadWithTheCertificateItBrings() throws Exception {
        X509Certificate certificate = certificate(Identities.PLATFORM);
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client()
                        .apiV3Key(KEY)
                        .verifyingKeys(VerifyingKeys.none())
                        .build()) {
            platform.answer(list(certificate).with("Wechatpay-Serial", SerialNumber.of(certificate)));

            List<VerifyingKey> keys = pay.downloadCertificates();

            assertThat(keys).extracting(VerifyingKey::serial).containsExactly(SerialNumber.of(certificate));
        }
    }

    @Test
    void verifiesADownloadThatIsSignedWithAKeyKnownBefore() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().apiV3Key(KEY).build()) {
            platform.answer(list(certificate(Identities.newKeyPair())));

            assertThat(pay.downloadCertificates()).hasSize(1);
        }
    }

    @Test
    void refusesADownloadThatItsOwnCertificateDidNotSign() throws Exception {
        X509Certificate other = certificate(Identities.newKeyPair());
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client()
                        .apiV3Key(KEY)
                        .verifyingKeys(VerifyingKeys.none())
                        .build()) {
            platform.answer(list(other).with("Wechatpay-Serial", SerialNumber.of(other)));

            assertThatThrownBy(() -> pay.downloadCertificates())
                    .isInstanceOf(ValidationException.class)
                    .hasMessageStartingWith(
                            "The reply to GET v3/certificates cannot be trusted: its signature does not");
        }
    }

    @Test
    void saysThatTheApiV3KeyDoesNotFit() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay =
                        platform.client().apiV3Key(ApiV3Key.of("f".repeat(32))).build()) {
            platform.answer(list(certificate(Identities.PLATFORM)));

            assertThatThrownBy(() -> pay.downloadCertificates())
                    .isInstanceOf(MalformedMessageException.class)
                    .hasMessageContaining("does not open with this APIv3 key");
        }
    }

    @Test
    void saysThatTheApiV3KeyIsMissing() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                WechatPayClient pay = platform.client().build()) {
            assertThatThrownBy(pay::downloadCertificates)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The APIv3 key is missing: apiV3Key(ApiV3Key.of(…)) of the builder; the platform"
                            + " certificates are encrypted with it");
            assertThat(platform.received).isEmpty();
        }
    }
}
