package io.github.fluentpay.client;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fluentpay.protocol.VerifyingKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyModeTest {

    @Test
    void refusesACertificateInThePlaceOfThePublicKey() throws Exception {
        VerifyingKey certificate = VerifyingKey.ofCertificate(CertificateDownloadTest.certificate(Identities.PLATFORM));
        String message = certificate.serial() + " is a platform certificate, not the WeChat Pay public key: pub_key.pem"
                + " and its PUB_KEY_ID_… from the console";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyMode.publicKey(certificate))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyMode.both(certificate))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void refusesAShareThatIsNoPercentage(int share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyMode.certificates().publicKeyShare(share))
                .withMessage("publicKeyShare is " + share + "; it is a percentage, 0 to 100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "PT12H1S", "PT-1H"})
    void refusesAnAgeThatIsTooShortOrTooLong(String age) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyMode.certificates().refreshEvery(Duration.parse(age)))
                .withMessage("refreshEvery is " + age + "; it is from a minute to 12 hours");
    }
}
