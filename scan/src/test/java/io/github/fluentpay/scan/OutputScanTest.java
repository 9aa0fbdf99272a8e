package io.github.fluentpay.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No private key, APIv3 key, Authorization or decrypted field is in what the tests of all modules have printed. */
class OutputScanTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Secrets SECRETS = new Secrets(Set.of("张三", "0123456789abcdef0123456789abcdef", "13800000000"));
    private static final String BASE64 = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ";

    @TempDir
    private Path folder;

    @Test
    void nothingThatTestsPrintIsSecret() throws IOException {
        Set<String> texts = TestTexts.of(ROOT);
        OutputScan scan = new OutputScan(ROOT, new Secrets(texts));
        List<Path> silent = new ArrayList<>();
        List<String> findings = new ArrayList<>();
        for (Path module : scan.modules()) {
            List<Path> outputs = scan.outputs(module);
            if (outputs.isEmpty()) {
                silent.add(module);
            }
            for (Path output : outputs) {
                findings.addAll(scan.findings(output));
            }
        }

        assertThat(texts).as("secrets in the sources of tests").contains("0123456789abcdef0123456789abcdef", "张三");
        assertThat(scan.modules()).as("modules with tests").hasSizeGreaterThan(5);
        assertThat(silent)
                .as("modules whose tests did not run, so that nothing can be told of them: run mvn verify in " + ROOT)
                .isEmpty();
        assertThat(findings)
                .as("secrets in what tests printed; if a test is gone, its old report goes with mvn clean")
                .isEmpty();
    }

    // The scanner itself. Its own reports show no planted secret.

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\n" + BASE64,
                "key=-----BEGIN RSA PRIVATE KEY-----\\n" + BASE64,
                "<![CDATA[-----BEGIN PRIVATE KEY-----&#10;" + BASE64,
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\r\n" + BASE64,
                "[" + BASE64 + "]",
                "MIIEowIBAAKCAQEA" + "x",
                "\"fluentpay.apiv3-key\":\"LocalPayV3Key0123456789abcdefghi\"",
                "key=LocalPayV2Key0123456789abcdefghi",
                "apiv3-key=0123456789abcdef0123456789abcdef;",
                "Authorization: WECHATPAY2-SHA256-RSA2048 mchid=\"1900000001\",nonce_str=\"x\"",
                "Authorization=[Basic dXNlcjpwYXNz]",
                "{\"Authorization\":\"Bearer abcdef\"}",
                "WECHATPAY-BRAND-SHA256-RSA2048 brand_id=\"1\"",
                "timestamp=\"1\",signature=\"uOVRnA4qG/MNnYzdQxJanN+zU+lTgIcnU9BxGw5dKjK\"",
                "signature=&quot;uOVRnA4qG/MNnYzdQxJanN+zU+lTgIcnU9BxGw5dKjK&quot;",
                "\\\"signature\\\":\\\"x\\\", signature=\\\"uOVRnA4qG/MNnYzdQxJanN+zU+lTgIcnU9BxGw5dKjK\\\"",
                "{\"user_name\":\"张三\"}",
                "phone 13800000000"
            })
    void findsASecretAndDoesNotRepeatIt(String secret) throws IOException {
        Path output = output("some\nlines before\n" + secret + "\nand after\n");

        List<String> findings = scan().findings(output);

        assertThat(findings)
                .hasSizeBetween(1, 2)
                .allMatch(finding -> finding.matches("some/target/surefire-reports/TEST-x.xml:[34] shows an? .*"
                        + "|some/target/surefire-reports/TEST-x.xml:3 shows \".*\" of a test"));
        assertThat(findings).noneMatch(finding -> finding.contains(BASE64) || finding.contains("uOVRnA4q"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Take apiclient_key.pem; it begins with -----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----",
                "LocalPayV3Key is how it begins",
                "Authorization: ***",
                "Authorization has signature without a value",
                "The serial number (serial_no) in Authorization is unknown",
                "signature=\"…\"",
                "the scheme WECHATPAY2-SHA256-RSA2048 is needed",
                "number 138000000001",
                "MIIDxTCCAq2gAwIBAgIUZzMd a certificate"
            })
    void leavesWordsAboutSecretsAlone(String words) throws IOException {
        assertThat(scan().findings(output(words))).isEmpty();
    }

    @Test
    void readsReportsAndLogsOfModulesWithTests() throws IOException {
        Path report = output("x");
        Path log = Files.writeString(folder.resolve("some/target/some.log"), "x");
        Files.createDirectories(folder.resolve("some/src/test/java"));
        Files.createDirectories(folder.resolve("silent/src/test/java"));
        Files.createDirectories(folder.resolve("silent/target/surefire-reports"));
        Files.createDirectories(folder.resolve("none"));

        assertThat(scan().modules()).containsExactly(folder.resolve("silent"), folder.resolve("some"));
        assertThat(scan().outputs(folder.resolve("some"))).containsExactly(report, log);
        assertThat(scan().outputs(folder.resolve("silent"))).isEmpty();
    }

    @Test
    void knowsTheSecretsInSources() throws IOException {
        Path tests = Files.createDirectories(folder.resolve("some/src/test/java"));
        Files.writeString(
                tests.resolve("A.java"),
                "ApiV3Key.of(\"aaaaaaaaaabbbbbbbbbbccccccccccdd\"); String API_V3_KEY = \"aaaaaaaaaabbbbbbbbbbccccccccccee\";"
                        + " encryptor.seal(\"欧阳修\"); encryptor.seal(\"x\"); encryptor.seal(\"44010619800101123X\");");

        assertThat(TestTexts.of(folder))
                .contains(
                        "aaaaaaaaaabbbbbbbbbbccccccccccdd",
                        "aaaaaaaaaabbbbbbbbbbccccccccccee",
                        "欧阳修",
                        "44010619800101123X")
                .doesNotContain("x");
    }

    private OutputScan scan() {
        return new OutputScan(folder, SECRETS);
    }

    private Path output(String text) throws IOException {
        Path reports = Files.createDirectories(folder.resolve("some/target/surefire-reports"));
        return Files.writeString(reports.resolve("TEST-x.xml"), text);
    }
}
