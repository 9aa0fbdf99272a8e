package io.github.fluentpay.protocol;

import static io.github.fluentpay.TestKeys.CERTIFICATE;
import static io.github.fluentpay.TestKeys.OTHER_RSA;
import static io.github.fluentpay.TestKeys.RSA;
import static io.github.fluentpay.TestKeys.SERIAL;
import static io.github.fluentpay.TestKeys.certificatePem;
import static io.github.fluentpay.TestKeys.privatePem;
import static io.github.fluentpay.TestKeys.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.TestKeys;
import io.github.fluentpay.protocol.internal.ShownValue;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerchantTest {

    private static final MerchantKey KEY = MerchantKey.of(RSA.getPrivate());

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "1900000001", "123456789012345"})
    void takesMerchantNumbers(String mchid) {
        assertThat(new Merchant(mchid, SERIAL, KEY).mchid()).isEqualTo(mchid);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `` | ``
            1234567 | ``
            1234567890123456 | ``
            190000000x | `; a letter at position 10 does not belong there`
            19-00000001 | `; U+002D at position 3 does not belong there`
            `19000 00001` | `; U+0020 at position 6 is invisible: delete it`
            ١٩٠٠٠٠٠٠٠١ | `; U+0661 at position 1 does not belong there`
            """)
    void refusesWhatIsNoMerchantNumber(String mchid, String odd) {
        assertThatThrownBy(() -> new Merchant(mchid, SERIAL, KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(ShownValue.described(mchid)
                        + " is not a merchant number: 8 to 15 digits, shown in the console" + odd);
    }

    @ParameterizedTest
    @CsvSource({
        "5157F09EFDC096DE15EBE81A47057A7232F1B8E1, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
        "5157f09efdc096de15ebe81a47057a7232f1b8e1, 5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
        "51:57:F0:9E, 5157F09E",
        "'  51:57:f0:9e\n', 5157F09E",
        "51 57, 5157",
        "0A1B, A1B",
        "00:0a:1b, A1B",
        "0, 0",
        "000, 0"
    })
    void spellsSerialNumbersAsThePlatformDoes(String given, String spelled) {
        assertThat(SerialNumber.normalise(given)).isEqualTo(spelled);
        assertThat(new Merchant("1900000001", given, KEY).serialNumber()).isEqualTo(spelled);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            `` | ``
            : | ``
            xyz | ``
            0x51 | `; a letter at position 2 does not belong there`
            PUB_KEY_ID_01 | `; it is the ID of a WeChat Pay public key`
            -51 | `; U+002D at position 1 does not belong there`
            """)
    void refusesWhatIsNoSerialNumber(String serial, String odd) {
        assertThatThrownBy(() -> new Merchant("1900000001", serial, KEY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(ShownValue.of(serial)
                        + " is not a certificate serial number: up to 64 hexadecimal digits, as the console shows"
                        + " beside the API certificate" + odd);
    }

    @Test
    void refusesSerialNumbersOfMoreThan64Digits() {
        assertThat(SerialNumber.normalise("F".repeat(64))).hasSize(64);
        assertThatThrownBy(() -> SerialNumber.normalise("F".repeat(65))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spellsACertificatesSerialNumberWithoutLeadingZeros() {
        BigInteger serial = new BigInteger("0A1B", 16);

        assertThat(SerialNumber.of(TestKeys.certificate(RSA, serial, Instant.parse("2030-01-01T00:00:00Z"))))
                .isEqualTo("A1B");
    }

    @Test
    void takesTheSerialNumberFromTheCertificate() {
        Merchant merchant =
                Merchant.of("1900000001", KeySource.text(certificatePem(CERTIFICATE)), KeySource.text(privatePem(RSA)));

        assertThat(merchant.mchid()).isEqualTo("1900000001");
        assertThat(merchant.serialNumber()).isEqualTo(SERIAL);
        assertThat(((MerchantKey) merchant.signer()).matches(RSA.getPublic())).isTrue();
    }

    @Test
    void refusesACertificateOfAnotherKey() {
        KeySource certificate = KeySource.text(certificatePem(CERTIFICATE));
        KeySource key = KeySource.bytes(OTHER_RSA.getPrivate().getEncoded());

        assertThatThrownBy(() -> Merchant.of("1900000001", certificate, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The private key (the given bytes) does not belong to the certificate (the given text):"
                        + " take both from the same download of the console");
    }

    @Test
    void namesTheCertificateFileAsTheConsoleDoes() {
        KeySource key = KeySource.text(privatePem(RSA));

        assertThatThrownBy(() -> Merchant.of("1900000001", key, key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the given text: this is a private key, a certificate is needed; the platform's console"
                        + " calls it apiclient_cert.pem");
    }

    @Test
    void refusesHalfAMerchant() {
        assertThatThrownBy(() -> new Merchant(null, SERIAL, KEY)).hasMessage("mchid");
        assertThatThrownBy(() -> new Merchant("1900000001", null, KEY)).hasMessage("serialNumber");
        assertThatThrownBy(() -> new Merchant("1900000001", SERIAL, null)).hasMessage("signer");
    }

    @Test
    void signsARequest() {
        RequestSigner signer = new RequestSigner(new Merchant("1900000001", SERIAL, KEY));
        byte[] body = utf8("{\"description\":\"公仔\"}");

        Authorization authorization = Authorization.parse(signer.authorization(
                "POST", "/v3/x?a=%20b", Instant.parse("2019-04-02T12:34:20.999Z"), "N".repeat(32), body));

        assertThat(authorization.mchid()).isEqualTo("1900000001");
        assertThat(authorization.serialNumber()).isEqualTo(SERIAL);
        assertThat(authorization.timestamp()).isEqualTo("1554208460");
        assertThat(authorization.nonce()).isEqualTo("N".repeat(32));
        assertThat(VerifyingKey.ofCertificate(CERTIFICATE)
                        .verify(
                                utf8("POST\n/v3/x?a=%20b\n1554208460\n" + "N".repeat(32)
                                        + "\n{\"description\":\"公仔\"}\n"),
                                Base64.getDecoder().decode(authorization.signature())))
                .isTrue();
    }

    @Test
    void signsWithAnySigner() {
        Signer module = message -> utf8(message.length + " bytes");
        RequestSigner signer = new RequestSigner(new Merchant("1900000001", SERIAL, module));

        String header = signer.authorization("GET", "/", Instant.EPOCH, "n", new byte[0]);

        assertThat(header)
                .isEqualTo("WECHATPAY2-SHA256-RSA2048 mchid=\"1900000001\",nonce_str=\"n\",timestamp=\"0\","
                        + "serial_no=\"" + SERIAL + "\",signature=\""
                        + Base64.getEncoder().encodeToString(utf8("11 bytes")) + "\"");
    }

    @Test
    void makesNoncesOf32LettersAndDigits() {
        Random random = new Random(7);

        assertThat(Stream.generate(() -> RequestSigner.nonce(random)).limit(200).toList())
                .allSatisfy(nonce -> assertThat(nonce).matches("[A-Za-z0-9]{32}"))
                .doesNotHaveDuplicates();
        assertThat(RequestSigner.nonce(new Random(7))).isEqualTo(RequestSigner.nonce(new Random(7)));
    }
}
