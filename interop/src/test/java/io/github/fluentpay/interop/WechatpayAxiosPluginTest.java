package io.github.fluentpay.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of a coupon through a shop in JavaScript, {@code src/test/node/story.js}: with wechatpay-axios-plugin, which npm
 * brings into {@code target} once. Skipped where there is no npm, or it cannot bring it; a story that fails, fails.
 */
class WechatpayAxiosPluginTest {

    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path TARGET = Path.of("target/node");
    private static final String SDK = "wechatpay-axios-plugin";

    private static final Duration INSTALLING = Duration.ofMinutes(2);
    private static final Duration TELLING = Duration.ofMinutes(1);

    private record Ended(int exit, String output) {}

    @TempDir
    private Path folder;

    @Test
    void tellsTheStory() throws Exception {
        install();
        Files.copy(SOURCES.resolve("story.js"), TARGET.resolve("story.js"), StandardCopyOption.REPLACE_EXISTING);

        try (LocalPay localPay =
                LocalPay.builder().data(folder.resolve("localpay")).start()) {
            Path profile = folder.resolve("localpay/profile.properties");

            Ended story = run(TELLING, List.of("node", "story.js", profile.toString()));

            assertThat(story.output()).isEqualTo("The story is told.\n");
            assertThat(story.exit()).isZero();
            assertThat(localPay.journal().of(ExampleCoupon.RETURN).effects()).isEqualTo(1);
        }
    }

    /** Once for each version of the SDK: what is there already is good. */
    private void install() throws IOException, InterruptedException {
        Path wanted = SOURCES.resolve("package.json");
        Path installed = TARGET.resolve("installed.json");
        if (Files.exists(installed) && Files.mismatch(wanted, installed) == -1) {
            return;
        }
        Files.createDirectories(TARGET);
        Files.copy(wanted, TARGET.resolve("package.json"), StandardCopyOption.REPLACE_EXISTING);
        Ended npm;
        try {
            run(INSTALLING, List.of("node", "--version"));
            npm = run(INSTALLING, List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund"));
        } catch (IOException e) {
            assumeTrue(false, "skipped, because node and npm are not here: " + e.getMessage());
            return;
        }
        assumeTrue(npm.exit() == 0, () -> "skipped, because npm cannot bring " + SDK + ": " + npm.output());
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Runs it in {@code target}, and ends it after that time. */
    private Ended run(Duration atMost, List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(TARGET.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
            String text = Files.readString(output, StandardCharsets.UTF_8);
            return ended
                    ? new Ended(process.exitValue(), text)
                    : new Ended(-1, text + "(not ended after " + atMost + ")");
        } finally {
            process.destroyForcibly();
        }
    }
}
