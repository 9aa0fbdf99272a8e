package io.github.fluentpay.cli;

import io.github.fluentpay.local.LocalPay;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the main job on a LocalPay of its own. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "demo",
        description = "Return a redeemed coupon (申请退券) in every spelling, against a LocalPay of its own.",
        footer = ExitCode.HELP)
final class DemoCommand implements Callable<Integer>, HasCommonOptions {

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (options.isVerbose()) {
            Logging.forLocalPay(options);
        } else {
            Logging.off();
        }
        try (LocalPay localPay = LocalPay.start()) {
            DemoPrinter printer = options.isJson() ? new DemoJson(terminal.out()) : new DemoText(terminal.out());
            new Demo(localPay, printer).run();
        }
        return ExitCode.OK.code();
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
