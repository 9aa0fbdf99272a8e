package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts, in the shells that this machine has. */
class CompletionCommandTest {

    private static final String COUPONS = "v3/marketing/busifavor/users/{openid}/coupons";

    @TempDir
    Path folder;

    @Test
    void completesInBash() throws Exception {
        Path script = script("bash");

        assertThat(bash(script, "")).contains("call", "demo", "endpoints", "completion");
        assertThat(bash(script, "call", "")).containsExactly("get", "post", "put", "patch", "delete");
        assertThat(bash(script, "call", "post", "v3/marketing/busifavor/coupons/r"))
                .containsExactly("v3/marketing/busifavor/coupons/return");
        assertThat(bash(script, "call", "get", COUPONS.substring(0, 30)))
                .contains(COUPONS)
                .doesNotContain("v3/marketing/busifavor/coupons/return");
        assertThat(bash(script, "call", "get", "v3/x", "--pro")).containsExactly("--profile");
        assertThat(bash(script, "completion", "z")).containsExactly("zsh");
        assertThat(bash(script, "endpoints", "--det")).containsExactly("--details");
        assertThat(bash(script, "--he")).containsExactly("--help");
        assertThat(bash(script, "certificates", "")).containsExactly("download");
        assertThat(bash(script, "certificates", "download", "--ou")).containsExactlyInAnyOrder("--out", "--output");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void hasTheSyntaxOfItsShell(String shell) throws Exception {
        assertThat(run(shell, "-n", script(shell).toString())).isEmpty();
    }

    /** The shell itself drops what does not begin with the last word. */
    @Test
    void completesInZsh() throws Exception {
        Path script = script("zsh");

        assertThat(zsh(script, "call", "post", "v3/marketing/busifavor/coupons/r"))
                .contains("v3/marketing/busifavor/coupons/return", "v3/marketing/busifavor/coupons/{card_id}/send")
                .doesNotContain(COUPONS);
        assertThat(zsh(script, "certificates", "")).containsExactly("download");
        assertThat(zsh(script, "certificates", "download", "--")).contains("--out", "--profile");
        assertThat(zsh(script, "--")).containsExactlyInAnyOrder("--help", "--version");
        assertThat(zsh(script, "completion", "")).containsExactly("bash", "zsh", "fish");
        assertThat(zsh(script, "call", "post", "v3/certificates", "")).containsExactly("a file");
    }

    @Test
    void completesInFish() throws Exception {
        Path script = script("fish");

        assertThat(run(
                        "fish",
                        "--no-config",
                        "-c",
                        "source " + script + "; complete -C 'fluentpay call get v3/marketing/busifavor/users/'"))
                .contains(COUPONS)
                .doesNotContain("v3/marketing/busifavor/coupons/return");
        assertThat(run("fish", "--no-config", "-c", "source " + script + "; complete -C 'fluentpay ca'"))
                .contains("call");
        assertThat(run("fish", "--no-config", "-c", "source " + script + "; complete -C 'fluentpay call --prof'"))
                .contains("--profile");
        assertThat(run("fish", "--no-config", "-c", "source " + script + "; complete -C 'fluentpay certificates '"))
                .contains("download");
        assertThat(run(
                        "fish",
                        "--no-config",
                        "-c",
                        "source " + script + "; complete -C 'fluentpay certificates download --ou'"))
                .contains("--out", "--output");
        assertThat(run("fish", "--no-config", "-c", "source " + script + "; complete -C 'fluentpay --he'"))
                .contains("--help");
    }

    @Test
    void refusesAShellWithoutAScript() {
        assertThat(Run.of("completion", "tcsh").exit()).isEqualTo(ExitCode.USAGE.code());
    }

    private Path script(String shell) throws IOException {
        Run run = Run.of("completion", shell);
        assertThat(run.exit()).as(run.err()).isZero();
        return Files.writeString(folder.resolve("fluentpay." + shell), run.out());
    }

    /** What is offered for the last of the words. */
    private List<String> bash(Path script, String... words) throws Exception {
        String line = """
                source %s
                COMP_WORDS=(fluentpay "$@")
                COMP_CWORD=$#
                _fluentpay
                printf '%%s\\n' "${COMPREPLY[@]}"
                """.formatted(script);
        String[] command = new String[4 + words.length];
        command[0] = "bash";
        command[1] = "-c";
        command[2] = line;
        command[3] = "bash";
        System.arraycopy(words, 0, command, 4, words.length);
        return run(command);
    }

    private List<String> zsh(Path script, String... words) throws Exception {
        String line = """
                compdef() { :; }
                source %s
                compadd() { shift; print -l -- "$@"; }
                _files() { print 'a file'; }
                words=(fluentpay "$@")
                CURRENT=$#words
                _fluentpay
                """.formatted(script);
        return run(Stream.concat(Stream.of("zsh", "-f", "-c", line, "zsh"), Stream.of(words))
                .toArray(String[]::new));
    }

    private List<String> run(String... command) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException notInstalled) {
            assumeTrue(false, command[0] + " is not installed here");
            return List.of();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(output, StandardCharsets.UTF_8);
    }
}
