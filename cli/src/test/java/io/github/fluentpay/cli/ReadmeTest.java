package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.LocalPay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** Every snippet of the README is compiled or run; Kotlin and Groovy ones by the interop module, which has them too. */
class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void bothLanguagesShowTheSameSnippets() throws IOException {
        assertThat(Snippet.of("README.zh-CN.md")).isEqualTo(Snippet.of("README.md"));
    }

    @Test
    void everySnippetIsOfAKindThatIsChecked() throws IOException {
        assertThat(Snippet.of("README.md"))
                .extracting(Snippet::language)
                .isSubsetOf("java", "sh", "xml", "kotlin", "groovy", "csv", "text");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyJavaSnippetCompiles(String file) throws IOException {
        for (String snippet : Snippet.of(file, "java")) {
            if (snippet.contains("class ")) {
                compile(snippet);
            } else {
                assertInteropRuns(snippet);
            }
        }
    }

    @Test
    void theJavascriptOfLocalPaysReadmeIsWhatInteropRuns() throws IOException {
        assertThat(Snippet.of("local/README.md", "javascript")).hasSize(1);
        for (String snippet : Snippet.of("local/README.md", "javascript")) {
            assertInteropRuns(snippet);
        }
    }

    /** What needs another SDK stands word for word in a test of the interop module, however it is indented there. */
    private static void assertInteropRuns(String snippet) throws IOException {
        try (Stream<Path> files = Files.walk(Snippet.ROOT.resolve("interop/src/test"))) {
            assertThat(files.filter(file -> file.toString().matches(".*\\.(java|js)"))
                            .map(ReadmeTest::read)
                            .map(ReadmeTest::unindented))
                    .as(snippet)
                    .anyMatch(text -> text.contains(unindented(snippet)));
        }
    }

    private static String unindented(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    static List<String> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Snippet.ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "local/README.md"),
                            docs.filter(page -> page.toString().endsWith(".md"))
                                    .map(page -> "docs/" + page.getFileName())
                                    .sorted())
                    .toList();
        }
    }

    @Test
    void theFirstProgramReturnsTheCoupon() throws Exception {
        compile(Snippet.of("README.md", "java").get(0));
        PrintStream original = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            var main = loader.loadClass("FirstReturn").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(original);
        }

        // OffsetDateTime leaves out seconds that are zero.
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .matches("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?\\+08:00\\R");
    }

    private void compile(String snippet) throws IOException {
        String name = snippet.lines()
                .filter(line -> line.startsWith("class "))
                .map(line -> line.split(" ", -1)[1])
                .findFirst()
                .orElseThrow();
        Path source = Files.writeString(folder.resolve(name + ".java"), snippet);
        ByteArrayOutputStream messages = new ByteArrayOutputStream();

        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, messages, messages, "-d", folder.toString(), "-proc:none", source.toString());

        assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }

    /** The README's own commands, with its folder replaced; {@code mvn verify} is what runs this. */
    @Test
    void everyCommandWorks() throws IOException {
        List<String> commands = new ArrayList<>();
        for (String snippet : Snippet.of("README.md", "sh")) {
            snippet.lines().filter(line -> line.startsWith("./fluentpay")).forEach(commands::add);
        }
        String data = folder.resolve("localpay").toString();

        try (LocalPay localPay = LocalPay.builder().data(Path.of(data)).start()) {
            Files.writeString(
                    Path.of(data, "refunds.csv"), Snippet.of("README.md", "csv").get(0));
            for (String command : commands) {
                String[] args = Stream.of(command.split(" ", -1))
                        .skip(1)
                        .map(argument -> argument.replace("./localpay", data))
                        .toArray(String[]::new);
                // LocalPay runs already; a second one on its folder must be refused, and only for that reason.
                Run run = Run.of(args);
                int expected = args[0].equals("local") ? ExitCode.SETTINGS.code() : ExitCode.OK.code();
                assertThat(run.exit()).as(command + "\n" + run.err()).isEqualTo(expected);
            }
            assertThat(localPay.port()).isPositive();
        }
        assertThat(commands).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void theDependenciesAreTheBoms() throws Exception {
        Document snippet = parse("<project>" + Snippet.of("README.md", "xml").get(0) + "</project>");
        String bom = Files.readString(Snippet.ROOT.resolve("bom/pom.xml"));

        for (String artifact : List.of("fluentpay-bom", "fluentpay", "fluentpay-local")) {
            assertThat(snippet.getDocumentElement().getTextContent()).contains(artifact);
            assertThat(bom).contains("<artifactId>" + artifact + "</artifactId>");
        }
        assertThat(snippet.getElementsByTagName("version").item(0).getTextContent())
                .isEqualTo(parse(bom).getElementsByTagName("version").item(0).getTextContent());
        assertThat(Files.readString(Snippet.ROOT.resolve("pom.xml")))
                .as("the BOM has no parent, so its version stands alone")
                .contains("<version>"
                        + parse(bom).getElementsByTagName("version").item(0).getTextContent() + "</version>");
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kotlin", "groovy"})
    void theIndexOperatorIsTheOneThatInteropRuns(String language) throws IOException {
        String snippet = Snippet.of("README.md", language).get(0).strip();

        try (Stream<Path> files = Files.walk(Snippet.ROOT.resolve("interop/src/test"))) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> file.toString().matches(".*\\.(kt|groovy)"))
                            .map(ReadmeTest::read))
                    .anyMatch(text -> text.contains(snippet));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
