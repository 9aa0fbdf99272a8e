package io.github.fluentpay.local;

import static io.github.fluentpay.local.CouponFixture.EXAMPLE_CODE;
import static io.github.fluentpay.local.CouponFixture.EXAMPLE_STOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcurrentRequestTest {

    private static final int CALLERS = 16;

    private LocalPay localPay;
    private CouponFixture coupons;

    @TempDir
    Path folder;

    /** Once in memory and once in a file, whose locks are others. */
    private void start(boolean inFile) {
        LocalPay.Builder builder = LocalPay.builder();
        localPay = inFile ? builder.data(folder.resolve("data")).start() : builder.start();
        coupons = new CouponFixture(TestCaller.of(localPay));
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsOneOfManyNumbersReturnACoupon(boolean inFile) throws Exception {
        start(inFile);
        List<TestCaller.Answer> answers = atOnce(i -> coupons.giveBack(EXAMPLE_STOCK, EXAMPLE_CODE, "different-" + i));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .hasSize(CALLERS - 1)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("INVALID_REQUEST"));
        assertThat(coupons.query(EXAMPLE_CODE).json().string("coupon_state")).isEqualTo("SENDED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givesIdenticalReturnsTheSameAnswer(boolean inFile) throws Exception {
        start(inFile);
        List<TestCaller.Answer> answers = atOnce(i -> coupons.giveBack(EXAMPLE_STOCK, EXAMPLE_CODE, "identical"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream().map(TestCaller.Answer::text).distinct()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsOneOfManyNumbersUseACoupon(boolean inFile) throws Exception {
        start(inFile);
        String stock = coupons.stock("MERCHANT_API");
        coupons.sent(stock, "wanted");

        List<TestCaller.Answer> answers = atOnce(i -> coupons.use(CouponFixture.useBody(stock, "wanted")));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .hasSize(CALLERS - 1)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("RESOURCE_ALREADY_EXISTS"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sendsNoMoreCouponsThanAStockHas(boolean inFile) throws Exception {
        start(inFile);
        TestCaller caller = TestCaller.of(localPay);
        String stock = coupons.stock(CouponFixture.stockBody("WECHATPAY_MODE")
                .with("stock_send_rule", JsonObject.of("max_coupons", 5, "max_coupons_per_user", 100)));

        List<TestCaller.Answer> answers =
                atOnce(i -> caller.post(CouponFixture.BASE + "/coupons/send", CouponFixture.sendBody(stock, null)));

        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .map(answer -> answer.json().string("coupon_code"))
                        .distinct())
                .hasSize(5);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .hasSize(CALLERS - 5)
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("INVALID_REQUEST"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void handsOutEachUploadedCodeOnce(boolean inFile) throws Exception {
        start(inFile);
        String stock = coupons.stock("MERCHANT_UPLOAD");
        coupons.post(
                "/stocks/" + stock + "/couponcodes",
                JsonObject.of("coupon_code_list", List.of("A", "B", "C"), "upload_request_no", "upload"));

        List<TestCaller.Answer> answers =
                atOnce(i -> coupons.post("/coupons/send", CouponFixture.sendBody(stock, null)));

        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 200)
                        .map(answer -> answer.json().string("coupon_code")))
                .containsExactlyInAnyOrder("A", "B", "C");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsOneOfManyBudgetsWin(boolean inFile) throws Exception {
        start(inFile);
        TestCaller caller = TestCaller.of(localPay);
        String stock = coupons.stock("MERCHANT_API");

        List<TestCaller.Answer> answers = atOnce(i -> caller.send(
                "PATCH",
                CouponFixture.BASE + "/stocks/" + stock + "/budget",
                JsonObject.of(
                                "target_max_coupons", 2_000 + i,
                                "current_max_coupons", 1_000,
                                "modify_budget_request_no", "budget-" + i)
                        .toJson()));

        List<TestCaller.Answer> won =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(won).hasSize(1);
        assertThat(coupons.stockView(stock).object("stock_send_rule").integer("max_coupons"))
                .isEqualTo(won.get(0).json().integer("max_coupons"));
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
