package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.client.Reply;
import io.github.fluentpay.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Gives one redeemed merchant coupon back. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "return",
        description = "Apply to return a redeemed merchant coupon (申请退券).",
        footer = {
            "%nAfter an unknown outcome (exit code 6), also if a reply has no wechatpay_return_time, run the same command again: with the same --return-request-no it"
                    + " is one return, however often it is sent.",
            ExitCode.HELP
        })
final class ReturnCommand implements Callable<Integer>, HasCommonOptions {

    private static final String ENDPOINT = "v3/marketing/busifavor/coupons/return";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--coupon-code", required = true, paramLabel = "CODE", description = "The coupon's code.")
    private String couponCode = "";

    @Option(names = "--stock-id", required = true, paramLabel = "ID", description = "The stock it belongs to.")
    private String stockId = "";

    @Option(
            names = "--return-request-no",
            required = true,
            paramLabel = "NO",
            description = "Your number for this return; keep it, and use it again when you repeat.")
    private String returnRequestNo = "";

    @Mixin
    private TimeoutOption timeout = new TimeoutOption();

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    ReturnCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forCalls(options);
        timeout.check(spec.commandLine());
        try (FluentPay pay = Clients.of(profile.read(terminal.environment()), timeout::limit)) {
            Reply reply = pay.chain(ENDPOINT)
                    .post(JsonObject.of(
                            "coupon_code", couponCode, "stock_id", stockId, "return_request_no", returnRequestNo));
            String returned = ReturnTime.of(reply);
            if (options.isJson()) {
                terminal.out().println(Clients.asJson(reply).toJson());
            } else {
                terminal.out().println("wechatpay_return_time " + returned);
                terminal.err().println("Returned; Request-ID " + reply.requestId() + ", " + Clients.signer(reply));
            }
            new ReplyPrinter(terminal, options.isJson(), false).checkWritten(reply);
            return ExitCode.OK.code();
        }
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
