package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.EXAMPLE_CODE;
import static io.github.fluentpay.local.CouponFixture.EXAMPLE_STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

class ConcurrentReturnTest {

    private static final int CALLERS = 16;

    private LocalPay localPay;
    private CouponFixture coupons;

    @BeforeEach
    void start() {
        localPay = LocalPay.start();
        coupons = new CouponFixture(TestCaller.of(localPay));
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    @RepeatedTest(3)
    void letsOneOfManyNumbersReturnACoupon() throws Exception {
        List<TestCaller.Answer> answers = atOnce(i -> coupons.giveBack(EXAMPLE_STOCK, EXAMPLE_CODE, "different-" + i));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .hasSize(CALLERS - 1)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("INVALID_REQUEST"));
        assertThat(coupons.query(EXAMPLE_CODE).json().string("coupon_state")).isEqualTo("SENDED");
    }

    @RepeatedTest(2)
    void givesIdenticalReturnsTheSameAnswer() throws Exception {
        List<TestCaller.Answer> answers = atOnce(i -> coupons.giveBack(EXAMPLE_STOCK, EXAMPLE_CODE, "identical"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(TestCaller.Answer::text).distinct()).hasSize(1);
    }

    private static List<TestCaller.Answer> atOnce(IntFunction<TestCaller.Answer> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        try {
            CyclicBarrier barrier = new CyclicBarrier(CALLERS);
            List<Future<TestCaller.Answer>> futures = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                futures.add(threads.submit(() -> {
                    barrier.await();
                    return call.apply(number);
                }));
            }
            List<TestCaller.Answer> answers = new ArrayList<>();
            for (Future<TestCaller.Answer> future : futures) {
                answers.add(future.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
