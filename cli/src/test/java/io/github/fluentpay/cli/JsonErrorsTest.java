package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** {@code --output json} of a command that fails: one object, and the same fields for each exit code. */
class JsonErrorsTest {

    @TempDir
    Path folder;

    /** The words of each command, groups among them. */
    static Stream<List<String>> everyCommand() {
        CommandLine program =
                new CommandLineProgram(new Terminal(System.out, System.err, Map.of(), false)).commandLine();
        return below(program, List.of()).stream();
    }

    private static List<List<String>> below(CommandLine command, List<String> words) {
        List<List<String>> all = new ArrayList<>(List.of(words));
        command.getSubcommands().forEach((name, sub) -> {
            List<String> more = new ArrayList<>(words);
            more.add(name);
            all.addAll(below(sub, more));
        });
        return all;
    }

    private static Run run(List<String> words, String... more) {
        List<String> args = new ArrayList<>(words);
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    private static JsonObject usage(Run run) {
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        JsonObject error = JsonObject.parse(run.err()).object("error");
        assertThat(error.fields().keySet()).containsExactly("exit", "message", "help");
        assertThat(error.string("exit")).isEqualTo("USAGE");
        return error;
    }

    @Test
    void theDocumentedExampleIsWhatIsPrinted() throws IOException {
        Run run = Run.of("call", "get", "v3/x/y", "--nope", "--output", "json");

        assertThat(Snippet.of("docs/command-line.md", "json")).containsExactly(run.err());
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void anUnknownOptionIsJsonWhereverItStands(List<String> command) {
        String help = String.join(" ", inFull(command)) + " --help";

        assertThat(usage(run(command, "--nope", "--output", "json")).string("help"))
                .isEqualTo(help);
        assertThat(usage(run(command, "--output=JSON", "--nope")).string("help"))
                .isEqualTo(help);
    }

    private static List<String> inFull(List<String> command) {
        List<String> all = new ArrayList<>(List.of("fluentpay"));
        all.addAll(command);
        return all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nosuch                                          | There is no such subcommand of fluentpay: a value of 6 characters (argument 1); there are demo, local,
            returns nosuch                                  | There is no such subcommand of fluentpay returns: a value of 6 characters (argument 2); there are import, run,
            returns                                         | The option '--output' (argument 2) belongs behind a subcommand of fluentpay returns; there are import, run,
            certificates                                    | The option '--output' (argument 2) belongs behind a subcommand of fluentpay certificates; there are download
            call                                            | Missing required parameters: 'VERB', 'PATH'
            call get                                        | Missing required parameter: 'PATH'
            call get v3/x/y --profile                       | Expected parameter for option '--profile' but found '--output'
            call get v3/x/y --max-reply many                | Invalid value for option '--max-reply': a number is needed, and this is a value of 4 characters
            return                                          | Missing required options: '--coupon-code=CODE', '--stock-id=ID', '--return-request-no=NO'
            returns import                                  | Missing required parameter: 'FILE'
            returns list --limit 0                          | --limit is 0; it is 1 or more
            returns cancel                                  | Name request numbers, or say --all-pending
            returns export --state ODD                      | Invalid value for option '--state': one of [PENDING,
            endpoints no_such_word_at_all                   | No documented endpoint has this word; try fewer words
            completion                                      | Missing required parameter: 'SHELL'
            local --port high                               | Invalid value for option '--port': a number is needed
            """)
    void aWrongCommandLineIsJson(String command, String message) {
        assertThat(usage(run(List.of(command.split(" ")), "--output", "json")).string("message"))
                .startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call get v3/x/y --profile MISSING
            return --coupon-code c --stock-id s --return-request-no r --profile MISSING
            certificates download --profile MISSING
            returns run --db jdbc:sqlite:MISSING
            returns status --db jdbc:sqlite:MISSING
            returns list --db jdbc:sqlite:MISSING
            returns retry --all-refused --db jdbc:sqlite:MISSING
            returns cancel --all-pending --db jdbc:sqlite:MISSING
            returns export --db jdbc:sqlite:MISSING
            returns report --db jdbc:sqlite:MISSING
            returns import MISSING --format csv
            local --database jdbc:odd:x
            """)
    void aSettingThatCannotBeUsedIsJson(String command) {
        String missing = folder.resolve("none").toString();

        Run run = run(List.of(command.replace("MISSING", missing).split(" ")), "--output", "json");

        JsonObject error = JsonObject.parse(run.err()).object("error");
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(error.fields().keySet()).containsExactly("exit", "message");
        assertThat(error.string("exit")).isEqualTo("SETTINGS");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | get  | {"code":"RESOURCE_NOT_EXISTS","message":"none"} | 4 | REFUSED         | exit, message, retry_safety, status, code, platform_message, request_id
            502 | get  | <html>                                          | 5 | NO_ANSWER       | exit, message, retry_safety, status, request_id
            502 | post | <html>                                          | 6 | OUTCOME_UNKNOWN | exit, message, retry_safety, status, request_id
            200 | get  | <html>                                          | 7 | UNTRUSTED       | exit, message, retry_safety
            """)
    void whatThePlatformAnsweredIsJson(int status, String verb, String body, int exit, String name, String fields)
            throws IOException {
        try (LocalPay localPay = LocalPay.builder().data(folder).empty().start();
                SigningPlatform platform = new SigningPlatform(localPay, folder)) {
            platform.answers(status, "application/json", body);

            Run run = Run.of(
                    Map.of(
                            "FLUENTPAY_PROFILE",
                            folder.resolve("profile.properties").toString(),
                            "FLUENTPAY_BASE_URL",
                            platform.baseUrl().toString()),
                    "call",
                    verb,
                    "v3/x/y",
                    "--output",
                    "json");

            JsonObject error = JsonObject.parse(run.err()).object("error");
            assertThat(run.exit()).as(run.err()).isEqualTo(exit);
            assertThat(error.string("exit")).isEqualTo(name);
            assertThat(String.join(", ", error.fields().keySet())).isEqualTo(fields);
        }
    }

    @Test
    void anErrorOfTheVirtualMachineIsJson() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false);
        CommandLine program = new CommandLineProgram(terminal).commandLine();

        int exit = new Failures(terminal)
                .ofMachine(new OutOfMemoryError("Java heap space"), List.of("demo", "--output", "json"), program);

        JsonObject error =
                JsonObject.parse(err.toString(StandardCharsets.UTF_8)).object("error");
        assertThat(exit).isEqualTo(ExitCode.INTERNAL.code());
        assertThat(error.fields().keySet()).containsExactly("exit", "message");
        assertThat(error.string("message")).startsWith("internal error: Java heap space");
    }

    @Test
    void aResultThatCouldNotBeWrittenIsJson() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        Terminal terminal = new Terminal(
                new StandardOutput(full), new PrintStream(err, true, StandardCharsets.UTF_8), Map.of(), false);

        int exit = new CommandLineProgram(terminal).run("completion", "bash", "--output", "json");

        JsonObject error =
                JsonObject.parse(err.toString(StandardCharsets.UTF_8)).object("error");
        assertThat(exit).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(error.string("message"))
                .isEqualTo("The command is done, and its output is not complete: standard output cannot be written: No"
                        + " space left on device");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            call get v3/x/y --output json                     | true
            call get v3/x/y --output=json                     | true
            call get v3/x/y --output JSON                     | true
            call get v3/x/y --output text --output json       | true
            call get v3/x/y --output json --output text       | false
            call get v3/x/y --output                          | false
            call get v3/x/y -- --output json                  | false
            call get v3/x/y --output xml                      | false
            call get v3/x/y                                   | false
            """)
    void readsTheFormatFromACommandLineThatCannotBeParsed(String args, boolean isJson) {
        assertThat(ErrorPrinter.asksForJson(List.of(args.split(" +")))).isEqualTo(isJson);
    }

    @ParameterizedTest
    @CsvSource({"bash", "zsh", "fish"})
    void aCompletionIsJsonToo(String shell) {
        Run plain = Run.of("completion", shell);
        Run run = Run.of("completion", shell, "--output", "json");

        JsonObject json = JsonObject.parse(run.out());
        assertThat(json.fields().keySet()).containsExactly("shell", "script");
        assertThat(json.string("shell")).isEqualTo(shell);
        assertThat(json.string("script")).isEqualTo(plain.out());
    }
}
