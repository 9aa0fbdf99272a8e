package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.journal.Delivery;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With one seed and one clock everything that LocalPay draws is the same at every run. */
class SeededTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T04:00:00Z"), ZoneOffset.UTC);

    /** What a run shows of what was drawn; signatures and keys are new each time. */
    private static List<String> run(long seed) {
        List<String> shown = new ArrayList<>();
        try (LocalPay localPay = LocalPay.builder()
                        .random(new SplittableRandom(seed))
                        .clock(CLOCK)
                        .start();
                Receiver receiver = new Receiver()) {
            TestCaller caller = new TestCaller(localPay.profile(), CLOCK);
            shown.add(localPay.credentials().apiV3Key());
            shown.add(localPay.credentials().merchantSerial());
            shown.add(localPay.addMerchant("1900000002").merchant().serialNumber());
            String stock = new CouponFixture(caller).stock("WECHATPAY_MODE");
            shown.add(stock);
            shown.add(caller.post(
                            CouponFixture.BASE + "/coupons/send",
                            CouponFixture.sendBody(stock, null).with("out_request_no", "seeded"))
                    .text());
            localPay.faults()
                    .add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR")).rate(0.5));
            localPay.callbacks()
                    .faults()
                    .add(FaultRule.of(Fault.spoiltSignature()).rate(0.5));
            for (int i = 0; i < 20; i++) {
                TestCaller.Answer answer = caller.get("/v3/certificates");
                shown.add(answer.status() + answer.header("Request-ID") + answer.header("Wechatpay-Nonce"));
                localPay.callbacks().send("1900000001", receiver.url("/"), "A", "a", JsonObject.of("number", i));
                assertThat(localPay.callbacks().awaitQuiet(Patience.LONG)).isTrue();
                shown.add(receiver.last().request().header("Request-ID"));
            }
            for (Delivery attempt : localPay.callbacks().log()) {
                shown.add(attempt.id() + attempt.fault());
            }
        }
        return shown;
    }

    @Test
    void oneSeedGivesOneRun() {
        List<String> first = run(7);

        assertThat(run(7)).isEqualTo(first);
        assertThat(run(8)).isNotEqualTo(first);
    }

    @Test
    void laterStartsDoNotDrawNumbersThatAreKept(@TempDir Path folder) {
        Set<String> stocks = new HashSet<>();
        for (int start = 1; start <= 4; start++) {
            try (LocalPay localPay = LocalPay.builder()
                    .random(new SplittableRandom(7))
                    .clock(CLOCK)
                    .data(folder)
                    .start()) {
                if (start == 3) {
                    localPay.reset();
                }
                CouponFixture coupons = new CouponFixture(new TestCaller(localPay.profile(), CLOCK));
                assertThat(stocks.add(coupons.stock("WECHATPAY_MODE"))).isTrue();
            }
        }
    }
}
