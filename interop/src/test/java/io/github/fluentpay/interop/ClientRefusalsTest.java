package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.RetrySafety;
import io.github.fluentpay.protocol.ServiceException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** LocalPay's refusals as FluentPay's client reports them. A refusal changes nothing, so one LocalPay does for all. */
class ClientRefusalsTest {

    private static LocalPay localPay;
    private static WechatPayClient pay;
    private static WechatPayClient stranger;

    @BeforeAll
    static void start() {
        localPay = LocalPay.start();
        pay = FluentPay.builder().profile(localPay.profile()).build();
        stranger =
                FluentPay.builder().profile(localPay.addMerchant("1900000002")).build();
    }

    @AfterAll
    static void stop() {
        stranger.close();
        pay.close();
        localPay.close();
    }

    @ParameterizedTest
    @EnumSource
    void reportsAnUnknownCoupon(Spelling spelling) {
        ServiceException refusal = refusal(spelling, pay, ExampleCoupon.returnBody("unknown", "n-1"));

        assertThat(refusal.status()).isEqualTo(404);
        assertThat(refusal.code()).isEqualTo("RESOURCE_NOT_EXISTS");
        assertThat(refusal.platformMessage()).isEqualTo("There is no coupon with this coupon_code in this stock");
    }

    @ParameterizedTest
    @EnumSource
    void reportsAnotherMerchantsCoupon(Spelling spelling) {
        ServiceException refusal = refusal(spelling, stranger, ExampleCoupon.returnBody());

        assertThat(refusal.status()).isEqualTo(403);
        assertThat(refusal.code()).isEqualTo("NO_AUTH");
    }

    @ParameterizedTest
    @EnumSource
    void reportsACouponThatWasNotUsed(Spelling spelling) {
        ServiceException refusal = refusal(spelling, pay, ExampleCoupon.returnBody(ExampleCoupon.UNUSED_CODE, "n-1"));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("INVALID_REQUEST");
        assertThat(refusal.retrySafety()).isEqualTo(RetrySafety.UNSAFE);
    }

    /** The typed chain misses it before anything is sent. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_NONE, names = "PURE_CHAIN.*")
    void reportsTheFieldThatIsMissing(Spelling spelling) {
        ServiceException refusal =
                refusal(spelling, pay, ExampleCoupon.returnBody().without("stock_id"));

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.code()).isEqualTo("PARAM_ERROR");
        assertThat(refusal.detail())
                .isInstanceOfSatisfying(
                        JsonObject.class,
                        detail -> assertThat(detail.string("field")).isEqualTo("/stock_id"));
    }

    private static ServiceException refusal(Spelling spelling, WechatPayClient pay, JsonObject body) {
        return catchThrowableOfType(ServiceException.class, () -> spelling.post(pay, ExampleCoupon.RETURN, body));
    }
}
