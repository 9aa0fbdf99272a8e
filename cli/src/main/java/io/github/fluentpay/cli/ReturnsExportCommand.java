package io.github.fluentpay.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.returns.ReturnEntry;
import io.github.fluentpay.returns.ReturnLedger;
import io.github.fluentpay.returns.ReturnState;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the ledger's rows for other programs. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "export",
        description = "Write the returns of the ledger and what became of them, as CSV or JSON Lines in UTF-8.",
        footer = ExitCode.HELP)
final class ReturnsExportCommand implements Callable<Integer>, HasCommonOptions {

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in that state: ${COMPLETION-CANDIDATES}.")
    private @Nullable ReturnState state;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to (default: standard output).")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "csv|jsonl",
            description =
                    "How (default: as the name of --out tells, else csv; without --out and with --output json it is jsonl).")
    private ReturnsImportCommand.@Nullable Format format;

    @Mixin
    private LedgerOption db = new LedgerOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    ReturnsExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Logging.forReturns(options);
        try (OpenLedger open = db.open(terminal.environment())) {
            long[] rows = {0};
            if (file == null) {
                rows[0] = write(open.ledger(), terminal.out());
            } else {
                NewFile.write(file, out -> rows[0] = write(open.ledger(), out));
            }
            print(rows[0]);
        }
        return ExitCode.OK.code();
    }

    /** Where the rows are the result of the command, how many they are is for people. */
    private void print(long rows) {
        if (!options.isJson()) {
            terminal.err().println(Words.count(rows, "return") + (file == null ? "" : " in " + file));
        } else if (file != null) {
            String format = format().name().toLowerCase(Locale.ROOT);
            terminal.out()
                    .println(JsonObject.of("returns", rows, "file", file.toString(), "format", format)
                            .toJson());
        }
    }

    private ReturnsImportCommand.Format format() {
        if (format != null) {
            return format;
        }
        String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
        boolean isJson = file == null ? options.isJson() : name.endsWith(".jsonl") || name.endsWith(".ndjson");
        return isJson ? ReturnsImportCommand.Format.JSONL : ReturnsImportCommand.Format.CSV;
    }

    /** Answers how many rows. */
    private long write(ReturnLedger ledger, OutputStream out) throws IOException {
        OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        long rows =
                format() == ReturnsImportCommand.Format.CSV ? writeCsv(ledger, buffered) : writeJson(ledger, buffered);
        buffered.flush();
        return rows;
    }

    private long writeCsv(ReturnLedger ledger, OutputStream out) throws IOException {
        // Closing it would close standard output.
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out, StandardCharsets.UTF_8);
        csv.writeRecord(EntryFields.NAMES);
        long[] rows = {0};
        LedgerPages.read(ledger, state, null, page -> {
            for (ReturnEntry entry : page) {
                csv.writeRecord(EntryFields.csv(entry));
                rows[0]++;
            }
            return isStillRead();
        });
        csv.flush();
        return rows[0];
    }

    private long writeJson(ReturnLedger ledger, OutputStream out) {
        long[] rows = {0};
        LedgerPages.read(ledger, state, null, page -> {
            for (ReturnEntry entry : page) {
                try {
                    out.write((EntryFields.json(entry).toJson() + "\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                rows[0]++;
            }
            return isStillRead();
        });
        return rows[0];
    }

    /** A pipe that nobody reads any longer, as behind {@code head}, needs no more rows. */
    private boolean isStillRead() {
        return file != null || !terminal.out().checkError();
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
