package io.github.fluentpay.cli;

import io.github.fluentpay.FluentPay;
import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.returns.DeskHealth;
import io.github.fluentpay.returns.ReturnDesk;
import io.github.fluentpay.returns.ReturnOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Settles what is in the ledger. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "run",
        description = "Give back what is in the ledger, until nothing of the profile's merchant is open.",
        footer = {
            "%nIt may be killed at any moment, and started again, on several machines at once: no return is lost, none is"
                    + " done twice. Ctrl-C lets the calls under way end first. If the worker of the run dies of an error of the"
                    + " virtual machine, such as a lack of memory, the run ends with exit code 1; start it again.",
            ExitCode.HELP
        })
final class ReturnsRunCommand implements Callable<Integer>, HasCommonOptions {

    /** What is under way at Ctrl-C is waited for; the system may not wait for us any longer. */
    private static final Duration TO_DRAIN = Duration.ofSeconds(30);

    private static final int MOST_CALLS = 500;
    private static final int LARGEST_BATCH = 10_000;
    private static final int LONGEST_LEASE = 3600;
    private static final int LEASE_OF_TIMEOUTS = 6;
    private static final int LEAST_LEASE = 3;

    private static final Duration TICK = Duration.ofMillis(100);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Calls a second for this merchant, by all workers of the ledger together; it is kept there, 0 is"
                            + " no limit (default: what the ledger has, at first no limit).")
    private @Nullable Double rate;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "64",
            description = "Calls of this process under way at once, 1 to 500 (default: ${DEFAULT-VALUE}).")
    private int concurrency = 64;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "100",
            description = "Rows taken up at once, 1 to 10000 (default: ${DEFAULT-VALUE}).")
    private int batch = 100;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long a call may take (default: ${DEFAULT-VALUE}).")
    private int timeout = 20;

    @Option(
            names = "--lease",
            paramLabel = "SECONDS",
            description =
                    "After how long others take the rows of a worker that has died, at least three times --timeout"
                            + " (default: six times --timeout).")
    private @Nullable Integer lease;

    @Option(names = "--follow", description = "Go on for ever, with what is imported meanwhile.")
    private boolean follow;

    @Mixin
    private LedgerOption db = new LedgerOption();

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;
    private volatile boolean stopped;

    ReturnsRunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Logging.forReturns(options);
        ReturnOptions.Builder settings = settings();
        Profile merchant = profile.read(terminal.environment());
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(ended), "fluentpay-returns-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        RunPrinter printer = printer();
        RoomOnDisk room = new RoomOnDisk(() -> stopped, printer::note);
        Optional<OpenLedger> ledger = Optional.empty();
        try (FluentPay pay = Clients.of(merchant)) {
            ledger = room.await(() -> db.open(terminal.environment()));
            return ledger.isEmpty()
                    ? goOnLater("", printer)
                    : run(ledger.get(), room, pay, merchant.merchant().mchid(), settings, printer);
        } finally {
            try {
                ledger.ifPresent(OpenLedger::close);
            } finally {
                ended.countDown();
                remove(hook);
            }
        }
    }

    private ReturnOptions.Builder settings() {
        check("--concurrency", concurrency, 1, MOST_CALLS);
        check("--batch", batch, 1, LARGEST_BATCH);
        check("--timeout", timeout, 1, LONGEST_LEASE / LEASE_OF_TIMEOUTS);
        int leased = lease == null ? LEASE_OF_TIMEOUTS * timeout : lease;
        check("--lease", leased, LEAST_LEASE * timeout, LONGEST_LEASE);
        if (rate != null && !(rate >= 0 && rate <= 1_000_000)) {
            throw new ParameterException(spec.commandLine(), "--rate is from 0, no limit, to 1000000");
        }
        ReturnOptions.Builder settings = ReturnOptions.builder()
                .concurrency(concurrency)
                .batch(batch)
                .callTimeout(Duration.ofSeconds(timeout))
                .lease(Duration.ofSeconds(leased));
        if (rate != null) {
            settings.perSecond(rate);
        }
        return settings;
    }

    private void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " is " + value + "; it is from " + least + " to " + most
                            + (option.equals("--lease") ? ", and at least three times --timeout" : ""));
        }
    }

    /** On the thread of the shutdown: the process ends when this comes back. */
    private void stop(CountDownLatch ended) {
        stopped = true;
        try {
            if (!ended.await(TO_DRAIN.toSeconds() + 5, TimeUnit.SECONDS)) {
                terminal.err().println("Not all calls under way have ended; they are settled by the next run");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It is what has ended the run.
        }
    }

    private int run(
            OpenLedger open,
            RoomOnDisk room,
            FluentPay pay,
            String mchid,
            ReturnOptions.Builder settings,
            RunPrinter printer)
            throws InterruptedException {
        checkMerchant(open.ledger().openByMerchant(), mchid, printer);
        RunWatch watch = new RunWatch(open.ledger(), mchid);
        ReturnOptions chosen = settings.monitor(watch).build();
        Optional<ReturnDesk> opened =
                room.await(() -> ReturnDesk.open(open.database().dataSource(), pay, chosen));
        if (opened.isEmpty()) {
            return goOnLater("", printer);
        }
        try (ReturnDesk desk = opened.get()) {
            desk.start();
            watch(desk, watch, printer);
            boolean drained = desk.drain(TO_DRAIN);
            checkAlive(desk);
            RunState end = watch.last();
            printer.end(end, stopped);
            if (stopped) {
                return goOnLater(
                        drained ? "" : "Some calls were still under way; the next run settles them. ", printer);
            }
            return exit(end, printer);
        }
    }

    private int goOnLater(String before, RunPrinter printer) {
        printer.note(before + "Nothing is lost. To go on: " + again());
        return ExitCode.OK.code();
    }

    private RunPrinter printer() {
        if (options.isJson()) {
            return new RunJson(terminal.out());
        }
        return terminal.isInteractive() ? new RunBar(terminal) : new RunLines(terminal);
    }

    /** The wrong profile would find nothing to do, and say that all is done. */
    private void checkMerchant(Map<String, Long> open, String mchid, RunPrinter printer) {
        Map<String, Long> others = new TreeMap<>(open);
        others.remove(mchid);
        if (others.isEmpty()) {
            return;
        }
        String theirs = String.join(
                ", ",
                others.entrySet().stream()
                        .map(other -> other.getKey() + " (" + Words.count(other.getValue()) + ")")
                        .toList());
        if (!follow && !open.containsKey(mchid)) {
            throw new SettingsException("The ledger has nothing open of merchant " + mchid
                    + ", which the profile is of, but of " + theirs + ": give --profile FILE of that merchant");
        }
        printer.note("Open returns of other merchants are left alone: " + theirs);
    }

    /** A worker that has died would leave the rest open, and the run without an end. */
    private static void checkAlive(ReturnDesk desk) {
        DeskHealth health = desk.health();
        if (health.state() == DeskHealth.State.DEAD) {
            throw new IllegalStateException(
                    "The worker of this run has died of " + health.cause()
                            + ". Nothing is lost: returns in flight are settled by the next run, when their leases are over",
                    health.cause());
        }
    }

    private void watch(ReturnDesk desk, RunWatch watch, RunPrinter printer) throws InterruptedException {
        long printAt = System.nanoTime() + printer.every().toNanos();
        long tellFailureAt = System.nanoTime();
        while (!stopped) {
            checkAlive(desk);
            watch.look();
            if (watch.open() == 0 && !follow) {
                return;
            }
            if (watch.isNotLetIn()) {
                throw new SettingsException(
                        "The platform refuses this profile's signatures (SIGN_ERROR): `fluentpay doctor`"
                                + " finds out why. Nothing is lost; run it again then");
            }
            long now = System.nanoTime();
            if (now - tellFailureAt >= 0) {
                String failure = watch.takeFailure();
                if (failure != null) {
                    printer.note(failure + ". Nothing is lost; it is tried again");
                    tellFailureAt = now + Duration.ofSeconds(5).toNanos();
                }
            }
            if (now - printAt >= 0) {
                printAt = now + printer.every().toNanos();
                printer.progress(watch.now());
            }
            Thread.sleep(TICK.toMillis());
        }
    }

    private int exit(RunState end, RunPrinter printer) {
        if (end.refusedInRun() == 0) {
            return ExitCode.OK.code();
        }
        printer.note(Words.count(end.refusedInRun())
                + " were refused in this run: `fluentpay returns list --state REFUSED` says why, `--state IN_DOUBT` which of them"
                + " may have been performed all the same; `returns retry` asks again");
        return ExitCode.PARTLY.code();
    }

    /** The same command, unless it has a password in it. */
    private String again() {
        List<String> args = spec.root().commandLine().getParseResult().originalArgs();
        return args.stream().anyMatch(argument -> argument.contains("password"))
                ? "the same command again"
                : "fluentpay " + args.stream().map(ReturnsRunCommand::quoted).collect(Collectors.joining(" "));
    }

    /** As a shell takes it: the question mark of a URL is a pattern to some. */
    private static String quoted(String argument) {
        return argument.matches("[\\w./:=,@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
