package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.v3.busifavor.Busifavor;
import io.github.fluentpay.v3.busifavor.BusifavorCouponCodeMode;
import io.github.fluentpay.v3.busifavor.BusifavorStockType;
import io.github.fluentpay.v3.busifavor.BusifavorUsersCouponsAppidsByAppid;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** A coupon's whole life on the typed chain, over a real socket: issued, sent, redeemed, given back, redeemed again. */
class TypedCouponStoryTest {

    private static final String CODE = "story/1 =|";

    @Test
    void isTold() {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.ofHours(8)).truncatedTo(ChronoUnit.SECONDS);
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            Busifavor busifavor = pay.v3().marketing().busifavor();
            String stock = busifavor
                    .stocks()
                    .post(b -> b.stockName("八月优惠")
                            .belongMerchant(localPay.profile().merchant().mchid())
                            .goodsName("填写商家券可适用商品")
                            .stockType(BusifavorStockType.NORMAL)
                            .couponUseRule(r -> r.couponAvailableTime(t -> t.availableBeginTime(now.minusDays(1))
                                            .availableEndTime(now.plusDays(30)))
                                    .fixedNormalCoupon(f -> f.discountAmount(5).transactionMinimum(100))
                                    .useMethod("OFF_LINE"))
                            .stockSendRule(r -> r.maxCoupons(100).maxCouponsPerUser(5))
                            .couponCodeMode(BusifavorCouponCodeMode.MERCHANT_API)
                            .outRequestNo("story-stock-1"))
                    .stockId();
            busifavor
                    .coupons()
                    .send()
                    .post(b -> b.stockId(stock)
                            .couponCode(CODE)
                            .appid(ExampleCoupon.APPID)
                            .openid(ExampleCoupon.OPENID)
                            .outRequestNo("story-send-1"));

            redeem(busifavor, stock, now, "story-use-1");
            OffsetDateTime returned = busifavor
                    .coupons()
                    .return_()
                    .post(b -> b.couponCode(CODE).stockId(stock).returnRequestNo("story-return-1"))
                    .wechatpayReturnTime();

            BusifavorUsersCouponsAppidsByAppid.GetReply coupon = busifavor
                    .users()
                    .openid(ExampleCoupon.OPENID)
                    .coupons()
                    .couponCode(CODE)
                    .appids()
                    .appid(ExampleCoupon.APPID)
                    .get();
            assertThat(coupon.couponState()).hasToString("SENDED");
            assertThat(coupon.returnRequestNo()).isEqualTo("story-return-1");
            assertThat(coupon.returnTime()).isEqualTo(returned);
            assertThat(coupon.couponUseRule().fixedNormalCoupon().discountAmount())
                    .isEqualTo(5);
            redeem(busifavor, stock, now, "story-use-2");
            ServiceException twice =
                    catchThrowableOfType(ServiceException.class, () -> redeem(busifavor, stock, now, "story-use-3"));
            assertThat(twice.code()).isEqualTo("RESOURCE_ALREADY_EXISTS");
        }
    }

    private static void redeem(Busifavor busifavor, String stock, OffsetDateTime now, String number) {
        assertThat(busifavor
                        .coupons()
                        .use()
                        .post(b -> b.couponCode(CODE)
                                .stockId(stock)
                                .appid(ExampleCoupon.APPID)
                                .useTime(now)
                                .useRequestNo(number))
                        .openid())
                .isEqualTo(ExampleCoupon.OPENID);
    }
}
