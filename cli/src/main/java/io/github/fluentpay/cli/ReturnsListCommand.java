package io.github.fluentpay.cli;

import io.github.fluentpay.returns.ReturnEntry;
import io.github.fluentpay.returns.ReturnState;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows rows of the ledger. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "list",
        description = "Show returns of the ledger, in the order of submission.",
        footer = ExitCode.HELP)
final class ReturnsListCommand implements Callable<Integer>, HasCommonOptions {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those in that state: ${COMPLETION-CANDIDATES}.")
    private @Nullable ReturnState state;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "Only those with that code, such as RESOURCE_NOT_EXISTS.")
    private @Nullable String code;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    @Mixin
    private LedgerOption db = new LedgerOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    ReturnsListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forReturns(options);
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is " + limit + "; it is 1 or more");
        }
        try (OpenLedger open = db.open(terminal.environment())) {
            long[] shown = {0};
            LedgerPages.read(open.ledger(), state, code, page -> {
                for (ReturnEntry entry : page) {
                    if (shown[0] == limit) {
                        terminal.err()
                                .println("There are more; show them by --limit, or write all by `returns export`");
                        return false;
                    }
                    shown[0]++;
                    terminal.out()
                            .println(options.isJson() ? EntryFields.json(entry).toJson() : EntryFields.line(entry));
                }
                return !terminal.out().checkError();
            });
            if (shown[0] == 0) {
                terminal.err().println("There is no such return in the ledger");
            }
        }
        return ExitCode.OK.code();
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
