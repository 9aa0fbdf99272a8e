package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.profile.Profile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is there after a kill -9, whatever was going on in that moment. */
class KilledProcessTest {

    private static final int COUPONS = 100;
    private static final int BEFORE_THE_KILL = 20;

    /** At the least so many begin after the kill, however late it comes. */
    private static final int AFTER_THE_KILL = 40;

    private static final int CALLERS = 4;

    @TempDir
    Path folder;

    private CouponFixture coupons() {
        Profile profile = Profile.read(folder.resolve("data/profile.properties"), Map.of());
        return new CouponFixture(new TestCaller(profile, Clock.systemUTC()));
    }

    @Test
    void keepsEveryReturnThatWasAcknowledged() throws Exception {
        keepsEveryReturnThatWasAcknowledged(null);
    }

    /** Each commit on the disk: the embedded server is fast and forgetful unless it is told not to be. */
    @Test
    void keepsEveryReturnThatWasAcknowledgedInPostgresql() throws Exception {
        try (TestPostgres postgres = TestPostgres.in(folder.resolve("postgres"))) {
            keepsEveryReturnThatWasAcknowledged(postgres.url());
        }
    }

    private void keepsEveryReturnThatWasAcknowledged(String databaseUrl) throws Exception {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        String stock;
        try (ChildProcess child = ChildProcess.on(folder.resolve("data"), databaseUrl)) {
            CouponFixture coupons = coupons();
            stock = coupons.stock("MERCHANT_API");
            for (int i = 0; i < COUPONS; i++) {
                coupons.used(stock, "c" + i);
            }
            returnAllAndKill(child, coupons, stock, acknowledged);
        }

        assertThat(acknowledged.size()).isBetween(BEFORE_THE_KILL, COUPONS - AFTER_THE_KILL);
        try (ChildProcess child = ChildProcess.on(folder.resolve("data"), databaseUrl)) {
            assertThat(child.firstLine()).startsWith("http://127.0.0.1:");
            CouponFixture coupons = coupons();
            for (int i = 0; i < COUPONS; i++) {
                String code = "c" + i;
                TestCaller.Answer replay = coupons.giveBack(stock, code, "return-" + code);

                assertThat(replay.status()).as(replay.text()).isEqualTo(200);
                if (acknowledged.containsKey(code)) {
                    assertThat(replay.text()).isEqualTo(acknowledged.get(code));
                }
                assertThat(coupons.query(code).json().string("coupon_state")).isEqualTo("SENDED");
            }
        }
    }

    /** Several callers return coupons; in the middle of it the process is killed, and they find nobody there. */
    private static void returnAllAndKill(
            ChildProcess child, CouponFixture coupons, String stock, Map<String, String> acknowledged)
            throws Exception {
        CountDownLatch enough = new CountDownLatch(BEFORE_THE_KILL);
        CountDownLatch killed = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<CompletableFuture<Void>> returns = IntStream.range(0, COUPONS)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> {
                                if (i >= COUPONS - AFTER_THE_KILL) {
                                    awaitUninterruptibly(killed);
                                }
                                TestCaller.Answer answer = coupons.giveBack(stock, "c" + i, "return-c" + i);
                                acknowledged.put("c" + i, answer.text());
                                enough.countDown();
                            },
                            callers))
                    .toList();
            assertThat(enough.await(Patience.LONG.toSeconds(), TimeUnit.SECONDS))
                    .as("%d returns before the kill; those that came: %s", BEFORE_THE_KILL, acknowledged.keySet())
                    .isTrue();
            child.kill();
            killed.countDown();
            returns.forEach(done -> done.exceptionally(nobodyThere -> null).join());
        } finally {
            callers.shutdownNow();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
