package io.github.fluentpay.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.fluentpay.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as they come, good and bad. */
class ReturnsImportTest {

    private static final String HEADER = "stock_id,coupon_code,return_request_no\n";
    private static final Charset GB18030 = Charset.forName("GB18030");

    @TempDir
    Path folder;

    private String db;

    @BeforeEach
    void name() {
        db = "jdbc:sqlite:" + folder.resolve("returns.db");
    }

    private Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(UTF_8));
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private Run imported(Path file, String... more) {
        return Run.of(Stream.concat(
                        Stream.of("returns", "import", file.toString(), "--db", db, "--mchid", "1900000001"),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private String rejects(Path file) throws IOException {
        return Files.readString(Path.of(file + ".rejects.csv"));
    }

    /** The ledger without what the clock writes. */
    private String ledger(String... names) {
        Run run = Run.of("returns", "export", "--db", db, "--format", "jsonl");
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out()
                .lines()
                .map(JsonObject::parse)
                .map(row -> Stream.of(names).map(row::string).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
    }

    private static void assertRefused(Run run, ExitCode code, String message) {
        assertThat(run.err()).isEqualTo("fluentpay: " + message + System.lineSeparator());
        assertThat(run.exit()).isEqualTo(code.code());
        assertThat(run.out()).isEmpty();
    }

    private static void assertSettings(Run run, String message) {
        assertRefused(run, ExitCode.SETTINGS, message);
    }

    @Test
    void addsEachLineOnce() throws IOException {
        Path file = file("a.csv", HEADER + "S1,C1,R1\nS1,C2,R2\r\n\nS1,C1,R1\n");

        Run first = imported(file);
        Run again = imported(file, "--output", "json");

        assertThat(first).isEqualTo(new Run(0, "3 lines: 2 added, 1 known before, 0 rejected\n", ""));
        assertThat(again).isEqualTo(new Run(0, "{\"lines\":3,\"added\":0,\"known\":3,\"rejected\":0}\n", ""));
        assertThat(ledger("mchid", "stock_id", "coupon_code", "return_request_no", "state"))
                .isEqualTo("1900000001 S1 C1 R1 PENDING\n1900000001 S1 C2 R2 PENDING");
        assertThat(Path.of(file + ".rejects.csv")).doesNotExist();
    }

    @Test
    void takesAllColumnsInAnyOrderAndNamesTheOthersOnce() throws IOException {
        Path file = file(
                "a.csv",
                "openid,mch_id,appid,mchid,coupon_code,refund_no,stock_id,Bemerkung\n"
                        + "o1,x,wx1,1900000009, C1 ,F1,S1,\"a, \"\"b\"\"\"\n,y,,,C2,F2,S1,\n");

        Run run = imported(file);

        assertThat(run)
                .isEqualTo(new Run(
                        0,
                        "2 lines: 2 added, 0 known before, 0 rejected\n",
                        "Columns that are not used: mch_id (mchid?), Bemerkung\n"));
        assertThat(ledger("mchid", "coupon_code", "openid", "appid"))
                .isEqualTo("1900000009 C1 o1 wx1\n1900000001 C2 null null");
        assertThat(ledger("return_request_no").lines())
                .as("derived from stock, coupon and refund")
                .hasSize(2)
                .allMatch(number -> number.matches("RET[0-9A-F]{32}"));
    }

    @Test
    void takesProductCoupons() throws IOException {
        String header = "product_coupon_id,brand_id,stock_id,coupon_code,out_request_no,openid,appid";
        Path file = file("a.csv", header + "\nP1,120344,S1,C1,R1,o1,wx1\n,120344,S1,C2,R2,o1,wx1\n");
        Path half = file("half.csv", header.replace(",openid", "") + "\n");

        assertThat(imported(file).out()).isEqualTo("2 lines: 1 added, 0 known before, 1 rejected\n");
        assertThat(rejects(file))
                .isEqualTo("line,reason,text\n3,product_coupon_id is empty,\",120344,S1,C2,R2,o1,wx1\"\n");
        assertThat(ledger("product_coupon_id", "brand_id", "out_request_no")).isEqualTo("P1 120344 R1");
        assertSettings(
                imported(half),
                half + " lacks openid; its first line has product_coupon_id, brand_id, stock_id, coupon_code,"
                        + " out_request_no, appid. Next: say which column is which: --columns openid=HEADER,…");
    }

    @Test
    void takesOtherHeadersAndEncodings() throws IOException {
        String text = "批次号;券码;退款单号\nS1;C1;退1\n";
        Path file = file("a.csv", text.getBytes(GB18030));
        String[] columns = {"--separator", ";", "--columns", "coupon_code=券码,stock_id=批次号,refund_no=退款单号"};

        Run wrong = imported(file, columns);
        Run right = imported(
                file,
                Stream.concat(Stream.of(columns), Stream.of("--encoding", "gb18030"))
                        .toArray(String[]::new));

        assertSettings(wrong, file + ", line 1: it is not UTF-8; try --encoding GB18030");
        assertThat(right).isEqualTo(new Run(0, "1 line: 1 added, 0 known before, 0 rejected\n", ""));
        assertSettings(
                imported(file, "--encoding", "GB18030", "--columns", "coupon_code=券号"),
                file + " has no column \"券号\", which --columns names; its first line has 批次号;券码;退款单号");
    }

    @Test
    void aLineInAnotherEncodingIsRejectedAlone() throws IOException {
        byte[] bad = "S1,退券,R2\n".getBytes(GB18030);
        byte[] good = (HEADER + "S1,C1,R1\n").getBytes(UTF_8);
        byte[] all = new byte[good.length + bad.length];
        System.arraycopy(good, 0, all, 0, good.length);
        System.arraycopy(bad, 0, all, good.length, bad.length);
        Path file = file("a.csv", all);

        Run run = imported(file);

        assertThat(run)
                .isEqualTo(new Run(
                        ExitCode.PARTLY.code(),
                        "2 lines: 1 added, 0 known before, 1 rejected\n",
                        "Rejected lines, and why: " + file + ".rejects.csv\n"));
        assertThat(rejects(file)).startsWith("line,reason,text\n3,it is not UTF-8; try --encoding GB18030,");
    }

    @Test
    void readsPastTheMarkOfUtf8AndRefusesThatOfUtf16() throws IOException {
        Path marked = file("a.csv", "\uFEFF" + HEADER + "S1,C1,R1\n");
        Path wide = file("b.csv", ("\uFEFF" + HEADER).getBytes(UTF_16LE));
        Path workbook = file("c.csv", new byte[] {'P', 'K', 3, 4, 20, 0});

        assertThat(imported(marked).exit()).isZero();
        assertSettings(
                imported(marked, "--encoding", "GB18030"),
                marked + " begins with the mark of UTF-8, and --encoding says GB18030: leave --encoding out");
        assertSettings(
                imported(wide), wide + " is UTF-16: save it as UTF-8, in Excel as \"CSV UTF-8 (Comma delimited)\"");
        assertSettings(
                imported(workbook),
                workbook + " is a workbook or a ZIP file, not text: save it as \"CSV UTF-8 (Comma delimited)\"");
    }

    @Test
    void rejectsBadLinesAloneWithNumberAndReason() throws IOException {
        Path file = file(
                "a.csv",
                HEADER + "S1,\"C1,R1\n" + "S1,C2,R2\n" + "S1,C3\n" + "S1,,R4\n" + "S1,1.23457E+11,R5\n"
                        + "S1,\"C\"6,R6\n" + "S1,C7,\n" + "S1,C8,R2\n" + "S1,C9\u0007,R9\n" + "S1,C" + "x".repeat(40)
                        + ",R10\n"
                        + "S1,\"" + "y".repeat(ByteLines.LONGEST) + "\",R11\n" + "S1,C12,R12\n");

        Run run = imported(file);

        assertThat(run.out()).isEqualTo("12 lines: 2 added, 0 known before, 10 rejected\n");
        assertThat(run.exit()).isEqualTo(ExitCode.PARTLY.code());
        assertThat(rejects(file).replaceAll("x{40}", "x…").replaceAll("y+", "y"))
                .isEqualTo("""
                        line,reason,text
                        2,a quote is not closed,"S1,""C1,R1"
                        4,"it has 2 columns, the first line has 3","S1,C3"
                        5,coupon_code is empty,"S1,,R4"
                        6,"coupon_code ""1.23457E+11"" was shortened by a spreadsheet, digits are lost: format its column as text and export it again","S1,1.23457E+11,R5"
                        7,something stands behind a closing quote,"S1,""C""6,R6"
                        8,return_request_no and refund_no are both empty,"S1,C7,"
                        10,coupon_code has a control character in it,"S1,C9\u0007,R9"
                        11,coupon_code has 41 characters; the platform takes at most 32,"S1,Cx…,R10"
                        12,it is longer than 64 KiB,"S1,""y…"
                        9,Request number R2 of merchant 1900000001 stands for coupon C2 of stock S1 in the ledger; it cannot stand for coupon C8 of stock S1 too. Give the second one a number of its own,"S1,C8,R2"
                        """);
        assertThat(ledger("coupon_code")).isEqualTo("C2\nC12");
    }

    @Test
    void takesJsonLines() throws IOException {
        Path file = file("a.jsonl", """
                {"stock_id":"S1","coupon_code":"C1","refund_no":17,"openid":null,"note":"x"}
                {"stock_id":"S1","coupon_code":"C2"}
                {"stock_id":"S1","coupon_code":{},"return_request_no":"R3"}
                {"stock_id":"S1"
                ["S1"]
                {"brand_id":"120344","product_coupon_id":"P1","stock_id":"S1","coupon_code":"C6","out_request_no":"R6",\
                "openid":"o1","appid":"wx1","sequential_coupon_index":2,"coupon_cod":"x"}
                """);

        Run run = imported(file);

        assertThat(run)
                .isEqualTo(new Run(
                        ExitCode.PARTLY.code(),
                        "6 lines: 2 added, 0 known before, 4 rejected\n",
                        "A field that is not used: note\nA field that is not used: coupon_cod (coupon_code?)\n"
                                + "Rejected lines, and why: " + file + ".rejects.csv\n"));
        assertThat(rejects(file))
                .contains("\n2,return_request_no and refund_no are both empty,")
                .contains("\n3,coupon_code is neither a text nor a number,")
                .contains("\n4,\"it is not a JSON object: The JSON text cannot be read at line 1, column 17\",")
                .contains("\n5,\"it is not a JSON object: The JSON text is an array, not an object\",");
        assertThat(ledger("coupon_code")).isEqualTo("C1\nC6");
    }

    @Test
    void readsStandardInput() {
        InputStream original = System.in;
        System.setIn(new ByteArrayInputStream((HEADER + "S1,C1,R1").getBytes(UTF_8)));
        try {
            Run run = Run.of("returns", "import", "-", "--format", "csv", "--db", db, "--mchid", "1900000001");

            assertThat(run).isEqualTo(new Run(0, "1 line: 1 added, 0 known before, 0 rejected\n", ""));
        } finally {
            System.setIn(original);
        }
        Run unsaid = Run.of("returns", "import", "-", "--db", db);
        assertThat(unsaid.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(unsaid.err())
                .startsWith("fluentpay: Standard input may be anything: say --format csv or --format jsonl\n");
    }

    @Test
    void refusesWhatIsNoFileOfReturns() throws IOException {
        Path empty = file("empty.csv", "");
        Path blank = file("blank.csv", "\n");
        Path header = file("header.csv", HEADER + "\n\n");
        Path emptyJson = file("empty.jsonl", "");
        Path subfolder = Files.createDirectory(folder.resolve("folder.csv"));
        Path missing = folder.resolve("missing.csv");
        Path twice = file("twice.csv", "stock_id,coupon_code,coupon_code,refund_no\n");
        Path semicolons = file("semicolons.csv", HEADER.replace(',', ';'));
        Path other = file("other.csv", "coupon_cod,stock_id\n");

        assertSettings(imported(empty), empty + " is empty");
        assertSettings(imported(blank), blank + " begins with an empty line, where the names of its columns belong");
        assertSettings(imported(header), header + " has no line below its header");
        assertSettings(imported(emptyJson), emptyJson + " is empty");
        assertSettings(
                imported(subfolder), subfolder + " is a folder, not a file; name a CSV or JSON Lines file in it");
        assertSettings(
                imported(missing),
                "There is no such file: " + folder
                        + " exists, and the rest of the path (11 characters, ending in .csv) does not");
        assertSettings(imported(twice), twice + " has two columns for coupon_code");
        assertSettings(
                imported(semicolons),
                semicolons + " lacks stock_id, coupon_code, return_request_no or refund_no; its first line has"
                        + " stock_id;coupon_code;return_request_no. Next: say what stands between the columns: --separator"
                        + " ';'");
        assertSettings(
                imported(other),
                other + " lacks coupon_code, return_request_no or refund_no; its first line has coupon_cod, stock_id."
                        + " Next: say which column is which: --columns coupon_code=HEADER,…");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --columns coupon=x   | --columns: a value of 6 characters is not one of the names, which are stock_id, coupon_code, return_request_no, refund_no, mchid, openid, appid, product_coupon_id, brand_id, out_request_no, sequential_coupon_index
            --encoding KLINGON   | --encoding: there is none by that name (a value of 7 characters); UTF-8 and GB18030 are usual
            --encoding UTF-16LE  | --encoding UTF-16LE is not read here: save the file as UTF-8
            --separator ab       | --separator is not one character, but a value of 2 characters
            """)
    void refusesAWrongOption(String option, String message) throws IOException {
        Run run = imported(file("a.csv", HEADER), option.split(" ", -1));

        assertThat(run.err()).startsWith("fluentpay: " + message + "\n");
        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void needsAMerchant() throws IOException {
        Path file = file("a.csv", HEADER + "S1,C1,R1\n");

        Run none = Run.of("returns", "import", file.toString(), "--db", db);
        Run wrong = Run.of("returns", "import", file.toString(), "--db", db, "--mchid", "12");
        Run inside = Run.of("returns", "import", file.toString(), "--db", db, "--mchid", "1900\u200B000001");

        assertThat(none.out()).isEqualTo("1 line: 0 added, 0 known before, 1 rejected\n");
        assertThat(rejects(file)).contains("2,\"it names no merchant: fill mchid, or give --mchid or a profile\",");
        assertSettings(wrong, "--mchid is not a merchant number, 8 to 15 digits: a value of 2 characters");
        assertSettings(
                inside,
                "--mchid is not a merchant number, 8 to 15 digits: a value of 11 characters; U+200B at position 5 is"
                        + " invisible: delete it");
        assertThat(Run.of("returns", "import", file.toString(), "--db", db, "--mchid", "1900000001\u00A0")
                        .out())
                .startsWith("1 line: 1 added");
    }

    @Test
    void saysWhereALedgerCanBeAndNeverAPassword() throws IOException {
        Path file = file("a.csv", HEADER + "S1,C1,R1\n");

        assertSettings(
                Run.of("returns", "import", file.toString(), "--mchid", "1900000001", "--db", "returns.db"),
                "--db is no JDBC URL, but a value of 10 characters, ending in .db: for a file write jdbc:sqlite:FILE, for PostgreSQL"
                        + " jdbc:postgresql://HOST:PORT/NAME?user=USER");
        assertSettings(
                Run.of(
                        "returns",
                        "import",
                        file.toString(),
                        "--mchid",
                        "1900000001",
                        "--db",
                        "host=localhost dbname=returns password=hidden"),
                "--db is no JDBC URL, but a value of 45 characters: for a file write jdbc:sqlite:FILE, for PostgreSQL"
                        + " jdbc:postgresql://HOST:PORT/NAME?user=USER");
        assertSettings(
                Run.of(
                        Map.of("FLUENTPAY_RETURNS_DB", "postgres://u:hidden@host/db"),
                        "returns",
                        "import",
                        file.toString(),
                        "--mchid",
                        "1900000001"),
                "FLUENTPAY_RETURNS_DB is no JDBC URL, but a URL with a user, a query, a fragment or a long path, 27"
                        + " characters: for a file write jdbc:sqlite:FILE, for PostgreSQL"
                        + " jdbc:postgresql://HOST:PORT/NAME?user=USER");
        assertSettings(
                Run.of(
                        "returns",
                        "import",
                        file.toString(),
                        "--mchid",
                        "1900000001",
                        "--db",
                        "jdbc:mysql://u:hidden@h/d"),
                "\"jdbc:mysql:…\" is no database that a ledger can be kept in: jdbc:sqlite:FILE and"
                        + " jdbc:postgresql://HOST:PORT/NAME are");
    }

    @Test
    void refusesAFileThatIsNoLedger() throws IOException {
        Path file = file("a.csv", HEADER + "S1,C1,R1\n");
        db = "jdbc:sqlite:" + file("text.db", "This is no database. ".repeat(100));

        Run run = imported(file);

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(run.err()).startsWith("fluentpay: The ledger's database cannot be opened: ");
        assertThat(run.err().lines()).hasSize(1);
    }

    /** An administrator may write anywhere, and is left out. */
    @Test
    void refusesAFolderThatMayNotBeWrittenTo() throws IOException {
        Path file = file("a.csv", HEADER + "S1,C1,R1\n");
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked));
        db = "jdbc:sqlite:" + locked.resolve("returns.db");

        Run run = imported(file);

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(run.err()).startsWith("fluentpay: The ledger's database cannot be opened: ");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void aFullDiskLosesNothing() throws IOException {
        String lines = IntStream.range(0, 3000)
                .mapToObj(i -> "S1,C" + i + ",R" + i + "\n")
                .collect(Collectors.joining());
        Path file = file("a.csv", HEADER + lines);
        String whole = db;
        db = whole + "?max_page_count=80";

        Run full = imported(file);
        db = whole;
        Run again = imported(file, "--output", "json");

        assertThat(full.exit()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(full.err())
                .startsWith("fluentpay: The ledger's database fails: [SQLITE_FULL] ")
                .endsWith(". Nothing that was written is lost: mend that, and import the same file again; what is in"
                        + " the ledger is not added twice\n");
        JsonObject result = JsonObject.parse(again.out());
        assertThat(result.integer("known")).isPositive();
        assertThat(result.integer("added")).isEqualTo(3000 - result.integer("known"));
    }

    @Test
    void rejectsThatCannotBeWrittenAreSaidSo() throws IOException {
        Path file = file("a.csv", HEADER + "S1,,R1\n");
        String place = folder.resolve("none/rejects.csv").toString();

        assertSettings(
                imported(file, "--rejects", place),
                "a path in " + folder
                        + " (16 characters, ending in .csv) cannot be a file for rejected lines: its folder does not"
                        + " exist; name another one by --rejects");
    }

    @Test
    void rejectsNeverOverwriteTheFileItself() throws IOException {
        Path file = file("a.csv", HEADER + "S1,,R1\n");

        Run run = imported(file, "--rejects", file.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err()).startsWith("fluentpay: --rejects " + file + " is the file to import: name another one");
        assertThat(file).hasContent(HEADER + "S1,,R1\n");
    }
}
