package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.client.Chain;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.client.WechatPayClient;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.protocol.ServiceException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** One coupon, and many who want to return it at the same moment. */
class ConcurrentReturnsTest {

    private static final int CALLS = 32;

    private LocalPay localPay;
    private WechatPayClient pay;

    @BeforeEach
    void start() {
        localPay = LocalPay.start();
        pay = WechatPayClient.builder().profile(localPay.profile()).build();
    }

    @AfterEach
    void stop() {
        pay.close();
        localPay.close();
    }

    @RepeatedTest(3)
    void oneOfManyNumbersReturnsTheCoupon() throws Exception {
        List<CompletableFuture<Reply>> calls = atOnce(i -> "number-" + i);

        int returned = 0;
        for (CompletableFuture<Reply> call : calls) {
            try {
                assertThat(call.get().status()).isEqualTo(200);
                returned++;
            } catch (ExecutionException e) {
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(
                                ServiceException.class,
                                refusal -> assertThat(refusal.code()).isEqualTo("INVALID_REQUEST"));
            }
        }
        assertThat(returned).isEqualTo(1);
    }

    @RepeatedTest(3)
    void oneNumberGetsOneAnswer() throws Exception {
        List<CompletableFuture<Reply>> calls = atOnce(i -> "number");

        String answer = calls.get(0).get().text();
        for (CompletableFuture<Reply> call : calls) {
            assertThat(call.get().text()).isEqualTo(answer);
        }
    }

    private List<CompletableFuture<Reply>> atOnce(IntFunction<String> requestNo) {
        Chain giveBack = pay.chain(ExampleCoupon.RETURN);
        return IntStream.range(0, CALLS)
                .mapToObj(i -> giveBack.postAsync(ExampleCoupon.returnBody(ExampleCoupon.CODE, requestNo.apply(i))))
                .toList();
    }
}
