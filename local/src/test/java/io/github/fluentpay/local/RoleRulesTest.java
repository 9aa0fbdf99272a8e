package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.APPID;
import static io.github.fluentpay.local.CouponFixture.OPENID;
import static io.github.fluentpay.local.CouponFixture.number;
import static io.github.fluentpay.local.CouponFixture.returnBody;
import static io.github.fluentpay.local.CouponFixture.sendBody;
import static io.github.fluentpay.local.CouponFixture.stockBody;
import static io.github.fluentpay.local.CouponFixture.useBody;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What creator, owner, sender and strangers may do. */
class RoleRulesTest extends CouponRules {

    private TestCaller owner;
    private TestCaller sender;
    private TestCaller stranger;
    private String stock;

    @BeforeAll
    void makeRoles() {
        owner = merchant("1900000011");
        sender = merchant("1900000012");
        stranger = merchant("1900000013");
        stock = coupons.stock(stockBody("MERCHANT_API").with("belong_merchant", "1900000011"));
        localPay.coupons().allowSender(stock, "1900000012");
    }

    private static TestCaller.Answer patch(TestCaller caller, String path, JsonObject body) {
        return caller.send("PATCH", BASE + path, body.toJson());
    }

    @Test
    void creatorOwnerAndAllowedSendersSend() {
        for (TestCaller allowed : List.of(caller, owner, sender)) {
            assertThat(allowed.post(BASE + "/coupons/send", sendBody(stock, "by-" + number()))
                            .status())
                    .isEqualTo(200);
        }
        assertRefused(
                stranger.post(BASE + "/coupons/send", sendBody(stock, "by-stranger")),
                403,
                "NO_AUTH",
                "Merchant 1900000013 may not send this stock's coupons: it neither created nor owns it, nor was allowed"
                        + " to");
    }

    @Test
    void aMereSenderNeitherUsesNorReturnsNorDeactivatesNorAssociates() {
        sender.post(BASE + "/coupons/send", sendBody(stock, "mere"));
        String refusal = "Merchant 1900000012 neither created this stock nor owns it, and may not touch its coupons";

        assertRefused(sender.post(BASE + "/coupons/use", useBody(stock, "mere")), 403, "NO_AUTH", refusal);
        coupons.use(useBody(stock, "mere"));
        assertRefused(
                sender.post(BASE + "/coupons/return", returnBody(stock, "mere", number())), 403, "NO_AUTH", refusal);
        assertRefused(
                sender.post(
                        BASE + "/coupons/deactivate",
                        JsonObject.of("stock_id", stock, "coupon_code", "mere", "deactivate_request_no", number())),
                403,
                "NO_AUTH",
                refusal);
        for (String operation : List.of("associate", "disassociate")) {
            assertRefused(
                    sender.post(
                            BASE + "/coupons/" + operation,
                            JsonObject.of(
                                    "stock_id",
                                    stock,
                                    "coupon_code",
                                    "mere",
                                    "out_trade_no",
                                    "1",
                                    "out_request_no",
                                    "1")),
                    403,
                    "NO_AUTH",
                    refusal);
        }
        assertRefused(sender.get(BASE + "/stocks/" + stock), 403, "NO_AUTH", refusal);
    }

    @Test
    void creatorAndOwnerUseAndReturn() {
        coupons.sent(stock, "both");

        assertThat(owner.post(BASE + "/coupons/use", useBody(stock, "both")).status())
                .isEqualTo(200);
        assertThat(coupons.giveBack(stock, "both", number()).status()).isEqualTo(200);
    }

    @Test
    void onlyTheCreatorChangesAStock() {
        String refusal = "Merchant 1900000011 did not create this stock; only its creator may change it";
        String uploads = coupons.stock(stockBody("MERCHANT_UPLOAD").with("belong_merchant", "1900000011"));

        assertRefused(
                patch(owner, "/stocks/" + stock, JsonObject.of("out_request_no", number(), "comment", "x")),
                403,
                "NO_AUTH",
                refusal);
        assertRefused(
                patch(
                        owner,
                        "/stocks/" + stock + "/budget",
                        json("{'target_max_coupons':2000,'current_max_coupons':1000,'modify_budget_request_no':'1'}")),
                403,
                "NO_AUTH",
                refusal);
        assertRefused(
                owner.post(
                        BASE + "/stocks/" + uploads + "/couponcodes",
                        json("{'coupon_code_list':['A'],'upload_request_no':'1'}")),
                403,
                "NO_AUTH",
                refusal);
        assertRefused(
                owner.send("DELETE", BASE + "/stocks/" + uploads + "/couponcodes/A?delete_request_no=1", ""),
                403,
                "NO_AUTH",
                refusal);
        assertThat(owner.get(BASE + "/stocks/" + uploads + "/couponcodes").status())
                .isEqualTo(200);
    }

    @Test
    void aSenderSeesTheCouponsItSentAndNoOthers() {
        coupons.sent(stock, "not-theirs");
        sender.post(BASE + "/coupons/send", sendBody(stock, "theirs"));
        String one = BASE + "/users/" + OPENID + "/coupons/%s/appids/" + APPID;
        String list = BASE + "/users/" + OPENID + "/coupons?appid=" + APPID + "&stock_id=" + stock + "&limit=100";

        assertThat(sender.get(one.formatted("theirs")).status()).isEqualTo(200);
        assertRefused(
                sender.get(one.formatted("not-theirs")),
                403,
                "NO_AUTH",
                "Merchant 1900000012 neither created nor owns this coupon's stock, nor sent it");
        assertThat(codes(sender.get(list))).contains("theirs").doesNotContain("not-theirs");
        assertThat(codes(caller.get(list))).contains("theirs", "not-theirs");
        assertThat(codes(caller.get(list + "&sender_merchant=1900000012")))
                .contains("theirs")
                .doesNotContain("not-theirs");
        assertThat(codes(owner.get(list + "&belong_merchant=1900000011"))).contains("theirs", "not-theirs");
        assertThat(codes(caller.get(list + "&creator_merchant=1900000011"))).isEmpty();
        assertThat(codes(stranger.get(list))).isEmpty();
    }

    private static List<String> codes(TestCaller.Answer answer) {
        return answer.json().array("data").values().stream()
                .map(coupon -> ((JsonObject) coupon).string("coupon_code"))
                .toList();
    }
}
