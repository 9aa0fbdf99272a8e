package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.LocalPay;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The body of a call from the command line, from a file, and from standard input. */
class CallBodyTest {

    private static final String BODY = "{\"name\": \"张三\",  \"words\": \"some private words\"}";

    @TempDir
    static Path data;

    private static LocalPay localPay;
    private static SigningPlatform platform;
    private static Map<String, String> environment;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws IOException {
        localPay = LocalPay.builder().data(data).empty().start();
        platform = new SigningPlatform(localPay, data);
        environment = Map.of(
                "FLUENTPAY_PROFILE",
                data.resolve("profile.properties").toString(),
                "FLUENTPAY_BASE_URL",
                platform.baseUrl().toString());
    }

    @AfterAll
    static void stop() {
        platform.close();
        localPay.close();
    }

    @BeforeEach
    void answer() {
        platform.answers(200, "application/json", "{}");
    }

    private static Run post(String... more) {
        List<String> args = new ArrayList<>(List.of("call", "post", "v3/x/y"));
        args.addAll(List.of(more));
        return Run.of(environment, args.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"--json, @", "--json-file, ''"})
    void sendsTheBytesOfAFile(String option, String mark) throws IOException {
        Path file = Files.writeString(folder.resolve("body.json"), BODY + "\n");

        Run run = post(option, mark + file);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(platform.lastRequest()).isEqualTo(BODY);
    }

    @Test
    void leavesOutTheMarkThatSomeEditorsPutInFront() throws IOException {
        Path file = Files.writeString(folder.resolve("body.json"), "\uFEFF" + BODY);

        Run run = post("--json", "@" + file);

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(platform.lastRequest()).isEqualTo(BODY);
    }

    @ParameterizedTest
    @CsvSource({"--json, @-", "--json-file, -"})
    void sendsTheBytesOfStandardInput(String option, String value) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)));
        try {
            Run run = post(option, value);

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(platform.lastRequest()).isEqualTo(BODY);
        } finally {
            System.setIn(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            @missing.json    | There is no such file: FOLDER exists, and the rest of the path (12 characters, ending in .json) does not
            @.               | FOLDER/. is a folder, not a file with the body of the call
            @empty.json      | FOLDER/empty.json is empty, and the body of the call is read from it; nothing was sent
            @blank.json      | FOLDER/blank.json is empty, and the body of the call is read from it; nothing was sent
            @gbk.json        | FOLDER/gbk.json is not UTF-8, which the body of a call has to be: save it as UTF-8; nothing was sent
            @utf16.json      | FOLDER/utf16.json is not UTF-8, which the body of a call has to be: save it as UTF-8; nothing was sent
            """)
    void saysWhatIsWrongWithTheFileAndSendsNothing(String value, String message) throws IOException {
        Files.createFile(folder.resolve("empty.json"));
        Files.writeString(folder.resolve("blank.json"), " \n");
        Files.writeString(folder.resolve("gbk.json"), BODY, Charset.forName("GB18030"));
        Files.writeString(folder.resolve("utf16.json"), "\uFEFF" + BODY, StandardCharsets.UTF_16LE);

        for (List<String> option : List.of(
                List.of("--json", "@" + folder + "/" + value.substring(1)),
                List.of("--json-file", folder + "/" + value.substring(1)))) {
            Run run = post(option.toArray(String[]::new));

            assertThat(run.err())
                    .isEqualTo("fluentpay: " + message.replace("FOLDER", folder.toString()) + System.lineSeparator());
            assertThat(run.exit()).isEqualTo(ExitCode.SETTINGS.code());
            assertThat(run.out()).isEmpty();
        }
        assertThat(platform.requests()).isZero();
    }

    @Test
    void anAtSignWithoutAFileIsNamed() {
        Run run = post("--json", "@");

        assertThat(run.err())
                .isEqualTo("fluentpay: --json @ names no file; write --json @FILE, or --json @- for standard input"
                        + System.lineSeparator());
        assertThat(run.exit()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(platform.requests()).isZero();
    }

    @Test
    void saysWhereAFileIsNoJsonAndShowsNothingOfIt() throws IOException {
        Path file = Files.writeString(folder.resolve("body.json"), "some private words");

        Run run = post("--json", "@" + file);

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).contains("cannot be read at line 1, column 1").doesNotContain("private");
        assertThat(platform.requests()).isZero();
    }

    /** The library expands such a value to the words of the file: more arguments, which a message would then repeat. */
    @Test
    void aValueThatBeginsWithAnAtSignIsThatValue() throws IOException {
        Path file = Files.writeString(folder.resolve("words.txt"), "--nope some private words");
        platform.answers(200, "application/json", "{\"wechatpay_return_time\":\"2019-09-01T10:20:30+08:00\"}");

        Run run = Run.of(
                environment, "return", "--coupon-code", "@" + file, "--stock-id", "1", "--return-request-no", "r1");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(platform.lastRequest()).contains("\"coupon_code\":\"@" + file + "\"");
    }

    /** In the locale C, Java has a replacement in place of each byte of such a character; it would be signed and sent. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"\uFFFD\uFFFD\uFFFD\"}", "\uFFFD"})
    void refusesAnArgumentThatTheLocaleHasDamaged(String value) {
        Run run = post("--json", value);

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err())
                .startsWith("fluentpay: Argument 5 has characters that the locale of this shell cannot express; set"
                        + " LC_ALL=C.UTF-8 and run it again");
        assertThat(platform.requests()).isZero();
    }
}
