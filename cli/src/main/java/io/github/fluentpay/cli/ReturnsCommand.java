package io.github.fluentpay.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Many coupon returns, kept in a ledger; what to do with it is a subcommand. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "returns",
        description =
                "Give many coupons back (申请退券), once each, whatever crashes: a ledger, and workers that settle it.",
        subcommands = {
            ReturnsImportCommand.class,
            ReturnsRunCommand.class,
            ReturnsStatusCommand.class,
            ReturnsListCommand.class,
            ReturnsRetryCommand.class,
            ReturnsCancelCommand.class,
            ReturnsExportCommand.class,
            ReturnsReportCommand.class,
            ReturnsDemoCommand.class
        },
        footer = {
            "%nFrom a file to a report: fluentpay returns import FILE; fluentpay returns run; fluentpay returns status;"
                    + " fluentpay returns export; fluentpay returns report. To see all of it: fluentpay returns demo.",
            ExitCode.HELP
        })
final class ReturnsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "returns needs a subcommand: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
