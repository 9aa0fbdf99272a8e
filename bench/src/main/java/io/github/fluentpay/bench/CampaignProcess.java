package io.github.fluentpay.bench;

import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.RedeemedCoupons;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A LocalPay in a JVM of its own, with a campaign to undo: its cost and its memory are not measured. */
final class CampaignProcess implements AutoCloseable {

    private static final String RETURN = "/v3/marketing/busifavor/coupons/return";

    private final Path folder;
    private final Process process;
    private final BufferedReader output;

    private CampaignProcess(Path folder, Process process) throws IOException {
        this.folder = folder;
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        output.readLine();
    }

    static CampaignProcess start(Path folder, int coupons) throws IOException {
        return new CampaignProcess(
                folder,
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                CampaignProcess.class.getName(),
                                folder.toString(),
                                Integer.toString(coupons))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /** The child's side. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        try (LocalPay localPay =
                LocalPay.builder().data(folder).journalSize(3 * count + 1000).start()) {
            RedeemedCoupons coupons =
                    localPay.coupons().redeemed(localPay.merchant().mchid(), count);
            try (BufferedWriter csv = Files.newBufferedWriter(folder.resolve("campaign.csv"))) {
                for (String code : coupons.codes()) {
                    csv.write(String.join(",", coupons.stockId(), code, coupons.openid(), coupons.appid()));
                    csv.newLine();
                }
            }
            System.out.println("ready");
            while (System.in.read() == '\n') {
                System.out.println(localPay.journal().of(RETURN).effects());
            }
        }
    }

    Path profile() {
        return folder.resolve("profile.properties");
    }

    /** A line for each coupon: stock, code, openid, appid. */
    Path campaign() {
        return folder.resolve("campaign.csv");
    }

    /** How many coupons have come back, by LocalPay's own count. */
    long effects() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return Long.parseLong(output.readLine());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
