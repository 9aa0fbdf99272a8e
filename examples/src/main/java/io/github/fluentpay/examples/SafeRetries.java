package io.github.fluentpay.examples;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.ExchangeListener;
import io.github.fluentpay.client.RetryBudget;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.protocol.TransportException;
import io.github.fluentpay.v3.busifavor.BusifavorCouponsReturn;
import java.time.Duration;

/** A platform that acts and then breaks the connection: what is sent again, what is not, and what the caller learns. */
public final class SafeRetries {

    private SafeRetries() {}

    /** One line for each attempt. */
    private static final class Attempts implements ExchangeListener {
        @Override
        public void replied(Subject call, Result result) {
            System.out.println("  attempt " + result.attempt() + ": "
                    + (result.status() == null ? "no answer" : "HTTP " + result.status()));
        }
    }

    public static void main(String[] args) {
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder()
                        .profile(localPay.profile())
                        .retry(RetryPolicy.ofDefaults().withDelay(Duration.ofMillis(50)))
                        .retryBudget(new RetryBudget(20, 0.1))
                        .listener(new Attempts())
                        .build()) {
            localPay.faults()
                    .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT))
                            .path("/v3/marketing/busifavor/coupons/return")
                            .times(1))
                    .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT))
                            .path("/v3/security/echo")
                            .times(1));

            // The return_request_no makes a repeat harmless: the same bytes go out again, and the coupon goes back
            // once.
            System.out.println("Return of a coupon");
            BusifavorCouponsReturn.Reply reply = pay.v3()
                    .marketing()
                    .busifavor()
                    .coupons()
                    .return_()
                    .post(b -> b.couponCode("sxxe34343434")
                            .stockId("1234567891")
                            .returnRequestNo("1002600620019090123143254436"));
            System.out.println("  returned at " + reply.wechatpayReturnTime() + ", done "
                    + localPay.journal()
                            .of("/v3/marketing/busifavor/coupons/return")
                            .effects()
                    + " time");

            // No number is documented here: it is sent once, and the error says what is not known.
            System.out.println("Echo");
            try {
                pay.v3().security().echo().post(b -> b.echoMessage("hello"));
            } catch (TransportException e) {
                System.out.println("  " + e.retrySafety() + ": " + e.getMessage());
            }

            // One call with a policy of its own.
            pay.v3().security().echo().retry(RetryPolicy.none()).post(b -> b.echoMessage("hello"));
        }
    }
}
