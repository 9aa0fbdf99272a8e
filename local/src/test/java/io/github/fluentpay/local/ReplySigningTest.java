package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.AeadCipher;
import io.github.fluentpay.protocol.ApiV3Key;
import io.github.fluentpay.protocol.PlatformCertificates;
import io.github.fluentpay.protocol.Refusal;
import io.github.fluentpay.protocol.SignatureHeaders;
import io.github.fluentpay.protocol.VerifyingKey;
import java.time.Clock;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplySigningTest {

    private static final String STOCK = "/v3/marketing/busifavor/stocks/1234567891";

    private static LocalPay localPay;
    private static TestCaller caller;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
        caller = TestCaller.of(localPay);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @Test
    void signsWithTheKeyThatTheRequestNames() {
        Credentials credentials = localPay.credentials();
        for (String serial :
                new String[] {credentials.platformPublicKeyId(), credentials.platformCertificateSerial()}) {
            TestCaller.Answer answer = caller.send("GET", "/v3/certificates", "", SignatureHeaders.SERIAL, serial);

            assertThat(answer.header(SignatureHeaders.SERIAL)).isEqualTo(serial);
            assertThat(caller.verify(answer)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PUB_KEY_ID_0", "ABCDEF"})
    void signsWithThePublicKeyWhenTheRequestNamesNoneOrAnUnknownOne(String serial) {
        TestCaller.Answer answer = caller.send("GET", STOCK, "", SignatureHeaders.SERIAL, serial);

        assertThat(answer.header(SignatureHeaders.SERIAL))
                .isEqualTo(localPay.credentials().platformPublicKeyId());
        assertThat(caller.verify(answer)).isEmpty();
    }

    @Test
    void signsWithTheCertificateByDefaultIfToldSo() {
        try (LocalPay other =
                LocalPay.builder().defaultReplyKey(ReplyKey.CERTIFICATE).start()) {
            TestCaller.Answer answer = TestCaller.of(other).get(STOCK);

            assertThat(answer.header(SignatureHeaders.SERIAL))
                    .isEqualTo(other.credentials().platformCertificateSerial());
        }
    }

    @Test
    void signsTheFirstCertificateListWithTheCertificateItBrings() {
        TestCaller.Answer answer = caller.get("/v3/certificates");

        assertThat(answer.header(SignatureHeaders.SERIAL))
                .isEqualTo(localPay.credentials().platformCertificateSerial());
        assertThat(caller.verify(answer)).isEmpty();
    }

    @Test
    void spoilsSoManySignaturesAndNoMore() {
        localPay.spoilNextSignatures(2);

        assertThat(caller.verify(caller.get("/v3/certificates")))
                .map(Refusal::reason)
                .contains(Refusal.Reason.WRONG_SIGNATURE);
        assertThat(caller.verify(caller.get("/v3/nothing")))
                .map(Refusal::reason)
                .contains(Refusal.Reason.WRONG_SIGNATURE);
        assertThat(caller.verify(caller.get("/v3/certificates"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?algorithm_type=RSA", "?algorithm_type=ALL"})
    void handsOutTheCertificateSealedWithTheApiV3Key(String query) throws Exception {
        Credentials credentials = localPay.credentials();

        TestCaller.Answer answer = caller.get("/v3/certificates" + query);

        JsonObject item = (JsonObject) answer.json().array("data").get(0);
        VerifyingKey certificate = PlatformCertificates.open(
                        answer.json(), new AeadCipher(ApiV3Key.of(credentials.apiV3Key())))
                .get(0);
        assertThat(certificate.certificate()).contains(credentials.platformCertificate());
        assertThat(item.string("serial_no")).isEqualTo(certificate.serial()).matches("[1-9A-F][0-9A-F]{39}");
        assertThat(item.object("encrypt_certificate").string("associated_data")).isEqualTo("certificate");
        assertThat(item.object("encrypt_certificate").string("nonce")).hasSize(12);
        assertThat(OffsetDateTime.parse(item.string("effective_time")).plusYears(5))
                .isEqualTo(OffsetDateTime.parse(item.string("expire_time")));
        assertThat(credentials.platformCertificate().getIssuerX500Principal().getName())
                .contains("CN=LocalPay Platform CA");
    }

    @Test
    void sealsTheCertificateForEachMerchantWithItsOwnKey() {
        TestCaller other = new TestCaller(localPay.addMerchant("1900000002"), Clock.systemUTC());

        JsonObject list = other.get("/v3/certificates").json();

        assertThat(catchThrowable(() -> PlatformCertificates.open(
                        list, new AeadCipher(ApiV3Key.of(localPay.credentials().apiV3Key())))))
                .hasMessageContaining("does not open with this APIv3 key");
    }

    @Test
    void keepsSecretsOutOfToString() {
        assertThat(localPay.credentials().toString())
                .doesNotContain(localPay.credentials().apiV3Key())
                .contains("1900000001");
    }
}
