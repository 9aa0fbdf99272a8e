package io.github.fluentpay.bench;

import com.sun.management.OperatingSystemMXBean;
import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.RedeemedCoupons;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.ToDoubleFunction;

/**
 * What LocalPay's storage costs beside all else of a request: returns a second with the state in memory, in a SQLite file,
 * and in PostgreSQL if its JDBC URL is given, side by side in one process, client included; and one signature for
 * comparison. Arguments: how many returns a run (2000), and that URL.
 */
public final class StoreBench {

    private static final int ROUNDS = 5;

    private StoreBench() {}

    /** Runs it: once to warm up, then five times in turn; the median counts. */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
        Path folder = Files.createTempDirectory("fluentpay-bench");
        Map<String, LocalPay> stores = new LinkedHashMap<>();
        try {
            stores.put("memory", LocalPay.start());
            stores.put(
                    "SQLite file",
                    LocalPay.builder()
                            .database("jdbc:sqlite:" + folder.resolve("localpay.db"))
                            .start());
            if (arguments.length > 1) {
                stores.put(
                        "PostgreSQL", LocalPay.builder().database(arguments[1]).start());
            }
            stores.values().forEach(store -> run(store, count));
            Map<String, List<Cost>> costs = new LinkedHashMap<>();
            for (int round = 0; round < ROUNDS; round++) {
                stores.forEach((name, store) ->
                        costs.computeIfAbsent(name, any -> new ArrayList<>()).add(run(store, count)));
            }
            costs.forEach((name, each) -> System.out.printf(
                    "%s: %.0f us of CPU a return, client included; %.0f returns a second%n",
                    name, median(each, Cost::micros), median(each, Cost::rate)));
            System.out.printf(
                    "one signature: %.0f us%n",
                    signature(stores.values().iterator().next()));
        } finally {
            stores.values().forEach(LocalPay::close);
        }
    }

    /**
     * What a run came to.
     *
     * @param micros microseconds of CPU of the whole process for each return
     * @param rate returns a second
     */
    private record Cost(double micros, double rate) {}

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return costs.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(ROUNDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Cost run(LocalPay localPay, int count) {
        RedeemedCoupons coupons =
                localPay.coupons().redeemed(localPay.merchant().mchid(), count);
        Semaphore room = new Semaphore(16);
        try (FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            long begin = cpu();
            long time = System.nanoTime();
            for (String code : coupons.codes()) {
                room.acquireUninterruptibly();
                FreePlatform.giveBack(pay, coupons.stockId(), code).whenComplete((reply, failure) -> room.release());
            }
            room.acquireUninterruptibly(16);
            return new Cost((cpu() - begin) / 1e3 / count, count * 1e9 / (System.nanoTime() - time));
        }
    }

    private static double signature(LocalPay localPay) {
        byte[] text = new byte[500];
        int times = 1000;
        long begin = cpu();
        for (int i = 0; i < times; i++) {
            localPay.merchant().signer().sign(text);
        }
        return (cpu() - begin) / 1e3 / times;
    }

    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
