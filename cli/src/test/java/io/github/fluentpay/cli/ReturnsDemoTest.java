package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnsDemoTest {

    @TempDir
    Path folder;

    @Test
    void eachCouponComesBackOnceThoughTheProcessIsKilled() throws IOException {
        Run run = Run.of(
                "returns",
                "demo",
                "--coupons",
                "150",
                "--keep",
                folder.resolve("demo").toString(),
                "--output",
                "json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonObject outcome = JsonObject.parse(run.out());
        assertThat(outcome.bool("exactly_once")).isTrue();
        assertThat(outcome.integer("returned")).isEqualTo(150);
        assertThat(outcome.integer("refused")).isEqualTo(10);
        assertThat(outcome.integer("effects")).isEqualTo(150);
        assertThat(run.err())
                .contains("163 lines: 160 added, 1 known before, 2 rejected\n")
                .contains("   Killed (kill -9), process ")
                .containsPattern(
                        "   \\| Done: \\d+ returned, \\d+ refused in this run; in the ledger 150 returned, 10 refused, 0 open\n")
                .contains("   Effects at the platform per coupon: exactly one. None was lost, none was done twice.\n");
        assertThat(Files.readString(folder.resolve("demo/report.html")))
                .contains("150 of 160 coupons are back with the customers (已退回); the platform refused 10.");
    }

    @Test
    void refusesAFolderInUse() throws IOException {
        Files.writeString(folder.resolve("returns.db"), "");

        assertThat(Run.of("returns", "demo", "--keep", folder.toString()).err())
                .isEqualTo("fluentpay: " + folder + " has the files of another demo: name an empty folder\n");
        assertThat(Run.of("returns", "demo", "--coupons", "1").exit()).isEqualTo(ExitCode.USAGE.code());
    }
}
