package io.github.fluentpay.bench;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.returns.CouponReturn;
import io.github.fluentpay.returns.LedgerDatabase;
import io.github.fluentpay.returns.ReturnDesk;
import io.github.fluentpay.returns.ReturnMonitor;
import io.github.fluentpay.returns.ReturnOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * How many rows a second one desk settles, by batch and concurrency, where signing costs nothing and the platform answers
 * after 20 milliseconds: what the ledger and the waiting limit. Arguments: how many rows a run (20000), and the ledger's
 * JDBC URL (a SQLite file in a temporary folder).
 */
public final class SizingBench {

    private static final Duration LATENCY = Duration.ofMillis(20);

    private SizingBench() {}

    /** Runs it: once to warm up, then each pair once. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        Path folder = Files.createTempDirectory("fluentpay-bench");
        String url = arguments.length > 1 ? arguments[1] : "jdbc:sqlite:" + folder.resolve("returns.db");
        try (FluentPay pay = FreePlatform.answering(LATENCY);
                LedgerDatabase database = LedgerDatabase.open(url)) {
            rate(pay, database, count, 100, 64);
            for (int concurrency : List.of(16, 64, 256, 1000)) {
                for (int batch : List.of(10, 100, 1000)) {
                    System.out.printf(
                            "concurrency %d, batch %d: %.0f a second%n",
                            concurrency, batch, rate(pay, database, count, batch, concurrency));
                }
            }
        }
    }

    private static double rate(FluentPay pay, LedgerDatabase database, int count, int batch, int concurrency)
            throws InterruptedException {
        CountDownLatch settled = new CountDownLatch(count);
        ReturnMonitor monitor = new ReturnMonitor() {
            @Override
            public void committed(int claimed, int sent, int rows, Duration took) {
                for (int i = 0; i < rows; i++) {
                    settled.countDown();
                }
            }
        };
        try (ReturnDesk desk = ReturnDesk.open(
                database.dataSource(),
                pay,
                ReturnOptions.builder()
                        .concurrency(concurrency)
                        .batch(batch)
                        .monitor(monitor)
                        .build())) {
            String refund = "refund-" + System.nanoTime();
            List<CouponReturn> coupons = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                coupons.add(CouponReturn.after("1234567891", "code-" + i, refund));
            }
            desk.submitAll(coupons);
            long begin = System.nanoTime();
            desk.start();
            settled.await();
            return count * 1e9 / (System.nanoTime() - begin);
        }
    }
}
