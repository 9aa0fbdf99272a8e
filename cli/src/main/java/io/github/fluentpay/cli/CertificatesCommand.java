package io.github.fluentpay.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Platform certificates; what to do with them is a subcommand. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "certificates",
        description = "Platform certificates (微信支付平台证书).",
        subcommands = CertificatesDownloadCommand.class)
final class CertificatesCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "certificates needs a subcommand: download");
    }
}
