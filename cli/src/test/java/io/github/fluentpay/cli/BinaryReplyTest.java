package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies that are files: to a pipe, into a file, on a terminal, and as JSON. */
class BinaryReplyTest {

    private static final String DOWNLOAD = "v3/billdownload/file";

    /** The first bytes of gzip, and each value that a byte can have. */
    private static final byte[] BINARY = binary(600);

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
        platform.answers(200, "application/gzip", BINARY);
    }

    private static byte[] binary(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i ^ 0x1F);
        }
        bytes[1] = (byte) 0x8B;
        return bytes;
    }

    private static String[] call(String verb, String... more) {
        List<String> args = new ArrayList<>(List.of("call", verb, DOWNLOAD, "--query", "token=T1"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    private static Run download(String... more) {
        return Run.of(environment, call("get", more));
    }

    private static Run watched(String... args) {
        Map<String, String> all = new HashMap<>(environment);
        all.put(Run.WATCHED, "");
        return Run.of(all, args);
    }

    /** Exit code, bytes of standard output, text of standard error. */
    private static int run(OutputStream out, OutputStream err, String... args) {
        Terminal terminal = new Terminal(
                new StandardOutput(out), new PrintStream(err, true, StandardCharsets.UTF_8), environment, false);
        return new CommandLineProgram(terminal).run(args);
    }

    private List<String> files() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"application/gzip, binary", "text/plain, text"})
    void aPipeGetsTheBytesThatWereSent(String type, String kind) {
        byte[] body = kind.equals("binary") ? BINARY : "\uFEFFa,b\r\n1,张三\r\n".getBytes(StandardCharsets.UTF_8);
        platform.answers(200, type, body);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int exit = run(out, err, call("get"));

        assertThat(exit).as(err.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(out.toByteArray()).isEqualTo(body);
    }

    @Test
    void aFileGetsTheBytesThatWereSent() throws IOException {
        Path file = folder.resolve("bill.gz");

        Run run = download("--out", file.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(BINARY);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("HTTP 200, Request-ID R-1").contains("600 bytes in " + file);
        assertThat(files()).containsExactly("bill.gz");
    }

    @Test
    void aFileGetsTheBytesOfJsonToo() throws IOException {
        platform.answers(200, "application/json", "{ \"a\":1 }");
        Path file = Files.writeString(folder.resolve("reply.json"), "old");

        Run run = download("--out", file.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readString(file)).isEqualTo("{ \"a\":1 }");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | application/json | {"code":"NO_STATEMENT_EXIST","message":"none"} | 4
            502 | text/html        | <html>Bad Gateway</html>                        | 5
            200 | application/json | <html>                                          | 7
            """)
    void aFileStaysAsItIsIfTheCallFails(int status, String type, String body, int exit) throws IOException {
        platform.answers(status, type, body);
        Path file = Files.writeString(folder.resolve("bill.gz"), "of yesterday");

        Run run = download("--out", file.toString());

        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(file).hasContent("of yesterday");
        assertThat(files()).containsExactly("bill.gz");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            none/bill.gz  | There is no such folder to write a file into: FOLDER exists, and the rest of the path (4 characters) does not; create the folder, or name a file in one that exists
            file/bill.gz  | FOLDER/file is a file, not a folder; name a file in a folder that exists
            .             | FOLDER/. is a folder, not a file; name a file in it
            """)
    void aPlaceThatCannotBeWrittenIsNamedBeforeAnythingIsSent(String out, String message) throws IOException {
        Files.createFile(folder.resolve("file"));

        Run run = download("--out", folder + "/" + out);

        assertThat(run.err())
                .isEqualTo("fluentpay: " + message.replace("FOLDER", folder.toString()) + System.lineSeparator());
        assertThat(run.exit()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(platform.requests()).isZero();
        assertThat(files()).containsExactly("file");
    }

    @Test
    void aDeviceIsWrittenAndNotReplaced() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));

        Run run = download("--out", device.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("bill.gz"), "of yesterday");
        Path link = Files.createSymbolicLink(folder.resolve("latest.gz"), file);

        Run run = download("--out", link.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readAllBytes(file)).isEqualTo(BINARY);
    }

    @Test
    void aLinkThatLeadsToNothingYetStaysALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("next.gz"), Path.of("bill-of-today.gz"));

        Run run = download("--out", link.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(link).isSymbolicLink();
        assertThat(Files.readAllBytes(folder.resolve("bill-of-today.gz"))).isEqualTo(BINARY);
    }

    @ParameterizedTest
    @CsvSource({"get, 3", "post, 6"})
    void aTerminalIsNotSentBytes(String verb, int exit) {
        Run run = watched(call(verb));

        assertThat(run.exit()).as(run.err()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(
                        "The platform answered with HTTP 200 (Request-ID R-1), and the reply is lost: 600 bytes of it are"
                                + " no text, and are not shown on a terminal; write them into a file: --out FILE");
    }

    @Test
    void aTerminalIsNotSentTextThatItWouldObey() {
        platform.answers(200, "text/plain", "\u001b]0;title\u0007");

        Run run = watched(call("get"));

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aTerminalIsShownAnEscapeInTheJsonThatItWouldObey() {
        platform.answers(200, "application/json", "{\"name\":\"\u009b31m\"}");

        Run run = watched(call("get"));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("{\"name\":\"\\u009b31m\"}");
    }

    @ParameterizedTest
    @CsvSource({"text/plain, 'a,b'", "application/json, '{\"a\":1}'"})
    void aTerminalShowsText(String type, String body) {
        platform.answers(200, type, body);

        Run run = watched(call("get"));

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo(body + System.lineSeparator());
    }

    @Test
    void jsonHasTheBytesInBase64() {
        JsonObject json = JsonObject.parse(download("--output", "json").out());

        assertThat(json.fields().keySet()).containsExactly("status", "request_id", "signed_by", "base64");
        assertThat(Base64.getDecoder().decode(json.string("base64"))).isEqualTo(BINARY);
    }

    @Test
    void jsonHasTextAsText() {
        platform.answers(200, "text/plain", "a,b");

        JsonObject json = JsonObject.parse(download("--output", "json").out());

        assertThat(json.fields().keySet()).containsExactly("status", "request_id", "signed_by", "text");
        assertThat(json.string("text")).isEqualTo("a,b");
    }

    @Test
    void jsonNamesTheFile() throws IOException {
        Path file = folder.resolve("bill.gz");

        Run run = download("--out", file.toString(), "--output", "json");

        JsonObject json = JsonObject.parse(run.out());
        assertThat(json.fields().keySet()).containsExactly("status", "request_id", "signed_by", "file", "bytes");
        assertThat(json.string("file")).isEqualTo(file.toString());
        assertThat(json.integer("bytes")).isEqualTo(600);
        assertThat(run.err()).isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(BINARY);
    }

    @Test
    void takesABillOfManyMegabytes() throws IOException {
        byte[] large = binary(9 << 20);
        platform.answers(200, "application/gzip", large);
        Path file = folder.resolve("bill.gz");

        Run run = download("--out", file.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(large);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --max-reply=0      | --max-reply is 0; it is from 1 to 2047 MiB
            --max-reply=2048   | --max-reply is 2048; it is from 1 to 2047 MiB
            --timeout=0        | --timeout is 0; it is from 1 to 86400 seconds
            --timeout=86401    | --timeout is 86401; it is from 1 to 86400 seconds
            """)
    void checksItsLimits(String option, String message) {
        Run run = download(option);

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).startsWith("fluentpay: " + message);
        assertThat(platform.requests()).isZero();
    }

    private static final class FailingStream extends OutputStream {

        private final String reason;

        FailingStream(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(reason);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "get, No space left on device, 3",
        "post, No space left on device, 6",
        "get, Broken pipe, 0",
        "get, The pipe is being closed, 0"
    })
    void aReplyThatCouldNotBeWrittenIsNoSuccess(String verb, String reason, int exit) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int found = run(new FailingStream(reason), err, call(verb));

        String said = err.toString(StandardCharsets.UTF_8);
        assertThat(found).as(said).isEqualTo(exit);
        assertThat(said.contains("the reply is lost: standard output cannot be written: " + reason))
                .as(said)
                .isEqualTo(exit != 0);
    }

    @ParameterizedTest
    @CsvSource({
        "/dev/pts/3, true",
        "/dev/tty1, true",
        "/dev/console, true",
        "/dev/null, false",
        "pipe:[12345], false",
        "/tmp/pts/3, false"
    })
    void knowsATerminalByTheNameOfItsDevice(String target, boolean isTerminal) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("1"), Path.of(target));

        assertThat(StandardOutput.isTerminal(link)).isEqualTo(isTerminal);
        assertThat(StandardOutput.isTerminal(folder.resolve("none"))).isFalse();
    }
}
