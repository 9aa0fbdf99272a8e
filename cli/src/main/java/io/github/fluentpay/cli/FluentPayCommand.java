package io.github.fluentpay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself; without a subcommand it shows its help. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "fluentpay",
        description = "WeChat Pay on the command line, and a WeChat Pay platform on this machine to try it on.",
        subcommands = {
            DemoCommand.class,
            LocalCommand.class,
            EndpointsCommand.class,
            CallCommand.class,
            ReturnCommand.class,
            ReturnsCommand.class,
            CertificatesCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        },
        footer = ExitCode.HELP)
final class FluentPayCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        CommandLine command = spec.commandLine();
        command.usage(command.getOut());
    }
}
