package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files, folders and numbers that a new user gets wrong; each is named with its cure, and nothing is left behind. */
class WrongInputTest {

    private static final String LONG = "x".repeat(20_000);

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectory(folder.resolve("dir"));
        Files.writeString(folder.resolve("text.txt"), "no database, no certificate, no folder");
        Files.writeString(folder.resolve("good.csv"), "stock_id,coupon_code,return_request_no\nS1,C1,R1\nS1,C2,\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            returns import . --db jdbc:sqlite:DIR/returns.db | 3 | . is a folder, not a file; name a CSV or JSON Lines file in it
            returns import DIR/dir --db jdbc:sqlite:DIR/returns.db | 3 | DIR/dir is a folder, not a file; name a CSV or JSON Lines file in it
            returns import DIR/none --db jdbc:sqlite:DIR/returns.db | 3 | There is no such file: DIR exists, and the rest of the path (4 characters) does not
            returns import DIR/text.txt --db jdbc:sqlite:DIR/returns.db | 2 | DIR/text.txt may be anything: say --format csv or --format jsonl
            returns import DIR/good.csv --rejects DIR/dir --db jdbc:sqlite:DIR/returns.db | 3 | DIR/dir cannot be a file for rejected lines: it is a folder; name another one by --rejects
            returns import DIR/good.csv --rejects DIR/none/r.csv --db jdbc:sqlite:DIR/returns.db | 3 | a path in DIR (10 characters, ending in .csv) cannot be a file for rejected lines: its folder does not exist; name another one by --rejects
            returns import DIR/good.csv --db jdbc:sqlite:DIR/dir   | 3 | DIR/dir is a folder, not the file of a ledger; name a file by --db jdbc:sqlite:FILE
            returns import DIR/good.csv --db jdbc:sqlite:DIR/no/db | 3 | There is no such folder for the ledger: DIR exists, and the rest of the path (2 characters) does not; create it, or name another file by --db jdbc:sqlite:FILE
            returns status --db jdbc:sqlite:DIR/dir                | 3 | DIR/dir is a folder, not the file of a ledger; name a file by --db jdbc:sqlite:FILE
            returns status --db jdbc:sqlite:DIR/text.txt           | 3 | The ledger's database cannot be opened: [SQLITE_NOTADB] File opened that is not a database file (file is not a database). Next: fix the cause, or name another ledger by --db URL
            local --port 65536                                     | 2 | --port is 65536; it is from 1 to 65535, or 0 for any free one
            local --port -1                                        | 2 | --port is -1; it is from 1 to 65535, or 0 for any free one
            local --port 0 --bind nosuch --data DIR/data           | 3 | --bind: a value of 6 characters is not an IP address such as 0.0.0.0
            """)
    void isNamedWithItsCure(String line, int exit, String message) {
        String all = line.replace("DIR", folder.toString()) + " --mchid 1900000001";
        String command = line.startsWith("returns import") ? all : line.replace("DIR", folder.toString());

        Run run = Run.of(command.split(" +"));

        assertThat(run.err().lines().findFirst()).hasValue("fluentpay: " + message.replace("DIR", folder.toString()));
        assertThat(run.exit()).isEqualTo(exit);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aPlaceForRejectsThatCannotBeIsFoundBeforeAnythingIsImported() {
        Path db = folder.resolve("returns.db");

        Run run = Run.of(
                "returns",
                "import",
                folder.resolve("good.csv").toString(),
                "--mchid",
                "1900000001",
                "--db",
                "jdbc:sqlite:" + db,
                "--rejects",
                folder.resolve("none/r.csv").toString());

        assertThat(run.exit()).isEqualTo(ExitCode.SETTINGS.code());
        assertThat(db).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"header", "column", "value", "index", "json", "number"})
    void aLongTextOfAFileIsShortened(String where) throws IOException {
        Path csv = folder.resolve("long.csv");
        Path json = folder.resolve("long.jsonl");
        String db = "jdbc:sqlite:" + folder.resolve("returns.db");
        String names = "stock_id,coupon_code,return_request_no,sequential_coupon_index,product_coupon_id,brand_id,"
                + "out_request_no,openid,appid";
        List<String> lines = switch (where) {
            case "header" -> List.of(LONG);
            case "column" -> List.of("stock_id,coupon_code,return_request_no," + LONG, "S1,C1,R1,");
            case "index" -> List.of(names, "S1,C1,," + LONG + ",P1,120344,O1,open,wx1");
            default -> List.of("stock_id,coupon_code,return_request_no", "1." + "1".repeat(20_000) + "E+11,C1,R1");
        };
        Files.write(csv, lines);
        Files.writeString(json, "{\"stock_id\":\"S1\",\"coupon_code\":\"C1\",\"" + LONG + "\":true}");
        String file = (where.equals("json") ? json : csv).toString();

        Run run = where.equals("number")
                ? retried(csv, db)
                : Run.of("returns", "import", file, "--mchid", "1900000001", "--db", db);

        assertThat(run.out().length() + run.err().length()).as(run.err()).isBetween(1, 1000);
        Path rejects = Path.of(file + ".rejects.csv");
        if (Files.exists(rejects)) {
            String reason = Files.readString(rejects).split("\n", -1)[1].replaceFirst("[x1]{300}.*", "");
            assertThat(reason).hasSizeLessThan(600);
        }
    }

    private static Run retried(Path csv, String db) throws IOException {
        Files.write(csv, List.of("stock_id,coupon_code,return_request_no", "S1,C1,R1"));
        Run.of("returns", "import", csv.toString(), "--mchid", "1900000001", "--db", db);
        return Run.of("returns", "retry", LONG, "--mchid", "1900000001", "--db", db);
    }

    @ParameterizedTest
    @CsvSource({
        "'a,b', 'a,b'",
        "'a\u001b[31mb', 'a [31mb'",
        "'1234567890123456789012345678901234567890', '1234567890123456789012345678901234567890'",
        "'12345678901234567890123456789012345678901', '1234567890123456789012345678901234567890… (41 characters)'"
    })
    void anExcerptIsOneShortLine(String text, String shown) {
        assertThat(Excerpt.of(text)).isEqualTo(shown);
    }
}
