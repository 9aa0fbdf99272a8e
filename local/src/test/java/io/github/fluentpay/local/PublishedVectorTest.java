package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Signatures made by none of our code, of the test merchant whose key the platform's documentation prints ("generate
 * the request signature", 请求签名). Neither merchant number nor serial number is signed, so any will do.
 */
class PublishedVectorTest {

    private static final String PUBLIC_KEY =
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAptpm+qvIDCh/9wjU26SQCK26ogYkBhDrYxnAaw2JbbBsp1"
                    + "oDbHKk+1r381NeBUG2HEFAuU+Fr72u5ot3yKdzoF/FajAzQNKnm569/D3upKoi8mYBaST15Uig8j8qoUW1U217LL0j"
                    + "EHlSnHV3lcaDTXqDpTRR4Bfz9IqOgJgFZ8/oTfEomSrjrLYef81Eyxr7ZIMQXEKKEK7V4UXKS0+/fDsiG/cXidhzt8"
                    + "UbTL9vqXqxM2+IDImyO+FAc/tkBG55LmzxPto1Nq0WbnZzRM/wTzrd0I/8NlevxtFbphg4evlHjFNI7+GrqR87ViEw"
                    + "uAJJ9Je5QQjct5YJfFRWiZ5CMQIDAQAB";
    private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";
    private static final long TIME = 1554208460;

    private static final String CERTIFICATES = "/v3/certificates";
    private static final String CERTIFICATES_SIGNATURE =
            "JNEITrKv8DWEtBJGZtxG9ARa+eIZDIn1Ht3MQM5j9jP77TtHdfCqLjpwevfWftBuaGMfEdiu2sWYtLvnZIoLW3FH10"
                    + "OVCBzKncid5xClTwav8JX+uDeGBBX8w64iHvFyuQj8ukZT+F1AFJii8hmXLD8Os90thnL0bfJYLo/4K237TH4dEd44"
                    + "NTH9ElFb/ykrvv9RBs+mCNpy5IUe2Qxhba3d3RiMqhWK2sSr3tsVzQihJ0TPMnjWqoU2W5Y/v3rBFDmLhqe0ZW6A4v"
                    + "yvjmiR0v/8XEI25Py4PNyZXszsdl4j0zLqelUJxGEMUBhYg1LIoDPjYMlA9HV1yKD6+JYZJA==";

    private static final String RETURN = "/v3/marketing/busifavor/coupons/return";
    private static final String RETURN_BODY = "{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
            + "\"return_request_no\":\"1002600620019090123143254436\"}";
    private static final String RETURN_SIGNATURE =
            "XXefKdmsTjA4x4rFWiC+gRBt3LZfKBGe+Vw7I0p+ng5F9J3tJIapWduFRqzJW4G44w/ZEDtSW/sWPWg+oK535pL6Uw"
                    + "bctWSkxO2DkUVYKWBF/7dt3Thp8sued5yDbKZMqkBlDAPzYpc1+jnqUyxrPpoxoXeK+8LA5w5tnesgEG24X4mSVPZI"
                    + "ovl0BMUs/RqnjPPvHWR4WO/e7EpDpqXNX7xiJvVWhcJc/sbi8GnL8D4yR9IhAWnl4/HxcPMm63WHX8ooTKgsGBQziD"
                    + "AP9ZNKtfpCvbkHG0L29p4dXR708qJdums3yffybdPAhjM78Vam655XUQegfWnOpHSllMiOlQ==";

    private static LocalPay localPay;

    @BeforeAll
    static void start() throws Exception {
        localPay = LocalPay.builder()
                .clock(Clock.fixed(Instant.ofEpochSecond(TIME), ZoneOffset.UTC))
                .start();
        RSAPublicKey key = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(PUBLIC_KEY)));
        localPay.knowMerchant("1900007291", "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C", key);
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @Test
    void takesThePublishedRequestForTheCertificates() throws Exception {
        assertThat(statusOf("GET", CERTIFICATES, "", CERTIFICATES_SIGNATURE)).isEqualTo(200);
    }

    @Test
    void takesThePublishedReturn() throws Exception {
        // The example belongs to LocalPay's own merchant: the signature holds, and the coupon is another's.
        assertThat(statusOf("POST", RETURN, RETURN_BODY, RETURN_SIGNATURE)).isEqualTo(403);
    }

    @Test
    void refusesASignatureWithOneBitChanged() throws Exception {
        for (int bit : new int[] {0, 7, 1024, 2040, 2047}) {
            assertThat(statusOf("GET", CERTIFICATES, "", changed(CERTIFICATES_SIGNATURE, bit)))
                    .as("bit %d", bit)
                    .isEqualTo(401);
        }
        assertThat(statusOf("POST", RETURN, RETURN_BODY, changed(RETURN_SIGNATURE, 0)))
                .isEqualTo(401);
    }

    @Test
    void refusesABodyWithOneBitChanged() throws Exception {
        assertThat(statusOf("POST", RETURN, RETURN_BODY.replace("1234567891", "1234567890"), RETURN_SIGNATURE))
                .isEqualTo(401);
        assertThat(statusOf("GET", CERTIFICATES, " ", CERTIFICATES_SIGNATURE)).isEqualTo(401);
    }

    private static String changed(String signature, int bit) {
        byte[] bytes = Base64.getDecoder().decode(signature);
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static int statusOf(String method, String target, String body, String signature) throws Exception {
        String request = method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\nAuthorization: WECHATPAY2-SHA256-RSA2048 mchid=\"1900007291\",nonce_str=\""
                + NONCE
                + "\",timestamp=\"" + TIME + "\",serial_no=\"1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C\",signature=\""
                + signature + "\"\r\n\r\n" + body;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), localPay.port())) {
            socket.setSoTimeout(Patience.MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new RawCaller.Seen(reply, false).status();
        }
    }
}
