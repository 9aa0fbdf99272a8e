package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.returns.ReturnLedger;
import io.github.fluentpay.returns.ReturnState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Calls returns off. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "cancel",
        description = "Call returns off that the platform cannot have performed yet; `retry` takes that back.",
        footer = ExitCode.HELP)
final class ReturnsCancelCommand implements Callable<Integer>, HasCommonOptions {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "NUMBER", description = "Request numbers.")
    private List<String> numbers = List.of();

    @Option(names = "--all-pending", description = "All that are PENDING or WAITING, of every merchant.")
    private boolean allPending;

    @Mixin
    private LedgerOption db = new LedgerOption();

    @Mixin
    private MerchantOption merchant = new MerchantOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    ReturnsCancelCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forReturns(options);
        if (allPending == !numbers.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name request numbers, or say --all-pending");
        }
        try (OpenLedger open = db.open(terminal.environment())) {
            ReturnLedger ledger = open.ledger();
            long cancelled = allPending
                    ? all(ledger, ReturnState.PENDING) + all(ledger, ReturnState.WAITING)
                    : new ByNumber(terminal, ledger, merchant.mchid(terminal.environment()))
                            .change(numbers, ledger::cancel);
            terminal.out()
                    .println(
                            options.isJson()
                                    ? JsonObject.of("cancelled", cancelled).toJson()
                                    : Words.count(cancelled) + " called off");
            long left = ledger.openByMerchant().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            if (allPending && left > 0) {
                terminal.err()
                        .println(Words.count(left)
                                + " are with a worker, or the platform may have performed them: they go on");
            }
            return (allPending || cancelled == numbers.size() ? ExitCode.OK : ExitCode.PARTLY).code();
        }
    }

    private static long all(ReturnLedger ledger, ReturnState state) {
        return LedgerPages.change(ledger, state, null, ledger::cancelAll);
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
