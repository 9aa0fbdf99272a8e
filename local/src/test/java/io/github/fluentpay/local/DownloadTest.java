package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.protocol.MessageVerifier;
import io.github.fluentpay.protocol.SignatureHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are fetched in two steps, in one, and with a hash in place of a signature. */
class DownloadTest {

    private static final String SHARE_BILL = "/v3/profitsharing/bills?bill_date=2026-11-23";

    private static LocalPay localPay;
    private static TestCaller caller;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().empty().start();
        caller = TestCaller.of(localPay);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    private static String sha1(byte[] bytes) {
        return hash("SHA-1", bytes);
    }

    private static String hash(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String target(TestCaller.Answer announced) {
        String url = announced.json().string("download_url");
        assertThat(url).startsWith(localPay.baseUrl() + "/v3/billdownload/file?token=");
        return url.substring(localPay.baseUrl().toString().length());
    }

    @Test
    void whatIsAnnouncedIsServedUnsignedWithThatHash() {
        TestCaller.Answer announced = caller.get(SHARE_BILL);
        assertThat(announced.json().string("hash_type")).isEqualTo("SHA1");

        TestCaller.Answer file = caller.get(target(announced));

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("text/csv");
        assertThat(file.header("Wechatpay-Signature")).isNull();
        assertThat(file.header("LocalPay-Fidelity")).isEqualTo("schema");
        assertThat(sha1(file.response().body())).isEqualTo(announced.json().string("hash_value"));
    }

    @Test
    void aCompressedFileHasTheHashOfThePlainOne() throws IOException {
        TestCaller.Answer announced = caller.get(SHARE_BILL + "&tar_type=GZIP");

        TestCaller.Answer file = caller.get(target(announced));

        byte[] plain =
                new GZIPInputStream(new ByteArrayInputStream(file.response().body())).readAllBytes();
        assertThat(sha1(plain)).isEqualTo(announced.json().string("hash_value"));
    }

    @Test
    void aReceiptHasAHashOfTheKindThatItsPageLists() {
        TestCaller.Answer announced = caller.get("/v3/fund-app/mch-transfer/elecsign/out-bill-no/plfk2020042013");
        assertThat(announced.json().string("hash_type")).isEqualTo("SHA256");

        TestCaller.Answer file = caller.get(target(announced));

        assertThat(hash("SHA-256", file.response().body()))
                .isEqualTo(announced.json().string("hash_value"));
    }

    @Test
    void aStatementIsSignedByItsHash() {
        TestCaller.Answer statement = caller.get("/v3/global/statements?date=20180130&mchid=1900000109");

        String sha1 = statement.header("Wechatpay-Statement-Sha1");
        assertThat(sha1(statement.response().body())).isEqualTo(sha1);
        assertThat(caller.verify(statement)).isPresent();
        assertThat(new MessageVerifier(localPay::platformKeys)
                        .check(
                                SignatureHeaders.from(statement::header),
                                ("{\"sha1\":\"" + sha1 + "\"}").getBytes(StandardCharsets.UTF_8),
                                Clock.systemUTC().instant()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/v3/merchant-service/images/1, image/png, 137",
        "/v3/transferdownload/signfile?token=1, application/pdf, 37",
        "/v3/billdownload/file?token=made-up-1, text/csv, 76"
    })
    void givesAPlaceholderForWhatItDoesNotHave(String path, String type, int firstByte) {
        TestCaller.Answer file = caller.get(path);

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo(type);
        assertThat(file.response().body()[0] & 0xFF).isEqualTo(firstByte);
    }

    @Test
    void refusalsOfDownloadsAreSigned() {
        TestCaller.Answer refused = caller.get("/v3/billdownload/file");

        assertThat(refused.message()).isEqualTo("token is missing");
        assertThat(caller.verify(refused)).isEmpty();
    }
}
