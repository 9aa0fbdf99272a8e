package io.github.fluentpay.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.returns.CouponReturn;
import io.github.fluentpay.returns.LedgerDatabase;
import io.github.fluentpay.returns.ReturnDesk;
import io.github.fluentpay.returns.ReturnMonitor;
import io.github.fluentpay.returns.ReturnOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the desk itself costs: the CPU of the process for each return, less that of the same calls without a desk. The
 * platform answers at once, and signing costs nothing. Arguments: how many (50000), and the ledger's JDBC URL (a SQLite
 * file in a temporary folder).
 */
public final class DeskBench {

    private static final int CHUNK = 1000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private DeskBench() {}

    /** Runs it: once to warm up, and three times to measure. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
        Path folder = Files.createTempDirectory("fluentpay-bench");
        String url = arguments.length > 1 ? arguments[1] : "jdbc:sqlite:" + folder.resolve("returns.db");
        try (FluentPay pay = FreePlatform.answering(Duration.ZERO);
                LedgerDatabase database = LedgerDatabase.open(url)) {
            long salt = System.nanoTime();
            for (int run = 0; run <= 3; run++) {
                double calls = micros(count, () -> calls(pay, count));
                double submitting = micros(count, () -> submit(pay, database, count, salt));
                AtomicLong worker = new AtomicLong();
                double desk = micros(count, () -> desk(pay, database, count, worker));
                if (run > 0) {
                    System.out.printf(
                            "%d returns, us of CPU each: the calls alone %.1f; the desk without them %.1f, submitting %.1f"
                                    + " (of all that the worker's thread %.1f)%n",
                            count, calls, desk - calls, submitting, worker.get() / 1e3 / count);
                }
            }
        }
    }

    /** Microseconds of CPU of the whole process for each. */
    private static double micros(int count, Runnable work) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long begin = system.getProcessCpuTime();
        work.run();
        return (system.getProcessCpuTime() - begin) / 1e3 / count;
    }

    /** As many at once as a desk makes. */
    private static void calls(FluentPay pay, int count) {
        Semaphore room = new Semaphore(64);
        for (int i = 0; i < count; i++) {
            room.acquireUninterruptibly();
            FreePlatform.giveBack(pay, "1234567891", "code-" + i).whenComplete((reply, failure) -> room.release());
        }
        room.acquireUninterruptibly(64);
    }

    private static void submit(FluentPay pay, LedgerDatabase database, int count, long salt) {
        try (ReturnDesk desk = ReturnDesk.open(database.dataSource(), pay)) {
            String refund = "refund-" + salt + "-" + System.nanoTime();
            List<CouponReturn> chunk = new ArrayList<>(CHUNK);
            for (int i = 0; i < count; i++) {
                chunk.add(CouponReturn.after("1234567891", "code-" + i, refund)
                        .heldBy("oLocalPayPayer", "wx0000000000000000"));
                if (chunk.size() == CHUNK || i == count - 1) {
                    desk.submitAll(chunk);
                    chunk.clear();
                }
            }
        }
    }

    private static void desk(FluentPay pay, LedgerDatabase database, int count, AtomicLong worker) {
        CountDownLatch settled = new CountDownLatch(count);
        ReturnMonitor monitor = new ReturnMonitor() {
            @Override
            public void committed(int claimed, int sent, int rows, Duration took) {
                for (int i = 0; i < rows; i++) {
                    settled.countDown();
                }
                worker.set(THREADS.getCurrentThreadCpuTime());
            }
        };
        try (ReturnDesk desk = ReturnDesk.open(
                database.dataSource(),
                pay,
                ReturnOptions.builder().monitor(monitor).build())) {
            desk.start();
            settled.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
