package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.RedeemedCoupons;
import io.github.fluentpay.local.fault.Fault;
import io.github.fluentpay.local.fault.FaultRule;
import io.github.fluentpay.local.fault.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code returns run} and the commands around it, against a LocalPay. */
class ReturnsRunTest {

    private static final String RETURN = "/v3/marketing/busifavor/coupons/return";

    @TempDir
    static Path data;

    private static LocalPay localPay;
    private static String profile;

    @TempDir
    Path folder;

    private String db;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().data(data).start();
        profile = data.resolve("profile.properties").toString();
    }

    @BeforeEach
    void reset() {
        localPay.reset();
        db = "jdbc:sqlite:" + folder.resolve("returns.db");
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    private Run returns(String command, String... more) {
        return returns(Map.of(), command, more);
    }

    private Run returns(Map<String, String> environment, String command, String... more) {
        return Run.of(
                environment,
                Stream.concat(Stream.of("returns", command, "--db", db), Stream.of(more))
                        .toArray(String[]::new));
    }

    /** Without the lines that say every five seconds how far it is: a busy machine takes that long. */
    private Run run(String... more) {
        Run run = returns(
                "run",
                Stream.concat(Stream.of("--profile", profile), Stream.of(more)).toArray(String[]::new));
        return new Run(
                run.exit(), run.out(), run.err().replaceAll("returned \\d+, refused \\d+, open \\d+; .*\\R", ""));
    }

    /** Puts a new campaign into the ledger, with coupons that the platform does not know at its end. */
    private void campaign(int count, int missing) throws IOException {
        RedeemedCoupons coupons =
                localPay.coupons().redeemed(localPay.merchant().mchid(), count);
        String lines = Stream.concat(
                        coupons.codes().stream()
                                .map(code -> String.join(
                                        ",", coupons.stockId(), code, "F-" + code, coupons.openid(), coupons.appid())),
                        Stream.iterate(1, i -> i + 1)
                                .limit(missing)
                                .map(i -> coupons.stockId() + ",NONE" + i + ",F-" + i + ",,"))
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(
                folder.resolve("campaign.csv"), "stock_id,coupon_code,refund_no,openid,appid\n" + lines);
        Run imported = returns("import", file.toString(), "--profile", profile);
        assertThat(imported.exit()).as(imported.err()).isZero();
    }

    private int effects() {
        return localPay.journal().of(RETURN).effects();
    }

    private long count(String state) {
        return JsonObject.parse(returns("status", "--output", "json").out())
                .object("states")
                .integer(state);
    }

    private static void assertSettings(Run run, String message) {
        assertThat(run.err()).isEqualTo("fluentpay: " + message + System.lineSeparator());
        assertThat(run.exit()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(run.out()).isEmpty();
    }

    @Test
    void givesEachCouponBackAndEnds() throws IOException {
        campaign(30, 0);

        Run first = run();
        Run again = run();

        String ledger = "in the ledger 30 returned, 0 refused, 0 open\n";
        assertThat(first).isEqualTo(new Run(0, "Done: 30 returned, 0 refused in this run; " + ledger, ""));
        assertThat(again).isEqualTo(new Run(0, "Done: 0 returned, 0 refused in this run; " + ledger, ""));
        assertThat(effects()).isEqualTo(30);
    }

    @Test
    void saysWhatWasRefusedAndAsksAgainWhenTold() throws IOException {
        campaign(3, 2);

        Run refused = run("--output", "json");
        Run list = returns("list", "--state", "refused");
        Run none = returns("retry", "--all-refused", "--code", "OTHER");
        Run retried = returns("retry", "--all-refused", "--code", "RESOURCE_NOT_EXISTS");
        Run again = run();

        assertThat(refused.exit()).isEqualTo(ExitCode.PARTLY.code());
        assertThat(refused.err()).isEmpty();
        List<String> lines = refused.out().lines().toList();
        assertThat(lines.get(lines.size() - 2))
                .isEqualTo(
                        "{\"event\":\"done\",\"returned\":3,\"refused\":2,\"returned_in_run\":3,\"refused_in_run\":2,\"unknown\":0,\"waiting\":0,\"open\":0,"
                                + "\"per_second\":0.0}");
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("{\"event\":\"note\",\"text\":\"2 were refused in this run: `fluentpay returns list --state"
                        + " REFUSED` says why, `--state IN_DOUBT` which of them may have been performed all the same;"
                        + " `returns retry` asks again\"}");
        assertThat(list.out())
                .matches("(REFUSED    RET[0-9A-F]{32}  coupon NONE[12] of stock \\d+  RESOURCE_NOT_EXISTS: .+\\R){2}");
        assertThat(none.out()).isEqualTo("0 to be done again\n");
        assertThat(retried).isEqualTo(new Run(0, "2 to be done again\n", ""));
        assertThat(again.exit()).as("refused again").isEqualTo(ExitCode.PARTLY.code());
        assertThat(again.out())
                .isEqualTo("Done: 0 returned, 2 refused in this run; in the ledger 3 returned, 2 refused, 0 open\n");
        assertThat(localPay.journal().count(RETURN)).isEqualTo(7);
    }

    private static int returnedInRun(Run run) {
        return Integer.parseInt(run.out().replaceFirst("(?s)Done: (\\d+) returned.*", "$1"));
    }

    @Test
    void whatWasRefusedBeforeIsNotRefusedInThisRun() throws IOException {
        campaign(2, 1);
        run();
        campaign(1, 0);

        Run again = run("--output", "json");

        JsonObject done = JsonObject.parse(
                again.out().lines().reduce((first, last) -> last).orElseThrow());
        assertThat(again.exit()).as(again.out()).isZero();
        assertThat(done.string("event")).isEqualTo("done");
        assertThat(done.integer("returned")).isEqualTo(3);
        assertThat(done.integer("refused")).isEqualTo(1);
        assertThat(done.integer("returned_in_run")).isEqualTo(1);
        assertThat(done.integer("refused_in_run")).isZero();
    }

    @Test
    void twoRunsOnOneFileShareTheWork() throws Exception {
        campaign(60, 0);
        localPay.faults()
                .add(FaultRule.of(Fault.slow(Duration.ofMillis(150), Moment.BEFORE_EFFECT))
                        .path(RETURN));

        CompletableFuture<Run> other = CompletableFuture.supplyAsync(() -> run("--concurrency", "2", "--batch", "2"));
        Run one = run("--concurrency", "2", "--batch", "2");

        Run two = other.get(60, TimeUnit.SECONDS);
        assertThat(List.of(one, two)).allSatisfy(run -> {
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.out())
                    .matches(
                            "Done: \\d+ returned, 0 refused in this run; in the ledger 60 returned, 0 refused, 0 open\n");
        });
        assertThat(returnedInRun(one) + returnedInRun(two)).isEqualTo(60);
        assertThat(effects()).isEqualTo(60);
        assertThat(localPay.journal().count(RETURN)).isEqualTo(60);
        assertThat(workers()).isEqualTo(2);
    }

    private int workers() throws Exception {
        try (Connection connection = DriverManager.getConnection(db);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(DISTINCT worker) FROM fluentpay_return_history")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** As Ctrl-C does, but for the signal's number. */
    @Test
    void aSignalDrainsAndSaysHowToGoOn() throws Exception {
        campaign(200, 0);
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Process process = ThisProgram.start(
                List.of("returns", "run", "--db", db + "?cache_size=-2000", "--profile", profile, "--rate", "20"),
                lines::add);

        await(() -> effects() >= 3 || !process.isAlive());
        // destroy() of the process itself would close its output, too.
        process.toHandle().destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        await(() -> lines.stream().anyMatch(line -> line.startsWith("Nothing is lost.")));
        assertThat(lines)
                .anyMatch(
                        line -> line.matches(
                                "Stopped: \\d+ returned, 0 refused in this run; in the ledger \\d+ returned, 0 refused, \\d+ open"))
                .contains("Nothing is lost. To go on: fluentpay returns run --db '" + db
                        + "?cache_size=-2000' --profile " + profile + " --rate 20");
        assertThat(count("SENT") + count("CLAIMED") + count("UNKNOWN")).isZero();
        assertThat(count("RETURNED")).isEqualTo(effects());
        assertThat(effects()).isLessThan(200);
    }

    @Test
    void endsWhenItsWorkerDies() throws Exception {
        campaign(5, 0);
        try (DyingDriver driver = DyingDriver.ofThread("fluentpay-returns")) {
            Run died = CompletableFuture.supplyAsync(this::run).get(120, TimeUnit.SECONDS);

            assertThat(driver.deaths()).isPositive();
            assertThat(died.exit()).isEqualTo(ExitCode.INTERNAL.code());
            assertThat(died.err())
                    .isEqualTo(
                            "fluentpay: internal error: The worker of this run has died of java.lang.OutOfMemoryError:"
                                    + " no memory left. Nothing is lost: returns in flight are settled by the next run, when"
                                    + " their leases are over; run it again with --verbose and report what it prints\n");
            assertThat(died.out()).doesNotContain("Done");
        }
        assertThat(run("--timeout", "1", "--lease", "3").out())
                .endsWith(" in this run; in the ledger 5 returned, 0 refused, 0 open\n");
        assertThat(effects()).isEqualTo(5);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("in time").isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void refusesAProfileThatHasNothingToDo() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"), "stock_id,coupon_code,return_request_no\nS1,C1,R1\nS1,C2,R2\n");
        returns("import", file.toString(), "--mchid", "1900000099");

        assertSettings(
                run(),
                "The ledger has nothing open of merchant " + localPay.merchant().mchid()
                        + ", which the profile is of, but of 1900000099 (2): give --profile FILE of that merchant");
        campaign(1, 0);
        assertThat(run())
                .isEqualTo(new Run(
                        0,
                        "Done: 1 returned, 0 refused in this run; in the ledger 1 returned, 0 refused, 0 open\n",
                        "Open returns of other merchants are left alone: 1900000099 (2)\n"));
    }

    @Test
    void endsWhenThePlatformKnowsNoSignatureOfTheProfile() throws IOException {
        campaign(5, 0);
        List<String> lines = Files.readAllLines(Path.of(profile));
        Path without = Files.write(
                Path.of(profile).resolveSibling("without.properties"),
                lines.stream()
                        .filter(line -> !line.startsWith("fluentpay.merchant-certificate"))
                        .toList());

        Run wrong = returns(Map.of("FLUENTPAY_MERCHANT_SERIAL", "ABC123"), "run", "--profile", without.toString());

        assertSettings(
                wrong,
                "The platform refuses this profile's signatures (SIGN_ERROR): `fluentpay doctor` finds out why. Nothing"
                        + " is lost; run it again then");
        assertThat(effects()).isZero();
        assertThat(count("WAITING") + count("PENDING")).isEqualTo(5);
    }

    @Test
    void refusesALedgerThatIsNotThereOrIsNewer() throws Exception {
        assertSettings(
                run(),
                "There is no such ledger: " + folder
                        + " exists, and the rest of the path (10 characters, ending in .db)"
                        + " does not. `fluentpay returns import FILE` makes one, --db URL names another");
        assertThat(folder.resolve("returns.db")).doesNotExist();
        campaign(1, 0);
        try (Connection connection = DriverManager.getConnection(db);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE fluentpay_return_schema SET version = '99' WHERE version = '1'");
        }

        assertSettings(
                run(),
                "The ledger was made by a newer version of FluentPay: its tables have version 99, this one knows up to 1."
                        + " Nothing was changed; use the newer one");
        assertThat(effects()).isZero();
    }

    @Test
    void refusesAWrongOption() {
        assertUsage("--rate is from 0, no limit, to 1000000", "--rate", "-1");
        assertUsage("--concurrency is 0; it is from 1 to 500", "--concurrency", "0");
        assertUsage("--lease is 30; it is from 60 to 3600, and at least three times --timeout", "--lease", "30");
        assertUsage("Invalid value for option '--timeout'", "--timeout", "soon");
    }

    private void assertUsage(String message, String... options) {
        Run run = run(options);

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).startsWith("fluentpay: ").contains(message);
    }

    @Test
    void callsOffWhatWasNotSent() throws IOException {
        campaign(3, 0);
        String number = JsonObject.parse(
                        returns("list", "--limit", "1", "--output", "json").out())
                .string("return_request_no");

        Run one = returns("cancel", number, "none", "--profile", profile);
        Run twice = returns("cancel", number, "--profile", profile);
        Run all = returns("cancel", "--all-pending", "--output", "json");
        Run back = returns("retry", number, "--profile", profile);
        Run done = run();

        String mchid = localPay.merchant().mchid();
        assertThat(one)
                .isEqualTo(new Run(
                        ExitCode.PARTLY.code(),
                        "1 called off\n",
                        "There is no return none of merchant " + mchid + " in the ledger\n"));
        assertThat(twice)
                .isEqualTo(new Run(
                        ExitCode.PARTLY.code(),
                        "0 called off\n",
                        "The return " + number + " is CANCELLED and cannot become CANCELLED: it has ended\n"));
        assertThat(all).isEqualTo(new Run(0, "{\"cancelled\":2}\n", ""));
        assertThat(back).isEqualTo(new Run(0, "1 to be done again\n", ""));
        assertThat(done.out())
                .isEqualTo("Done: 1 returned, 0 refused in this run; in the ledger 1 returned, 0 refused, 0 open\n");
        assertThat(returns("cancel").exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(returns("retry", "--all-refused", "x").exit()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void showsStatusAndList() throws IOException {
        campaign(3, 0);

        Run status = returns("status");
        Run list = returns("list", "--limit", "2");

        assertThat(status)
                .isEqualTo(new Run(0, """
                        PENDING               3  to be done
                        CLAIMED               0  a worker has it
                        SENT                  0  on its way
                        WAITING               0  not now; it is tried again by itself
                        UNKNOWN               0  no clear answer; it is settled by itself
                        RETURNED              0  the coupon is back
                        REFUSED               0  the platform said no
                        IN_DOUBT              0  refused, and an earlier attempt may have been performed
                        CANCELLED             0  called off
                        total                 3
                        open of merchant %s: 3
                        """.formatted(localPay.merchant().mchid()), ""));
        assertThat(list.out()).matches("(PENDING    RET[0-9A-F]{32}  coupon \\S+ of stock \\d+\\R){2}");
        assertThat(list.err()).isEqualTo("There are more; show them by --limit, or write all by `returns export`\n");
        assertThat(returns("list", "--limit", "0").err()).startsWith("fluentpay: --limit is 0; it is 1 or more");
        assertThat(returns("list", "--state", "REFUSED").err()).isEqualTo("There is no such return in the ledger\n");
    }

    @Test
    void exportsWhatCanBeImportedAgain() throws IOException {
        campaign(2, 1);
        run();
        Path csv = folder.resolve("out.csv");
        Path json = folder.resolve("out.jsonl");

        Run written = returns("export", "--out", csv.toString());
        Run counted = returns("export", "--out", json.toString(), "--state", "RETURNED", "--output", "json");
        Run again = returns("import", csv.toString(), "--profile", profile);

        assertThat(written).isEqualTo(new Run(0, "", "3 returns in " + csv + "\n"));
        assertThat(counted)
                .isEqualTo(new Run(0, "{\"returns\":2,\"file\":\"" + json + "\",\"format\":\"jsonl\"}\n", ""));
        assertThat(Files.readAllLines(csv))
                .hasSize(4)
                .first()
                .isEqualTo("mchid,stock_id,coupon_code,return_request_no,product_coupon_id,brand_id,out_request_no,"
                        + "sequential_coupon_index,openid,appid,state,attempts,code,message,request_id,return_time,"
                        + "created_at,changed_at");
        assertThat(Files.readAllLines(json))
                .hasSize(2)
                .allSatisfy(line -> assertThat(JsonObject.parse(line).fields().keySet())
                        .containsExactly(
                                "mchid",
                                "stock_id",
                                "coupon_code",
                                "return_request_no",
                                "openid",
                                "appid",
                                "state",
                                "attempts",
                                "request_id",
                                "return_time",
                                "created_at",
                                "changed_at"));
        assertThat(again.out()).isEqualTo("3 lines: 0 added, 3 known before, 0 rejected\n");
        assertThat(returns("export", "--out", folder.toString()).err())
                .isEqualTo("fluentpay: " + folder + " is a folder, not a file; name a file in it\n");
        assertThat(returns("export", "--format", "jsonl", "--state", "REFUSED")
                        .out()
                        .lines())
                .hasSize(1);
    }

    /** The name of a file tells its format, and --output how the command tells what it did. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            out.csv    |                | csv
            out.CSV    |                | csv
            out.jsonl  |                | jsonl
            out.ndjson |                | jsonl
            out        |                | csv
            out.csv    | --format=jsonl | jsonl
            out.jsonl  | --format=csv   | csv
            """)
    void exportsAsTheNameOfTheFileTells(String name, @Nullable String option, String format) throws IOException {
        campaign(1, 0);
        for (String output : List.of("text", "json")) {
            Path file = folder.resolve(output + "-" + name);
            List<String> args = new ArrayList<>(List.of("--out", file.toString(), "--output", output));
            if (option != null) {
                args.add(option);
            }

            Run run = returns("export", args.toArray(String[]::new));

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(Files.readString(file).startsWith("{")).as(output).isEqualTo(format.equals("jsonl"));
            if (output.equals("json")) {
                assertThat(JsonObject.parse(run.out()).string("format")).isEqualTo(format);
                assertThat(run.err()).isEmpty();
            }
        }
    }

    @Test
    void exportsRowsAsJsonToStandardOutput() throws IOException {
        campaign(2, 0);

        Run run = returns("export", "--output", "json");

        assertThat(run.out().lines())
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(JsonObject.parse(line).string("state")).isEqualTo("PENDING"));
        assertThat(run.err()).isEmpty();
    }

    @Test
    void writesAReport() throws IOException {
        campaign(3, 1);
        localPay.faults()
                .add(FaultRule.of(Fault.reset(Moment.AFTER_EFFECT)).path(RETURN).times(1));
        run();
        Path file = folder.resolve("report.html");

        Run report = returns("report", "--out", file.toString());

        assertThat(report).isEqualTo(new Run(0, file + "\n", ""));
        assertThat(Files.readString(file))
                .startsWith("<!DOCTYPE html>\n")
                .contains("3 of 4 coupons are back with the customers (已退回); the platform refused 1. Nothing is open.")
                .contains("<tr><td>RESOURCE_NOT_EXISTS</td><td>")
                .contains("For 1 return the answer was lost on the way (结果未知)")
                .contains("<svg ", "<rect ")
                .doesNotContain("http", "src=", "@import");
    }
}
