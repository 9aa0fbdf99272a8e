package io.github.fluentpay.protocol;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** The known answers of {@code signatures.properties}, with the values that go in. */
final class Vectors {

    static final String PUBLIC_KEY_ID = "PUB_KEY_ID_0119000000012026112300000000000001";

    private static final Properties VALUES = load();
    private static final long TIMESTAMP = 1554208460;
    private static final String NONCE = "593BEC0C930BF1AFEB40B4A08C8FB242";

    static final VerifyingKey TEST_MERCHANT = key("merchant.public-key");
    static final VerifyingKey PLATFORM = key("platform.public-key");

    static final List<Signed> SIGNED = List.of(
            signed(
                    "jsapi-pay",
                    StringToSign.ofPayment(
                            "wx2421b1c4370ec43b", TIMESTAMP, NONCE, "prepay_id=wx201410272009395522657a690389285100")),
            signed(
                    "app-pay",
                    StringToSign.ofPayment(
                            "wx2421b1c4370ec43b", TIMESTAMP, NONCE, "wx201410272009395522657a690389285100")),
            signed(
                    "jsapi-order",
                    request(
                            "POST",
                            "/v3/pay/transactions/jsapi",
                            "{\"appid\":\"wxd678efh567hg6787\",\"mchid\":\"1900007291\","
                                    + "\"description\":\"Image形象店-深圳腾大-QQ公仔\","
                                    + "\"out_trade_no\":\"1217752501201407033233368018\","
                                    + "\"notify_url\":\"https://www.weixin.qq.com/wxpay/pay.php\","
                                    + "\"amount\":{\"total\":100,\"currency\":\"CNY\"},"
                                    + "\"payer\":{\"openid\":\"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o\"}}")),
            signed("certificates", request("GET", "/v3/certificates", "")),
            signed(
                    "coupon-return",
                    request(
                            "POST",
                            "/v3/marketing/busifavor/coupons/return",
                            "{\"coupon_code\":\"sxxe34343434\",\"stock_id\":\"1234567891\","
                                    + "\"return_request_no\":\"1002600620019090123143254436\"}")));

    /** A published reply to a native order. */
    static final String REPLY_BODY = "{\"code_url\":\"weixin://wxpay/bizpayurl?pr=JyC91EIz1\"}";

    static final SignatureHeaders REPLY_HEADERS = new SignatureHeaders(
            "1722850421", "d824f2e086d3c1df967785d13fcd22ef", value("reply.signature"), PLATFORM.serial(), null);

    private Vectors() {}

    /**
     * A string to sign and what is known of it.
     *
     * @param signature Base64
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Signed(String name, byte[] text, int length, String sha256, String signature) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static byte[] request(String method, String url, String body) {
        return StringToSign.ofRequest(method, url, TIMESTAMP, NONCE, body.getBytes(StandardCharsets.UTF_8));
    }

    private static Signed signed(String name, byte[] text) {
        return new Signed(
                name,
                text,
                Integer.parseInt(value(name + ".bytes")),
                value(name + ".sha256"),
                value(name + ".signature"));
    }

    private static VerifyingKey key(String name) {
        return VerifyingKey.ofPublicKey(
                PUBLIC_KEY_ID, KeySource.bytes(Base64.getDecoder().decode(value(name))));
    }

    private static String value(String name) {
        return Objects.requireNonNull(VALUES.getProperty(name), name);
    }

    private static Properties load() {
        Properties values = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Vectors.class.getResourceAsStream("signatures.properties")),
                StandardCharsets.UTF_8)) {
            values.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return values;
    }
}
