package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.local.RedeemedCoupons;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code returns run} is started while the ledger cannot grow. */
class RunOnAFullDiskTest {

    private static final String RETURN = "/v3/marketing/busifavor/coupons/return";
    private static final String NOTE = "The ledger's database fails: [SQLITE_FULL] Insertion failed because database is"
            + " full (database or disk is full). Nothing is lost; make room, it is tried again";

    @TempDir
    Path folder;

    private LocalPay localPay;
    private String profile;
    private String db;

    @BeforeEach
    void fill() throws IOException, SQLException {
        Path data = folder.resolve("localpay");
        localPay = LocalPay.builder().data(data).start();
        profile = data.resolve("profile.properties").toString();
        db = "jdbc:sqlite:" + folder.resolve("returns.db");
        RedeemedCoupons coupons =
                localPay.coupons().redeemed(localPay.merchant().mchid(), 5);
        String lines = coupons.codes().stream()
                .map(code -> coupons.stockId() + "," + code + ",F-" + code)
                .collect(Collectors.joining("\n"));
        Path file = Files.writeString(folder.resolve("campaign.csv"), "stock_id,coupon_code,refund_no\n" + lines);
        Run imported = Run.of("returns", "import", "--db", db, file.toString(), "--profile", profile);
        assertThat(imported.exit()).as(imported.err()).isZero();
        elsewhere("CREATE TABLE filler (bytes BLOB)");
        elsewhere("INSERT INTO filler VALUES (zeroblob(1000000))");
        // What a run writes first fits into a page that is there already; so it takes some more.
        elsewhere("CREATE TRIGGER more AFTER INSERT ON fluentpay_return_pace"
                + " BEGIN INSERT INTO filler VALUES (zeroblob(500000)); END");
    }

    @AfterEach
    void stop() {
        localPay.close();
    }

    private long elsewhere(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(db);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return statement.getUpdateCount();
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The ledger's URL for connections that cannot make the file larger. */
    private String full() throws SQLException {
        return db + "?max_page_count=" + elsewhere("PRAGMA page_count");
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadline).as("in time").isNegative();
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void waitsUntilThereIsRoom() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false);
        String[] command = {"returns", "run", "--db", full(), "--profile", profile};

        CompletableFuture<Integer> run =
                CompletableFuture.supplyAsync(() -> new CommandLineProgram(terminal).run(command));
        await(() -> err.toString(StandardCharsets.UTF_8).contains(NOTE) || run.isDone());

        assertThat(run).as(err.toString(StandardCharsets.UTF_8)).isNotDone();
        assertThat(localPay.journal().count(RETURN)).isZero();
        elsewhere("DELETE FROM filler");

        assertThat(run.get(60, TimeUnit.SECONDS)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("Done: 5 returned, 0 refused in this run; in the ledger 5 returned, 0 refused, 0 open\n");
        assertThat(localPay.journal().of(RETURN).effects()).isEqualTo(5);
    }

    @Test
    void endsByASignalWhileItWaits() throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Process process = ThisProgram.start(
                List.of("returns", "run", "--db", full(), "--profile", profile, "--rate", "20"), lines::add);

        await(() -> lines.stream().anyMatch(NOTE::equals) || !process.isAlive());
        assertThat(process.isAlive()).as("%s", lines).isTrue();
        // destroy() of the process itself would close its output, too.
        process.toHandle().destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        await(() ->
                lines.stream().anyMatch(line -> line.startsWith("Nothing is lost. To go on: fluentpay returns run")));
        assertThat(localPay.journal().count(RETURN)).isZero();
    }
}
