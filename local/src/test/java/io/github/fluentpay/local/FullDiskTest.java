package io.github.fluentpay.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.identity.DataFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders are placed while the disk fills, while it is full, and after there is room again. */
class FullDiskTest {

    private static final int REFUSALS = 25;

    @TempDir
    Path folder;

    private final Set<String> acknowledged = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();

    /** Places orders until so many more were refused. */
    private void orderUntilRefused(TestCaller caller, int refusals) {
        PaymentFixture payments = new PaymentFixture(caller);
        int enough = refused.size() + refusals;
        while (refused.size() < enough) {
            String number = PaymentFixture.number();
            // Small orders find the room that larger ones left.
            String attach = "a".repeat(acknowledged.size() % 3 == 0 ? 1 : 64);
            TestCaller.Answer answer =
                    payments.order("jsapi", PaymentFixture.jsapiBody(number).with("attach", attach));
            if (answer.status() == 200) {
                acknowledged.add(number);
            } else {
                assertThat(answer.status() + " " + answer.code()).isEqualTo("500 SYSTEM_ERROR");
                assertThat(caller.verify(answer)).isEmpty();
                refused.add(number);
            }
        }
    }

    private void orderWithoutRefusal(TestCaller caller, int count) {
        PaymentFixture payments = new PaymentFixture(caller);
        for (int i = 0; i < count; i++) {
            acknowledged.add(payments.ordered());
        }
    }

    private void assertTold(TestCaller caller) {
        PaymentFixture payments = new PaymentFixture(caller);
        assertThat(acknowledged)
                .isNotEmpty()
                .allSatisfy(
                        number -> assertThat(payments.query(number).status()).isEqualTo(200));
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(number -> assertThat(payments.query(number).code()).isEqualTo("ORDER_NOT_EXIST"));
    }

    /** SQLite's own limit gives the same error as a disk without room, on every machine. */
    @Test
    void losesNothingAcknowledgedAndDoesNothingRefusedWhenTheDatabaseCannotGrow() throws Exception {
        String file = "jdbc:sqlite:" + folder.resolve("limited.db");
        LocalPay.builder().database(file).start().close();
        String limited = file + "?max_page_count=" + (number(file, "PRAGMA page_count") + 2);
        try (LocalPay localPay = LocalPay.builder().database(limited).start()) {
            TestCaller caller = TestCaller.of(localPay);
            orderUntilRefused(caller, REFUSALS);
            assertTold(caller);
        }
        try (LocalPay again = LocalPay.builder().database(file).start()) {
            TestCaller caller = TestCaller.of(again);
            assertTold(caller);
            orderWithoutRefusal(caller, 5);
        }
    }

    private static long number(String url, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.getLong(1);
        }
    }

    @Test
    void losesNothingAcknowledgedAndDoesNothingRefusedOnAFullDisk() throws Exception {
        mount(folder);
        try {
            Path data = folder.resolve("data");
            try (LocalPay localPay = LocalPay.builder().data(data).start()) {
                TestCaller caller = TestCaller.of(localPay);
                orderWithoutRefusal(caller, 3);
                for (int round = 0; round < 3; round++) {
                    Path ballast = fill(round);
                    orderUntilRefused(caller, REFUSALS);
                    assertTold(caller);
                    assertThat(caller.get("/v3/certificates").status()).isEqualTo(200);

                    Files.delete(ballast);
                    orderWithoutRefusal(caller, 5);
                    assertTold(caller);
                }
            }
            assertThat(data.resolve(DataFolder.DATABASE)).isNotEmptyFile();
            try (LocalPay again = LocalPay.builder().data(data).start()) {
                assertTold(TestCaller.of(again));
            }
        } finally {
            run("umount", folder.toString());
        }
        System.out.println("On a full disk: " + acknowledged.size() + " orders acknowledged and found, "
                + refused.size() + " refused and not found");
    }

    private Path fill(int round) throws IOException {
        Path ballast = folder.resolve("ballast-" + round);
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    private static void mount(Path folder) throws Exception {
        String output;
        try {
            output = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder.toString());
        } catch (IOException noSuchProgram) {
            output = noSuchProgram.toString();
        }
        Assumptions.assumeTrue(output.isEmpty(), "A small disk cannot be mounted here: " + output);
    }

    /** The output of the program and how it ended; empty if all went well. */
    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "no end within 30 s";
        }
        return process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + " " + output.strip();
    }
}
