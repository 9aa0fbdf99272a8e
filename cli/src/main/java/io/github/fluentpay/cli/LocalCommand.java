package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import io.github.fluentpay.local.LocalPay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs LocalPay until it is stopped. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "local",
        description = "Run LocalPay, a WeChat Pay platform on this machine, until Ctrl-C.",
        footer = {
            "%nAt its first start it makes keys and one merchant, and writes them and profile.properties into --data;"
                    + " later starts go on where the last one ended.",
            ExitCode.HELP
        })
final class LocalCommand implements Callable<Integer>, HasCommonOptions {

    private static final int HIGHEST_PORT = 65_535;

    /** The longest start without a word. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8099",
            description = "Port to listen on (default: ${DEFAULT-VALUE}; 0 for any free one).")
    private int port = 8099;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "IP address to listen on, such as 0.0.0.0 in a container (default: 127.0.0.1). Any other than a"
                            + " loopback address needs the environment variable LOCALPAY_ADMIN_TOKEN, 16 to 256 visible characters:"
                            + " what the header LocalPay-Admin-Token of calls under /localpay/ must be.")
    private @Nullable String address;

    @Option(
            names = "--callbacks-to-any-host",
            description = "Let notifications go to other machines, too (default: to this one only).")
    private boolean callbacksToAnyHost;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Draw nonces, numbers, coupon codes and shares of faults from it, the same at every run (keys"
                    + " are new at the first start all the same).")
    private @Nullable Long seed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "localpay",
            description = "Folder for keys, profile and state (default: ./${DEFAULT-VALUE}).")
    private Path data = Path.of("localpay");

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Keep the state there instead of in the folder: jdbc:sqlite:FILE or"
                    + " jdbc:postgresql://HOST:PORT/NAME (a password belongs into ~/.pgpass).")
    private @Nullable String database;

    @Option(names = "--empty", description = "Leave the documentation's example coupon out (at the first start).")
    private boolean empty;

    @Option(
            names = "--accept-undocumented-fields",
            description = "Take fields and query parameters that the documentation does not have (default: refuse them,"
                    + " as the platform refuses such fields of a body).")
    private boolean acceptUndocumentedFields;

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    LocalCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.forLocalPay(options);
        if (port < 0 || port > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--port is " + port + "; it is from 1 to " + HIGHEST_PORT + ", or 0 for any free one");
        }
        LocalPay.Builder builder = SettingsException.reading(this::settings);
        try (LocalPay localPay = start(empty ? builder.empty() : builder)) {
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(localPay::close, "localpay-shutdown"));
            announce(localPay);
            stopped.await();
        }
        return ExitCode.OK.code();
    }

    private LocalPay start(LocalPay.Builder builder) {
        String notice = Files.exists(data.resolve("profile.properties"))
                ? "LocalPay is opening its database and checking its keys in " + data + "."
                : "LocalPay starts for the first time in " + data
                        + ": it makes the keys of the platform and of one merchant," + " and its database.";
        StartNotice slow = StartNotice.after(PATIENCE, terminal.err(), notice);
        try {
            return builder.start();
        } finally {
            slow.close();
        }
    }

    private LocalPay.Builder settings() {
        LocalPay.Builder builder = LocalPay.builder().port(port).data(data);
        if (address != null) {
            bind(builder, address);
        }
        String token = terminal.environment().get("LOCALPAY_ADMIN_TOKEN");
        if (token != null) {
            builder.adminToken(token);
        }
        if (callbacksToAnyHost) {
            builder.callbacksToAnyHost();
        }
        if (acceptUndocumentedFields) {
            builder.acceptUndocumentedFields();
        }
        if (seed != null) {
            builder.random(new SplittableRandom(seed));
        }
        return database == null ? builder : builder.database(database);
    }

    private static void bind(LocalPay.Builder builder, String address) {
        try {
            builder.address(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--bind: " + e.getMessage(), e);
        }
    }

    private void announce(LocalPay localPay) {
        Path profile = data.resolve("profile.properties");
        if (options.isJson()) {
            terminal.out()
                    .println(JsonObject.of("base_url", localPay.baseUrl().toString(), "profile", profile.toString())
                            .toJson());
            return;
        }
        terminal.out().println("LocalPay listens on " + localPay.baseUrl() + "; Ctrl-C ends it.");
        terminal.out().println("Profile: " + profile);
        terminal.err()
                .println("Faults, clock, keys, notifications, journal: the calls that " + localPay.baseUrl()
                        + "/localpay/ lists, and local/README.md explains.");
        if (!empty) {
            terminal.err().println("Try in another terminal:");
            terminal.err()
                    .println("  ./fluentpay return --profile " + profile
                            + " --coupon-code sxxe34343434 --stock-id 1234567891"
                            + " --return-request-no 1002600620019090123143254436");
        }
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
