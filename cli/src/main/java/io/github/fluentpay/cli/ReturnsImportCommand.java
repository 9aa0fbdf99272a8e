package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.protocol.internal.ShownValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the returns of a file into the ledger. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "import",
        description = "Put the returns of a CSV or JSON Lines file into the ledger; nothing is sent yet.",
        footer = {
            "%nA line is a return. Columns: stock_id, coupon_code, and return_request_no (your number for it) or refund_no"
                    + " (the number then follows from the three); optional: mchid, openid and appid of the holder, by"
                    + " which an unknown outcome is settled. Product coupons: product_coupon_id, brand_id, stock_id,"
                    + " coupon_code, out_request_no, openid, appid, optional sequential_coupon_index.",
            "%nImporting the same file again adds nothing.",
            ExitCode.HELP
        })
final class ReturnsImportCommand implements Callable<Integer>, HasCommonOptions {

    /** Files that can be read. */
    enum Format {
        CSV,
        JSONL
    }

    private static final String STDIN = "-";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "FILE.csv or FILE.jsonl; - for standard input, with --format.")
    private String file = "";

    @Option(names = "--format", paramLabel = "csv|jsonl", description = "What the file is, if its name does not tell.")
    private @Nullable Format format;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME=HEADER",
            description = "Which column is which, where headers differ: coupon_code=券码,stock_id=批次号.")
    private Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            defaultValue = ",",
            description = "What stands between columns (default: ${DEFAULT-VALUE}; \\t for a tab).")
    private String separator = ",";

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "Encoding of the file (default: ${DEFAULT-VALUE}); GB18030 for one from a Chinese Windows.")
    private String encoding = "UTF-8";

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Where lines that cannot be taken go, with their number and the reason (default:"
                    + " FILE.rejects.csv).")
    private @Nullable Path rejectsFile;

    @Mixin
    private LedgerOption db = new LedgerOption();

    @Mixin
    private MerchantOption merchant = new MerchantOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    ReturnsImportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forReturns(options);
        checkColumns();
        checkFile();
        Format known = format();
        char between = separator();
        Charset charset = charset();
        String name = isStdin() ? "Standard input" : file;
        checkRejectsFile();
        try (InputStream in = open();
                Rejects rejects = new Rejects(rejectsFile())) {
            ByteLines lines = new ByteLines(in, name, charset);
            ImportFormat reader = known == Format.CSV ? csv(lines, name, charset, between) : json();
            try (OpenLedger open = db.openOrMake(terminal.environment())) {
                Importer.Result result =
                        new Importer(open.ledger(), rejects, charset, terminal.err()::println).run(lines, reader);
                if (result.lines() == 0) {
                    throw new SettingsException(
                            name + (known == Format.CSV ? " has no line below its header" : " is empty"));
                }
                print(result, rejects);
                return (result.rejected() == 0 ? ExitCode.OK : ExitCode.PARTLY).code();
            }
        } catch (IOException e) {
            throw isStdin()
                    ? new SettingsException(name + " cannot be read: " + FileTrouble.reason(e), e)
                    : FileTrouble.unreadable(Path.of(file), e);
        }
    }

    private boolean isStdin() {
        return file.equals(STDIN);
    }

    /** Before its name is asked for the format. */
    private void checkFile() {
        if (isStdin()) {
            return;
        }
        Path path = path();
        if (Files.isDirectory(path)) {
            throw new SettingsException(file + " is a folder, not a file; name a CSV or JSON Lines file in it");
        }
        if (!Files.exists(path)) {
            throw new SettingsException("There is no such file: " + ShownValue.missing(path));
        }
    }

    private Path path() {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            // Not a cause: its message has the value in it.
            throw new SettingsException("FILE is not a path, but " + ShownValue.described(file));
        }
    }

    private InputStream open() throws IOException {
        return isStdin() ? System.in : Files.newInputStream(path());
    }

    private Path rejectsFile() {
        return rejectsFile != null ? rejectsFile : Path.of((isStdin() ? "stdin" : file) + ".rejects.csv");
    }

    /** It is written from its beginning, while the file is being read. */
    private void checkRejectsFile() {
        Path rejects = rejectsFile();
        Path folder = rejects.toAbsolutePath().getParent();
        if (Files.isDirectory(rejects) || (folder != null && !Files.isDirectory(folder))) {
            throw new SettingsException(ShownValue.of(rejects) + " cannot be a file for rejected lines: "
                    + (Files.isDirectory(rejects) ? "it is a folder" : "its folder does not exist")
                    + "; name another one by --rejects");
        }
        try {
            if (!isStdin() && Files.exists(rejects) && Files.isSameFile(rejects, Path.of(file))) {
                throw new ParameterException(
                        spec.commandLine(), "--rejects " + rejects + " is the file to import: name another one");
            }
        } catch (IOException e) {
            throw FileTrouble.unreadable(Path.of(file), e);
        }
    }

    private ImportFormat csv(ByteLines lines, String name, Charset charset, char between) throws IOException {
        if (!lines.next()) {
            throw new SettingsException(name + " is empty");
        }
        String header;
        try {
            header = lines.text();
        } catch (CharacterCodingException e) {
            throw new SettingsException(name + ", line 1: " + Importer.notIn(charset), e);
        }
        if (lines.isTooLong()) {
            throw new SettingsException(name + ", line 1: it is longer than " + ByteLines.LONGEST / 1024 + " KiB");
        }
        if (header.isBlank()) {
            throw new SettingsException(name + " begins with an empty line, where the names of its columns belong");
        }
        return new ImportCsv(
                name, header, between, columns, merchant.mchidIfKnown(terminal.environment()), terminal.err()::println);
    }

    private ImportFormat json() {
        return new ImportJson(columns, merchant.mchidIfKnown(terminal.environment()), terminal.err()::println);
    }

    private void checkColumns() {
        for (String name : columns.keySet()) {
            if (!ReturnFields.ALL.contains(name)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--columns: " + ShownValue.described(name) + " is not one of the names, which are "
                                + ReturnFields.list(ReturnFields.ALL));
            }
        }
    }

    private Format format() {
        if (format != null) {
            return format;
        }
        String lower = file.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return Format.CSV;
        }
        if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
            return Format.JSONL;
        }
        throw new ParameterException(
                spec.commandLine(),
                (isStdin() ? "Standard input" : ShownValue.of(file))
                        + " may be anything: say --format csv or --format jsonl");
    }

    private char separator() {
        String text = separator.equals("\\t") ? "\t" : separator;
        if (text.length() != 1 || "\"\r\n".contains(text)) {
            throw new ParameterException(
                    spec.commandLine(), "--separator is not one character, but " + ShownValue.described(separator));
        }
        return text.charAt(0);
    }

    private Charset charset() {
        Charset charset;
        try {
            charset = Charset.forName(encoding);
        } catch (UnsupportedCharsetException | java.nio.charset.IllegalCharsetNameException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--encoding: there is none by that name (" + ShownValue.described(encoding)
                            + "); UTF-8 and GB18030 are usual");
        }
        if (!charset.canEncode() || "\n".getBytes(charset).length != 1) {
            throw new ParameterException(
                    spec.commandLine(), "--encoding " + encoding + " is not read here: save the file as UTF-8");
        }
        return charset;
    }

    private void print(Importer.Result result, Rejects rejects) {
        boolean hasRejects = result.rejected() > 0;
        if (options.isJson()) {
            terminal.out()
                    .println(JsonObject.builder()
                            .put("lines", result.lines())
                            .put("added", result.added())
                            .put("known", result.known())
                            .put("rejected", result.rejected())
                            .putIfPresent("rejects", hasRejects ? rejects.file().toString() : null)
                            .build()
                            .toJson());
            return;
        }
        terminal.out()
                .println(Words.count(result.lines(), "line") + ": " + Words.count(result.added()) + " added, "
                        + Words.count(result.known()) + " known before, " + Words.count(result.rejected())
                        + " rejected");
        if (hasRejects) {
            terminal.err().println("Rejected lines, and why: " + rejects.file());
        }
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
