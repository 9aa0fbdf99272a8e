package io.github.fluentpay.cli;

import io.github.fluentpay.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the whole of it, with a platform that fails and a process that is killed. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "demo",
        description = "Return a campaign's coupons against a LocalPay that fails now and then, kill the process in the"
                + " middle, start it again, and count what came of it.",
        footer = ExitCode.HELP)
final class ReturnsDemoCommand implements Callable<Integer>, HasCommonOptions {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--coupons",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many coupons, 100 to 100000 (default: ${DEFAULT-VALUE}).")
    private int coupons = 10_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "6",
            description = "What the faults are drawn from (default: ${DEFAULT-VALUE}).")
    private long seed = 6;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Folder for all files, which stay there (default: a temporary one, of which the report stays).")
    private @Nullable Path keep;

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    ReturnsDemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (coupons < 100 || coupons > 100_000) {
            throw new ParameterException(spec.commandLine(), "--coupons is from 100 to 100000");
        }
        Logging.off();
        Path folder = folder();
        Path work = keep == null ? folder.resolve("work") : folder;
        try {
            Files.createDirectories(work);
            // Scripts get one object at the end.
            Terminal steps = options.isJson()
                    ? new Terminal(terminal.err(), terminal.err(), terminal.environment(), false)
                    : terminal;
            ReturnsDemo.Outcome outcome =
                    new ReturnsDemo(steps, work, folder.resolve("report.html"), coupons, seed).run();
            if (options.isJson()) {
                terminal.out()
                        .println(JsonObject.builder()
                                .put("coupons", coupons)
                                .put("returned", outcome.returned())
                                .put("refused", outcome.refused())
                                .put("requests", outcome.requests())
                                .put("effects", outcome.effects())
                                .put("exactly_once", outcome.isExactlyOnce())
                                .put("report", outcome.report().toString())
                                .build()
                                .toJson());
            }
            return (outcome.isExactlyOnce() ? ExitCode.OK : ExitCode.INTERNAL).code();
        } finally {
            if (keep == null) {
                FileTree.delete(work);
            }
        }
    }

    private Path folder() {
        try {
            if (keep == null) {
                return Files.createTempDirectory("fluentpay-returns-");
            }
            Files.createDirectories(keep);
            if (Files.exists(keep.resolve("returns.db"))) {
                throw new SettingsException(keep + " has the files of another demo: name an empty folder");
            }
            return keep;
        } catch (IOException e) {
            throw new SettingsException(
                    (keep == null ? "A temporary folder" : keep) + " cannot be made: " + FileTrouble.reason(e), e);
        }
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
