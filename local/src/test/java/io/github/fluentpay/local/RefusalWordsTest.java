package io.github.fluentpay.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.protocol.Authorization;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.StringToSign;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A refusal names what its reader can mend, and what is no mistake is not refused. */
class RefusalWordsTest {

    private static final String PATH = "/v3/certificates";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static LocalPay localPay;
    private static Merchant merchant;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().empty().start();
        merchant = localPay.merchant();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    static Stream<Arguments> serialNumbers() {
        String cure = "; the certificate of merchant 1900000001 has ";
        return Stream.of(
                serial("upper case", serial -> serial, null),
                serial("lower case", serial -> serial.toLowerCase(Locale.ROOT), null),
                serial("leading zeros", serial -> "00" + serial, null),
                serial("lower case and a leading zero", serial -> "0" + serial.toLowerCase(Locale.ROOT), null),
                serial(
                        "colons",
                        serial -> serial.replaceAll("(..)(?=.)", "$1:"),
                        "has blanks or colons; leave them out" + cure),
                serial("a blank", serial -> serial + " ", "has blanks or colons; leave them out" + cure),
                serial(
                        "decimal",
                        serial -> new BigInteger(serial, 16).toString(),
                        "is in decimal; write it in hexadecimal" + cure),
                serial(
                        "a public key's",
                        serial -> "PUB_KEY_ID_0112345",
                        "is the platform's, not the merchant's" + cure),
                serial("another", serial -> serial.substring(1), "is unknown" + cure));
    }

    private static Arguments serial(String what, UnaryOperator<String> spelling, String refusal) {
        return Arguments.of(what, spelling, refusal);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("serialNumbers")
    void takesASerialNumberAsClientsWriteIt(String what, UnaryOperator<String> spelling, String refusal) {
        String seconds = Long.toString(Instant.now().getEpochSecond());
        byte[] signed =
                merchant.signer().sign(StringToSign.ofRequest("GET", PATH, Long.parseLong(seconds), "n", new byte[0]));
        String header = new Authorization(
                        merchant.mchid(),
                        "n",
                        seconds,
                        spelling.apply(merchant.serialNumber()),
                        Base64.getEncoder().encodeToString(signed))
                .toHeader();

        TestCaller.Answer answer = TestCaller.of(localPay).sendWith(header, "GET", PATH, new byte[0]);

        if (refusal == null) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        } else {
            assertThat(answer.message())
                    .isEqualTo("The serial number (serial_no) in Authorization " + refusal + merchant.serialNumber());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bearer abc | Authorization uses the scheme Bearer, which is not the platform's; send
            Basic YTpi | Authorization uses the scheme Basic, which is not the platform's; send
            wechatpay2-sha256-rsa2048 mchid="1" | Authorization has its scheme in lower case; write WECHATPAY2-SHA256-RSA2048
            WECHATPAY2-SM2-WITH-SM3 mchid="1" | Authorization uses the scheme of SM2 (国密), WECHATPAY2-SM2-WITH-SM3; LocalPay has RSA keys only; send
            WECHATPAY-BRAND-SHA256-RSA2048 brand_id="1" | Authorization uses the scheme of brands, WECHATPAY-BRAND-SHA256-RSA2048; LocalPay knows merchants only; send
            mchid="1900000001",nonce_str="n" | Authorization begins with mchid and lacks its scheme; send
            """)
    void namesTheScheme(String header, String message) {
        TestCaller.Answer answer = TestCaller.of(localPay).sendWith(header, "GET", PATH, new byte[0]);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.message()).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /pay/unifiedorder | <xml><appid>wx</appid></xml> | ; the APIv3 call for it is POST /v3/pay/transactions/jsapi (or app, native, h5)
            POST | /secapi/pay/refund | <xml><appid>wx</appid></xml> | ; the APIv3 call for it is POST /v3/refund/domestic/refunds
            POST | /pay/orderquery | '' | ; the APIv3 call for it is GET /v3/pay/transactions/out-trade-no/{out_trade_no}
            POST | /mmpaymkttransfers/send_coupon | <xml/> | ''
            POST | /v2/v3/certificates | <xml/> | ; the nearest documented path is GET /v3/certificates
            """)
    void tellsAnApiV2CallerThatThisIsApiV3(String method, String path, String body, String hint) throws Exception {
        HttpResponse<byte[]> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(localPay.profile().baseUrls().get(0) + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new String(answer.body(), UTF_8))
                .isEqualTo(
                        "{\"code\":\"RESOURCE_NOT_EXISTS\",\"message\":\"There is no such path: LocalPay serves APIv3, and"
                                + " this is a request of APIv2" + hint + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"/v3/pay/transactions/jsapi, <xml/>", "/v3/certificates, ''"})
    void saysHowTheHeaderLooksThatIsMissing(String path, String body) throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(localPay.profile().baseUrls().get(0) + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("The request has no Authorization header; sign it, and send WECHATPAY2-SHA256-RSA2048");
    }
}
