package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.returns.ReturnLedger;
import io.github.fluentpay.returns.ReturnState;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts the ledger. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "status",
        description = "Show how many returns of the ledger are in which state.",
        footer = ExitCode.HELP)
final class ReturnsStatusCommand implements Callable<Integer>, HasCommonOptions {

    @Mixin
    private LedgerOption db = new LedgerOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    ReturnsStatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forReturns(options);
        try (OpenLedger open = db.open(terminal.environment())) {
            ReturnLedger ledger = open.ledger();
            if (options.isJson()) {
                printJson(ledger.counts(), ledger.openByMerchant());
            } else {
                printText(ledger.counts(), ledger.openByMerchant());
            }
        }
        return ExitCode.OK.code();
    }

    private void printJson(Map<ReturnState, Long> counts, Map<String, Long> open) {
        JsonObject.Builder states = JsonObject.builder();
        for (ReturnState state : ReturnState.values()) {
            states.put(state.name(), counts.get(state));
        }
        terminal.out()
                .println(JsonObject.of("states", states.build(), "total", sum(counts), "open", JsonObject.from(open))
                        .toJson());
    }

    private void printText(Map<ReturnState, Long> counts, Map<String, Long> open) {
        for (ReturnState state : ReturnState.values()) {
            terminal.out().printf("%-9s %,13d  %s%n", state, counts.get(state), meaning(state));
        }
        terminal.out().printf("%-9s %,13d%n", "total", sum(counts));
        open.forEach((mchid, rows) -> terminal.out().printf("open of merchant %s: %,d%n", mchid, rows));
    }

    private static long sum(Map<ReturnState, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String meaning(ReturnState state) {
        return switch (state) {
            case PENDING -> "to be done";
            case CLAIMED -> "a worker has it";
            case SENT -> "on its way";
            case WAITING -> "not now; it is tried again by itself";
            case UNKNOWN -> "no clear answer; it is settled by itself";
            case RETURNED -> "the coupon is back";
            case REFUSED -> "the platform said no";
            case IN_DOUBT -> "refused, and an earlier attempt may have been performed";
            case CANCELLED -> "called off";
        };
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
