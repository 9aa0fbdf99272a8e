package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.local.Credentials;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.RedeemedCoupons;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import io.github.fluentpay.local.journal.Journal;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.returns.ReturnState;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The story of {@code returns demo}; every step is one of the program's own commands. */
final class ReturnsDemo {

    private static final String RETURN = "/v3/marketing/busifavor/coupons/return";

    /** Coupons of the file that the platform does not know, so that something is refused. */
    private static final int MISSING = 10;

    private static final int TIMEOUT = 2;
    private static final int LEASE = 6;

    /**
     * What came of it.
     *
     * @param requests that the platform got
     * @param effects coupons that it gave back, a second time counted again
     * @param isExactlyOnce whether each coupon is back, and none was given back twice
     */
    record Outcome(long returned, long refused, long requests, long effects, boolean isExactlyOnce, Path report) {}

    private final Terminal terminal;
    private final Path folder;
    private final Path report;
    private final int count;
    private final long seed;
    private final String db;
    private final String profile;
    private int step;

    ReturnsDemo(Terminal terminal, Path folder, Path report, int count, long seed) {
        this.terminal = terminal;
        this.folder = folder;
        this.report = report;
        this.count = count;
        this.seed = seed;
        this.db = "jdbc:sqlite:" + folder.resolve("returns.db");
        this.profile = folder.resolve("profile.properties").toString();
    }

    Outcome run() throws IOException, InterruptedException {
        say("FluentPay returns a campaign's coupons (批量退券): " + Words.count(count) + " of them, once each.");
        try (LocalPay localPay = LocalPay.builder()
                .random(new SplittableRandom(seed))
                .journalSize(5 * count + 10_000)
                .start()) {
            title("A platform on this machine, LocalPay, has " + Words.count(count) + " coupons that were used");
            writeProfile(localPay);
            RedeemedCoupons coupons =
                    localPay.coupons().redeemed(localPay.merchant().mchid(), count);
            title("The orders were refunded; a file lists the coupons to give back");
            Path file = write(coupons);
            say("   Among them " + MISSING
                    + " that the platform does not know, one that is listed twice, and two broken" + " lines.");
            command(List.of("returns", "import", file.toString(), "--db", db, "--profile", profile));
            title("From now on the platform fails now and then");
            say("   It breaks connections before it acts, and after; it is slow; it answers SYSTEM_ERROR, and 429.");
            arm(localPay);
            title("The work begins, and its process is killed in the middle");
            kill(localPay);
            title("It is started again");
            say("   What the dead process had under way comes back after its lease, " + LEASE + " seconds.");
            finish();
            localPay.faults().clear();
            Outcome outcome = check(localPay, coupons);
            title("A report for people");
            command(List.of("returns", "report", "--db", db, "--out", report.toString()));
            return outcome;
        }
    }

    /** LocalPay keeps its coupons in memory, where they cost no time; its keys are worth nothing after this run. */
    private void writeProfile(LocalPay localPay) throws IOException {
        Credentials keys = localPay.credentials();
        Files.writeString(folder.resolve("apiclient_key.pem"), keys.merchantPrivateKeyPem());
        Files.writeString(folder.resolve("pub_key.pem"), keys.platformPublicKeyPem());
        Files.write(
                Path.of(profile),
                List.of(
                        Profile.MCHID + "=" + keys.mchid(),
                        Profile.MERCHANT_SERIAL + "=" + keys.merchantSerial(),
                        Profile.MERCHANT_KEY + "=apiclient_key.pem",
                        Profile.PLATFORM_SERIAL + "=" + keys.platformPublicKeyId(),
                        Profile.PLATFORM_KEY + "=pub_key.pem",
                        Profile.BASE_URL + "=" + localPay.baseUrl()));
    }

    private Path write(RedeemedCoupons coupons) throws IOException {
        Path file = folder.resolve("coupons.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("stock_id,coupon_code,refund_no,openid,appid\n");
            int number = 0;
            for (String code : coupons.codes()) {
                out.write(line(coupons, code, ++number));
                if (number == count / 2) {
                    out.write(line(coupons, code, number));
                    out.write(coupons.stockId() + ",\"no closing quote,R0,,\n");
                    out.write(coupons.stockId() + ",,R0,,\n");
                }
            }
            for (int i = 1; i <= MISSING; i++) {
                out.write(coupons.stockId() + ",NOSUCHCOUPON" + i + ",R-NONE-" + i + ",,\n");
            }
        }
        return file;
    }

    private static String line(RedeemedCoupons coupons, String code, int number) {
        return String.join(",", coupons.stockId(), code, "R" + number, coupons.openid(), coupons.appid()) + "\n";
    }

    private static void arm(LocalPay localPay) {
        List<FaultRule> rules = new ArrayList<>();
        rules.add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).rate(0.01));
        rules.add(FaultRule.of(Fault.reset(Moment.BEFORE_EFFECT)).rate(0.005));
        rules.add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR")).rate(0.005));
        rules.add(FaultRule.of(Fault.refusal(500, "SYSTEM_ERROR", Moment.AFTER_EFFECT))
                .rate(0.005));
        rules.add(FaultRule.of(Fault.slow(Duration.ofMillis(300), Moment.BEFORE_EFFECT))
                .rate(0.01));
        rules.add(FaultRule.of(Fault.slow(Duration.ofSeconds(TIMEOUT + 1), Moment.AFTER_EFFECT))
                .rate(0.002)
                .times(5));
        rules.add(FaultRule.of(Fault.refusal(429, "RATELIMIT_EXCEEDED"))
                .rate(0.002)
                .times(5));
        for (FaultRule rule : rules) {
            localPay.faults().add(rule.method("POST").path(RETURN));
        }
    }

    private List<String> runCommand() {
        return List.of(
                "returns",
                "run",
                "--db",
                db,
                "--profile",
                profile,
                "--timeout",
                Integer.toString(TIMEOUT),
                "--lease",
                Integer.toString(LEASE));
    }

    private void kill(LocalPay localPay) throws IOException, InterruptedException {
        Process worker = start();
        try {
            while (localPay.journal().of(RETURN).effects() < count * 2 / 5 && worker.isAlive()) {
                Thread.sleep(50);
            }
        } finally {
            worker.destroyForcibly().waitFor();
        }
        say("   Killed (kill -9), process " + worker.pid() + ". The platform has given "
                + Words.count(localPay.journal().of(RETURN).effects()) + " coupons back by now. The ledger knows of "
                + Words.count(counts().getOrDefault(ReturnState.RETURNED, 0L)) + ":");
        command(List.of("returns", "status", "--db", db));
    }

    private void finish() throws IOException, InterruptedException {
        Process worker = start();
        try {
            if (!worker.waitFor(10, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The second run did not end within 10 minutes");
            }
        } finally {
            worker.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        announce(runCommand());
        return ThisProgram.start(runCommand(), line -> say("   | " + line));
    }

    private Map<ReturnState, Long> counts() {
        try (OpenLedger open = OpenLedger.of(db)) {
            return open.ledger().counts();
        }
    }

    private Outcome check(LocalPay localPay, RedeemedCoupons coupons) {
        title("The platform is asked what it did");
        Journal journal = localPay.journal().of(RETURN);
        long effects = journal.effects();
        long back = couponsInState(localPay, coupons, "SENDED");
        long used = couponsInState(localPay, coupons, "USED");
        Map<ReturnState, Long> counts = counts();
        long returned = counts.getOrDefault(ReturnState.RETURNED, 0L);
        say("   It got " + Words.count(journal.size()) + " requests for " + Words.count(count + MISSING)
                + " returns, and carried out " + Words.count(effects) + ".");
        say("   Of the " + Words.count(count) + " coupons " + Words.count(back) + " are back, " + Words.count(used)
                + " are not. The ledger says: " + Words.count(returned) + " returned.");
        boolean isExactlyOnce = effects == count && back == count && used == 0 && returned == count;
        say(
                isExactlyOnce
                        ? "   Effects at the platform per coupon: exactly one. None was lost, none was done twice."
                        : "   That is NOT one effect for each coupon: a defect, please report it.");
        return new Outcome(
                returned, counts.getOrDefault(ReturnState.REFUSED, 0L), journal.size(), effects, isExactlyOnce, report);
    }

    private static long couponsInState(LocalPay localPay, RedeemedCoupons coupons, String state) {
        try (FluentPay pay = FluentPay.builder().profile(localPay.profile()).build()) {
            return Objects.requireNonNull(
                    pay.chain("v3/marketing/busifavor/users/{openid}/coupons")
                            .path("openid", coupons.openid())
                            .query("appid", coupons.appid())
                            .query("stock_id", coupons.stockId())
                            .query("coupon_state", state)
                            .query("creator_merchant", localPay.merchant().mchid())
                            .query("limit", 1)
                            .get()
                            .json()
                            .integer("total_count"),
                    "total_count");
        }
    }

    private void command(List<String> args) {
        announce(args);
        // What it says besides its result belongs to the story.
        Terminal all = new Terminal(terminal.out(), terminal.out(), terminal.environment(), false);
        new CommandLineProgram(all).run(args.toArray(String[]::new));
    }

    private void announce(List<String> args) {
        say("   $ fluentpay " + String.join(" ", args));
    }

    private void title(String text) {
        say("");
        say(++step + "  " + text);
    }

    private void say(String text) {
        terminal.out().println(text);
        terminal.out().flush();
    }
}
