package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a mini-program is opened with from a coupon, opened with the JDK alone: section 5.3 of the rules. */
class JumpRulesTest extends CouponRules {

    private static final JsonObject ENTRANCE = json("{'mini_programs_info':{'mini_programs_appid':'wx-entrance',"
            + "'mini_programs_path':'pages/entrance','entrance_words':'点我'}}");

    private String jumping() {
        JsonObject body = stock("MERCHANT_API", "/coupon_use_rule/use_method", "MINI_PROGRAMS");
        JsonObject rule = body.object("coupon_use_rule")
                .with("mini_programs_appid", "wx-use")
                .with("mini_programs_path", "pages/use?from=card");
        return coupons.stock(body.with("coupon_use_rule", rule));
    }

    private static Map<String, String> query(String path) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : path.substring(path.indexOf('?') + 1).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private String opened(Map<String, String> parameters) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] key = localPay.credentials().apiV3Key().getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = parameters.get("nonce").getBytes(StandardCharsets.US_ASCII);
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD("COUPON_CODE".getBytes(StandardCharsets.US_ASCII));
        return new String(
                cipher.doFinal(Base64.getDecoder().decode(parameters.get("ciphertext"))), StandardCharsets.UTF_8);
    }

    @Test
    void theCodeOpensWithTheApiV3KeyAndTheFixedAssociatedData() throws Exception {
        String stock = jumping();
        coupons.sent(stock, "jump/1 =");

        JsonObject jump = localPay.coupons().jump(stock, "jump/1 =");

        assertThat(jump.string("appid")).isEqualTo("wx-use");
        assertThat(jump.string("path")).startsWith("pages/use?from=card&stock_id=" + stock + "&openid=" + OPENID);
        Map<String, String> parameters = query(jump.string("path"));
        assertThat(parameters.keySet())
                .containsExactly("from", "stock_id", "openid", "nonce", "associate", "ciphertext");
        assertThat(parameters.get("nonce")).hasSize(12);
        assertThat(parameters.get("associate")).isEqualTo("COUPON_CODE");
        assertThat(opened(parameters)).isEqualTo("jump/1 =");
    }

    @Test
    void theEntranceJumpsToo() throws Exception {
        String stock = coupons.stock(stockBody("MERCHANT_API").with("custom_entrance", ENTRANCE));
        coupons.sent(stock, "jump-2");

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(localPay.baseUrl() + "/localpay/busifavor/stocks/" + stock
                                        + "/coupons/jump-2/jump"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        JsonObject jump = JsonObject.parse(answer.body());
        assertThat(jump.string("appid")).isEqualTo("wx-entrance");
        assertThat(jump.string("path")).startsWith("pages/entrance?stock_id=" + stock);
        assertThat(opened(query(jump.string("path")))).isEqualTo("jump-2");
    }

    @Test
    void noNonceServesTwice() {
        String stock = jumping();
        coupons.sent(stock, "jump-3");

        assertThat(query(localPay.coupons().jump(stock, "jump-3").string("path"))
                        .get("nonce"))
                .isNotEqualTo(query(localPay.coupons().jump(stock, "jump-3").string("path"))
                        .get("nonce"));
    }

    @Test
    void otherCouponsDoNotJump() {
        String stock = coupons.stock("MERCHANT_API");
        coupons.sent(stock, "jump-4");

        assertThatThrownBy(() -> localPay.coupons().jump(stock, "jump-4"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This coupon does not jump: its stock has neither the use_method MINI_PROGRAMS nor"
                        + " custom_entrance.mini_programs_info");
        assertThatThrownBy(() -> localPay.coupons().jump(stock, "none"))
                .hasMessage("There is no coupon with this coupon_code in this stock");
    }
}
