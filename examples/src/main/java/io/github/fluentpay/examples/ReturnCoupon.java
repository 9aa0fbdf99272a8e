package io.github.fluentpay.examples;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.ServiceException;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsReturn;

/** Hands a redeemed merchant coupon back (申请退券), once, and shows what the platform says to a second request. */
public final class ReturnCoupon {

    private ReturnCoupon() {}

    public static void main(String[] args) {
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            BusifavorCouponsReturn.Reply reply = pay.v3()
                    .marketing()
                    .busifavor()
                    .coupons()
                    .return_()
                    .post(b -> b.couponCode("sxxe34343434")
                            .stockId("1234567891")
                            .returnRequestNo("1002600620019090123143254436"));
            System.out.println("Returned at " + reply.wechatpayReturnTime());

            try {
                pay.v3()
                        .marketing()
                        .busifavor()
                        .coupons()
                        .return_()
                        .post(b -> b.couponCode("sxxe34343434")
                                .stockId("1234567891")
                                .returnRequestNo("another-number"));
            } catch (ServiceException refused) {
                System.out.println(refused.status() + " " + refused.code() + ": " + refused.retrySafety());
            }
        }
    }
}
