package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.returns.LedgerSummary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what the ledger came to. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "report",
        description = "Write what the ledger came to as one HTML page, for people.",
        footer = ExitCode.HELP)
final class ReturnsReportCommand implements Callable<Integer>, HasCommonOptions {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "fluentpay-returns.html",
            description = "Where to (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("fluentpay-returns.html");

    @Mixin
    private LedgerOption db = new LedgerOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    ReturnsReportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forReturns(options);
        try (OpenLedger open = db.open(terminal.environment())) {
            LedgerSummary summary = open.ledger().summary();
            String page = new ReportPage(summary, ZoneId.systemDefault()).html(Instant.now());
            NewFile.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
            terminal.out()
                    .println(
                            options.isJson()
                                    ? JsonObject.of("report", file.toString()).toJson()
                                    : file.toString());
        }
        return ExitCode.OK.code();
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
