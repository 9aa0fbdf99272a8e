package io.github.fluentpay.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class V2SignatureTest {

    private static final String KEY = "192006250b4c09247ec02edce69f6a2d";

    private static final Map<String, String> ORDER = Map.of(
            "appid", "wxd930ea5d5a258f4f",
            "mch_id", "10000100",
            "device_info", "1000",
            "body", "test",
            "nonce_str", "ibuaiVcKdpRxkhJA");

    record Signed(String name, V2Signature algorithm, Map<String, String> parameters, String signature) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Signed> SIGNED = List.of(
            new Signed("order, MD5", V2Signature.MD5, ORDER, "9A0A8659F005D6984697E2CA0A9CF3B7"),
            new Signed(
                    "order, HMAC",
                    V2Signature.HMAC_SHA256,
                    ORDER,
                    "6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6"),
            new Signed(
                    "coupon page",
                    V2Signature.HMAC_SHA256,
                    Map.of(
                            "stock_id", "12111100000001",
                            "out_request_no", "202011181058",
                            "send_coupon_merchant", "12345678",
                            "open_id", "a1B2c3D4",
                            "coupon_code", "12345678"),
                    "9C265ABF40DF998FEDC20C54AFD062476EDF6E8888EB906A7AC507603A500AE9"),
            new Signed(
                    "plug-in, one coupon",
                    V2Signature.HMAC_SHA256,
                    Map.of(
                            "stock_id0", "1234567",
                            "out_request_no0", "abc123",
                            "coupon_code0", "",
                            "send_coupon_merchant", "10016226"),
                    "AD7CD2967446E742075BF7A52CEBC5FE1A17A4042ED451A44DAABF9F04FFDD99"),
            new Signed(
                    "plug-in, two coupons",
                    V2Signature.HMAC_SHA256,
                    Map.of(
                            "stock_id1", "2345678",
                            "out_request_no1", "123abc",
                            "stock_id0", "1234567",
                            "out_request_no0", "abc123",
                            "send_coupon_merchant", "10016226"),
                    "DE91F5E153D9CBE846E9206FBF94CE2198AB06D618D3A2C0603566091C984E78"),
            new Signed(
                    "coupon detail",
                    V2Signature.HMAC_SHA256,
                    Map.of("stock_id", "654321", "mch_id", "888888", "coupon_code", "123456"),
                    "27BA0A7F35C879D624452497BE471A69300DAB53DF4C0E161753BC186DE9445B"));

    @ParameterizedTest
    @FieldSource("SIGNED")
    void givesTheKnownSignature(Signed vector) {
        assertThat(vector.algorithm().sign(vector.parameters(), KEY)).isEqualTo(vector.signature());
    }

    @ParameterizedTest
    @FieldSource("SIGNED")
    void leavesOutEmptyParametersAndTheSignatureItself(Signed vector) {
        Map<String, String> more = new HashMap<>(vector.parameters());
        more.put("sign", vector.signature());
        more.put("attach", "");

        assertThat(vector.algorithm().sign(more, KEY)).isEqualTo(vector.signature());
    }

    @ParameterizedTest
    @FieldSource("SIGNED")
    void changesWithEveryParameterAndTheKey(Signed vector) {
        vector.parameters().forEach((name, value) -> {
            Map<String, String> changed = new HashMap<>(vector.parameters());
            changed.put(name, value + "x");

            assertThat(vector.algorithm().sign(changed, KEY)).isNotEqualTo(vector.signature());
        });
        assertThat(vector.algorithm().sign(vector.parameters(), KEY.toUpperCase(Locale.ROOT)))
                .isNotEqualTo(vector.signature());
    }

    @Test
    void showsWhatIsSignedWithoutTheKey() {
        Map<String, String> parameters = Map.of("stock_id0", "1", "coupon_code0", "", "sign", "x", "open_id", "a b");

        assertThat(V2Signature.stringToSign(parameters)).isEqualTo("open_id=a b&stock_id0=1");
    }

    @Test
    void sortsUpperCaseBeforeLowerCase() {
        // md5("B=2&a=1&key=k")
        assertThat(V2Signature.MD5.sign(Map.of("a", "1", "B", "2"), "k")).isEqualTo("FE96F3790EA29E846BC72B1A3C34CFB7");
    }
}
