package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.returns.ReturnLedger;
import io.github.fluentpay.returns.ReturnState;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks again for what was refused or called off. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "retry",
        description = "Ask again for returns that were refused or called off, with their numbers; `run` then does it.",
        footer = ExitCode.HELP)
final class ReturnsRetryCommand implements Callable<Integer>, HasCommonOptions {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "NUMBER", description = "Request numbers.")
    private List<String> numbers = List.of();

    @Option(names = "--all-refused", description = "All that were refused, of every merchant.")
    private boolean allRefused;

    @Option(names = "--code", paramLabel = "CODE", description = "Of these only the ones with that code.")
    private @Nullable String code;

    @Mixin
    private LedgerOption db = new LedgerOption();

    @Mixin
    private MerchantOption merchant = new MerchantOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    ReturnsRetryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forReturns(options);
        if (allRefused == !numbers.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Name request numbers, or say --all-refused");
        }
        if (code != null && !allRefused) {
            throw new ParameterException(spec.commandLine(), "--code is a part of --all-refused");
        }
        try (OpenLedger open = db.open(terminal.environment())) {
            ReturnLedger ledger = open.ledger();
            long again = allRefused
                    ? LedgerPages.change(ledger, ReturnState.REFUSED, code, ledger::retryAll)
                    : new ByNumber(terminal, ledger, merchant.mchid(terminal.environment()))
                            .change(numbers, ledger::retry);
            terminal.out()
                    .println(
                            options.isJson()
                                    ? JsonObject.of("pending", again).toJson()
                                    : Words.count(again) + " to be done again");
            return (allRefused || again == numbers.size() ? ExitCode.OK : ExitCode.PARTLY).code();
        }
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
