package io.github.fluentpay.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fluentpay.client.HttpTransport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However bad a profile is: each check has its finding, and nothing is thrown. */
class BadProfileTest {

    private static final HttpTransport NOBODY_THERE =
            request -> CompletableFuture.failedFuture(new ConnectException("refused"));

    private static final List<String> SETTINGS = List.of(
            "mchid",
            "merchant-serial",
            "merchant-key",
            "merchant-certificate",
            "apiv3-key",
            "platform-serial",
            "platform-key",
            "base-url");

    @TempDir
    private Path folder;

    static Stream<String> values() {
        List<String> values = new ArrayList<>(List.of(
                "\\u0000",
                "a\\u0000b",
                "\\n",
                "..",
                "/",
                "~",
                "%",
                "${mchid}",
                "\"",
                "=",
                "密钥",
                "\\uD800".repeat(32),
                "密".repeat(10) + "ab",
                "0",
                "1900000001",
                "-1",
                "0x",
                "A1",
                "F".repeat(40),
                "F".repeat(41),
                "F".repeat(4000),
                "PUB_KEY_ID_",
                "PUB_KEY_ID_x",
                "PUB_KEY_ID_" + "0".repeat(500),
                "key.pem",
                "cert.pem",
                "pub_key.pem",
                "folder",
                "empty",
                "binary",
                "profile.properties",
                ",",
                ",,https://,",
                "https://",
                "https:///x",
                "https://:1",
                "https://a_b.example",
                "https://host:99999",
                "https://host:-1",
                "https://[::1",
                "https://[::1]:1/",
                "http://127.0.0.1:1//x//",
                "https://密钥.example",
                "file:///etc/passwd",
                "jar:https://a!/b",
                "HTTPS://HOST",
                "https://host/%zz",
                "https://host/{mchid}"));
        values.add("https://" + "a".repeat(300) + ".example");
        return values.stream();
    }

    @ParameterizedTest
    @MethodSource("values")
    void isExaminedInAllItsSettings(String value) throws IOException {
        Patient patient = patient();
        List<List<String>> profiles = List.of(
                patient.lines(),
                patient.without("merchant-certificate").lines(),
                patient.inCertificateMode().lines());
        for (String name : SETTINGS) {
            for (List<String> profile : profiles) {
                examine(name, profile, "fluentpay." + name + "=" + value);
            }
        }
    }

    private Patient patient() throws IOException {
        Patient patient = new Patient(folder).file("empty", "");
        Files.createDirectories(folder.resolve("folder"));
        Files.write(folder.resolve("binary"), new byte[] {-1, 0, 1, -128, 10, 48, -126});
        return patient;
    }

    private void examine(String name, List<String> profile, String line) throws IOException {
        // The last one counts.
        Files.write(
                folder.resolve("profile.properties"),
                Stream.concat(profile.stream(), Stream.of(line)).toList());

        Diagnosis diagnosis = Doctor.of(folder.resolve("profile.properties"), Map.of())
                .withClient(client -> client.transport(NOBODY_THERE))
                .online();

        assertThat(diagnosis.findings()).as(name).hasSize(23);
        assertThat(diagnosis.verdict()).as(name).isEqualTo(Verdict.FAILED);
        assertThat(diagnosis.findings())
                .allSatisfy(finding -> assertThat(finding.reason() + finding.cure())
                        .doesNotContainPattern("\\p{Cc}")
                        .hasSizeLessThan(1500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "binary", "bad-escape", "nothing", "nothing/nothing"})
    void isAFindingIfItCannotBeRead(String name) throws IOException {
        patient().file("bad-escape", "fluentpay.mchid=\\u12");

        Diagnosis diagnosis = Doctor.of(folder.resolve(name), Map.of()).online();

        assertThat(diagnosis.of("profile").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(diagnosis.of("connection").reason()).isEqualTo("not checked, since base-url was not checked");
        assertThat(diagnosis.findings()).hasSize(23);
    }

    @Test
    void saysThatTheNameCannotBeResolved() throws IOException {
        Diagnosis diagnosis = patient()
                .set("base-url", "https://pay.example")
                .doctor()
                .withClient(client -> client.transport(
                        request -> CompletableFuture.failedFuture(new UnknownHostException("pay.example"))))
                .online();

        assertThat(diagnosis.of("connection"))
                .isEqualTo(new Finding(
                        "connection",
                        Verdict.FAILED,
                        "https://pay.example: the name of the host cannot be resolved",
                        "Check the base URL and this machine's name server (DNS)"));
    }

    @Test
    void refusesATimeoutThatIsNone() {
        Doctor doctor = Doctor.ofEnvironment(Map.of());

        for (Duration timeout : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(2))) {
            assertThatThrownBy(() -> doctor.withTimeout(timeout))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("timeout is " + timeout + "; more than zero and at most an hour is needed");
        }
    }
}
