package io.github.fluentpay.examples;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.ExchangeListener;
import io.github.fluentpay.client.RateLimits;
import io.github.fluentpay.client.RetryBudget;
import io.github.fluentpay.client.RetryPolicy;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.protocol.WechatPayException;
import java.time.Duration;

/** What is sent again after an unknown outcome, and what is not: the number in the request decides. */
public final class SafeRetries {

    private static final String RETURN = "/v3/marketing/busifavor/coupons/return";
    private static final String ECHO = "/v3/security/echo";

    private SafeRetries() {}

    public static void main(String[] args) {
        try (LocalPay localPay = LocalPay.start();
                FluentPay pay = FluentPay.builder()
                        .profile(localPay.profile())
                        .retry(RetryPolicy.ofDefaults().withAttempts(4).withDelay(Duration.ofMillis(50)))
                        .retryBudget(RetryBudget.ofDefaults())
                        .rateLimits(RateLimits.ofDefaults()
                                .with("POST v3/marketing/busifavor/coupons/return", 20, Duration.ofSeconds(1)))
                        .listener(new Attempts())
                        .build()) {
            // The coupon goes back, and the connection breaks before the reply.
            localPay.faults()
                    .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT))
                            .path(RETURN)
                            .times(1));
            pay.v3()
                    .marketing()
                    .busifavor()
                    .coupons()
                    .return_()
                    .post(b -> b.couponCode("sxxe34343434")
                            .stockId("1234567891")
                            .returnRequestNo("1002600620019090123143254436"));
            System.out.println("Effects: " + localPay.journal().of(RETURN).effects());

            // No number is documented that would make a repeat of this one harmless, so it is made once.
            localPay.faults().add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).path(ECHO));
            try {
                pay.v3().security().echo().post(b -> b.echoMessage("hello"));
            } catch (WechatPayException unknown) {
                System.out.println(unknown.retrySafety() + ", effects: "
                        + localPay.journal().of(ECHO).effects());
            }
        }
    }

    /** The ground for metrics: nothing in it is secret. */
    private static final class Attempts implements ExchangeListener {

        @Override
        public void replied(Subject call, Result result) {
            System.out.println(call.endpoint() + ", attempt " + result.attempt() + ": "
                    + (result.failure() == null
                            ? result.status()
                            : result.failure().getClass().getSimpleName()));
        }
    }
}
