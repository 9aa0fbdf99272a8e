package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.json.JsonValue;
import io.github.fluentpay.local.LocalPay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {

    @TempDir
    private static Path folder;

    private static LocalPay localPay;
    private static String profile;

    @BeforeAll
    static void start() {
        localPay = LocalPay.builder().data(folder.resolve("data")).empty().start();
        profile = folder.resolve("data/profile.properties").toString();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    @Test
    void printsALineForEachFindingAndASummary() {
        Run run = Run.of("doctor", "--profile", profile);

        assertThat(run.exit()).as(run.out()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().filter(line -> !line.startsWith("  ")).toList())
                .hasSize(24)
                .startsWith(
                        "PASSED   profile                     8 settings, 0 of them from the environment; " + profile)
                .contains("PASSED   encrypted-echo              sensitive fields are opened, here and there")
                .endsWith("0 failed, 0 warnings, 23 passed, 0 skipped");
    }

    @Test
    void printsTheCureUnderWhatIsWrong() {
        Run run = Run.of(Map.of("FLUENTPAY_MCHID", "me"), "doctor", "--offline", "--profile", profile);

        assertThat(run.exit()).isEqualTo(8);
        assertThat(run.out())
                .contains("""
                        FAILED   mchid                       fluentpay.mchid is not a merchant number, 8 to 15 digits: a value of 2 characters (from the variable FLUENTPAY_MCHID)
                                 Cure: Set the merchant number that the merchant console shows
                        """)
                .endsWith(
                        System.lineSeparator() + "1 failed, 0 warnings, 13 passed, 1 skipped" + System.lineSeparator());
    }

    @Test
    void printsStableJson() {
        Run run = Run.of("doctor", "--profile", profile, "--output", "json");

        JsonObject json = JsonObject.parse(run.out());
        assertThat(run.exit()).isZero();
        assertThat(json.fields().keySet()).containsExactly("verdict", "findings");
        assertThat(json.string("verdict")).isEqualTo("PASSED");
        assertThat(json.array("findings").size()).isEqualTo(23);
        for (JsonValue finding : json.array("findings")) {
            assertThat(((JsonObject) finding).fields().keySet()).containsExactly("check", "verdict", "reason", "cure");
        }
        JsonObject mchid = (JsonObject) json.array("findings").get(1);
        assertThat(mchid)
                .isEqualTo(JsonObject.of(
                        "check", "mchid", "verdict", "PASSED", "reason", "1900000001", "cure", JsonNull.INSTANCE));
    }

    @Test
    void printsTheSameJsonForTheSameProfile() throws Exception {
        DoctorProfile own = new DoctorProfile(folder.resolve("data"), localPay);
        Path broken = own.write(Map.of("merchant-key", "merchant/apiclient_cert.pem", "platform-key", ""));

        Run healthy = Run.of("doctor", "--profile", profile, "--output", "json");
        Run ill = Run.of("doctor", "--profile", broken.toString(), "--output", "json");

        assertThat(lineByLine(own, healthy)).isEqualTo(golden("doctor-healthy.json"));
        assertThat(lineByLine(own, ill)).isEqualTo(golden("doctor-broken.json"));
        assertThat(healthy.out().strip()).doesNotContain("\n");
        assertThat(List.of(healthy.exit(), ill.exit())).containsExactly(0, 8);
        assertThat(healthy.err() + ill.err()).isEmpty();
        own.assertNoSecretIn(healthy.out() + ill.out());
    }

    private static String lineByLine(DoctorProfile own, Run run) {
        JsonObject.parse(run.out());
        return own.named(run.out())
                .replaceAll("profile[0-9]+\\.properties", "profile.properties")
                .replace("{\"check\"", "\n{\"check\"")
                .strip();
    }

    private static String golden(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources", name)).strip();
    }

    @Test
    void refusesAnUnknownOption() {
        Run run = Run.of("doctor", "--profile", profile, "--fast");

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void exitsWithACodeOfItsOwnWhenACheckFailed() {
        String other = "0123456789abcdef0123456789abcdef";

        Run run = Run.of(Map.of("FLUENTPAY_APIV3_KEY", other), "doctor", "--profile", profile, "--output", "json");

        assertThat(run.exit()).isEqualTo(ExitCode.CHECK_FAILED.code()).isEqualTo(8);
        assertThat(JsonObject.parse(run.out()).string("verdict")).isEqualTo("FAILED");
        assertThat(run.out()).doesNotContain(other);
    }

    @Test
    void doesNotFailByAWarning() {
        Run run = Run.of(
                Map.of("FLUENTPAY_BASE_URL", "http://proxy.example"), "doctor", "--offline", "--profile", profile);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("WARNING  base-url").contains("0 failed, 1 warning, ");
    }

    @Test
    void takesAMissingProfileAsAFinding() {
        Run run = Run.of(
                "doctor",
                "--offline",
                "--profile",
                folder.resolve("no.properties").toString());

        assertThat(run.exit()).isEqualTo(8);
        assertThat(run.out()).startsWith("FAILED   profile                     There is no such profile: " + folder);
    }

    @Test
    void readsTheEnvironmentAlone() {
        Run run = Run.of(Map.of("FLUENTPAY_MCHID", "1900000001"), "doctor", "--offline");

        assertThat(run.out())
                .startsWith("PASSED   profile                     1 setting, 1 of them from the environment");
    }

    @Test
    void wantsAProfile() {
        Run run = Run.of("doctor");

        assertThat(run.exit()).isEqualTo(ExitCode.SETTINGS.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("fluentpay: There is no profile: give --profile FILE");
    }

    @Test
    void theDocumentationNamesEveryCheck() throws Exception {
        Set<String> documented = new HashSet<>();
        Pattern.compile("(?m)^\\| `([a-z0-9-]+)` \\|")
                .matcher(Files.readString(Snippet.ROOT.resolve("docs/doctor.md")))
                .results()
                .forEach(row -> documented.add(row.group(1)));
        Set<String> checks = new HashSet<>();
        JsonObject.parse(Run.of("doctor", "--profile", profile, "--output", "json")
                        .out())
                .array("findings")
                .forEach(finding -> checks.add(((JsonObject) finding).string("check")));

        assertThat(documented).containsExactlyInAnyOrderElementsOf(checks);
    }
}
