package io.github.fluentpay.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.Merchant;
import io.github.fluentpay.protocol.Signer;
import io.github.fluentpay.returns.CouponReturn;
import io.github.fluentpay.returns.LedgerDatabase;
import io.github.fluentpay.returns.ReturnDesk;
import io.github.fluentpay.returns.ReturnMonitor;
import io.github.fluentpay.returns.ReturnOptions;
import io.github.fluentpay.returns.ReturnState;
import io.github.fluentpay.returns.ReturnTask;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Gives a campaign of coupons back, from a file to the last answer, against a LocalPay in another JVM. Arguments: how many
 * (100000), and the ledger's JDBC URL (a SQLite file in a temporary folder).
 */
public final class ReturnsBench {

    private static final int CHUNK = 1000;

    private ReturnsBench() {}

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        Path folder = Files.createTempDirectory("fluentpay-bench");
        Path ledger = folder.resolve("returns.db");
        String url = arguments.length > 1 ? arguments[1] : "jdbc:sqlite:" + ledger;
        try (CampaignProcess campaign = CampaignProcess.start(folder.resolve("localpay"), count);
                LedgerDatabase database = LedgerDatabase.open(url)) {
            run(count, campaign, database);
        }
        if (arguments.length < 2) {
            System.out.printf(
                    "ledger: %.1f MB, %d bytes a return%n", Files.size(ledger) / 1e6, Files.size(ledger) / count);
        }
    }

    private static void run(int count, CampaignProcess campaign, LedgerDatabase database)
            throws IOException, InterruptedException {
        Profile profile = Profile.read(campaign.profile(), Map.of());
        TimedSigner signer = new TimedSigner(profile.merchant().signer());
        Merchant merchant =
                new Merchant(profile.merchant().mchid(), profile.merchant().serialNumber(), signer);
        CountDownLatch returned = new CountDownLatch(count);
        ReturnMonitor monitor = new ReturnMonitor() {
            @Override
            public void attempted(ReturnTask task, ReturnState outcome, @Nullable String code, Duration took) {
                if (outcome == ReturnState.RETURNED) {
                    returned.countDown();
                }
            }
        };
        try (FluentPay pay =
                        FluentPay.builder().profile(profile).merchant(merchant).build();
                ReturnDesk desk = ReturnDesk.open(
                        database.dataSource(),
                        pay,
                        ReturnOptions.builder().monitor(monitor).build())) {
            long begin = System.nanoTime();
            long cpuBegin = processCpu();
            submit(campaign.campaign(), desk);
            double submitting = seconds(begin);
            desk.start();
            returned.await();
            desk.drain(Duration.ofSeconds(30));
            double seconds = seconds(begin);
            double cpu = (processCpu() - cpuBegin) / 1e9;
            System.out.printf("%d returned in %.1f s: %.0f a second%n", count, seconds, count / seconds);
            System.out.printf(
                    "written to the ledger in %.1f s of that: %.0f a second%n", submitting, count / submitting);
            System.out.printf(
                    "CPU of this process: %.1f s, %.0f us a return; signing %.0f us, %.0f %% of it%n",
                    cpu, cpu / count * 1e6, signer.micros() / count, signer.micros() / 1e4 / cpu);
            System.out.printf(
                    "peak of the heap: %.1f MB of %.1f MB%n",
                    peakHeap() / 1e6, Runtime.getRuntime().maxMemory() / 1e6);
            System.out.printf(
                    "states: %s; effects at LocalPay: %d%n", desk.ledger().counts(), campaign.effects());
        }
    }

    private static void submit(Path campaign, ReturnDesk desk) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(campaign)) {
            List<CouponReturn> chunk = new ArrayList<>(CHUNK);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split(",", -1);
                chunk.add(CouponReturn.after(columns[0], columns[1], "refund").heldBy(columns[2], columns[3]));
                if (chunk.size() == CHUNK) {
                    desk.submitAll(chunk);
                    chunk.clear();
                }
            }
            desk.submitAll(chunk);
        }
    }

    private static long processCpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** Garbage included, as the pools have seen it. */
    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(java.lang.management.MemoryUsage::getUsed)
                .sum();
    }

    private static final class TimedSigner implements Signer {

        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private final LongAdder nanos = new LongAdder();
        private final Signer signer;

        TimedSigner(Signer signer) {
            this.signer = signer;
        }

        @Override
        public byte[] sign(byte[] message) {
            long begin = threads.getCurrentThreadCpuTime();
            try {
                return signer.sign(message);
            } finally {
                nanos.add(threads.getCurrentThreadCpuTime() - begin);
            }
        }

        double micros() {
            return nanos.sum() / 1e3;
        }
    }
}
