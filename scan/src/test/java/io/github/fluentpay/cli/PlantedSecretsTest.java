package io.github.fluentpay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fluentpay.local.LocalPay;
import io.github.fluentpay.profile.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Each secret in each wrong place, for each command: nothing of it is printed, not with {@code --verbose} and not as JSON,
 * and no exception or cause of one has it in its message. What is found is reported by its kind and place only.
 */
class PlantedSecretsTest {

    private static final List<String> SETTINGS = List.of(
            Profile.MCHID,
            Profile.MERCHANT_SERIAL,
            Profile.MERCHANT_KEY,
            Profile.MERCHANT_CERTIFICATE,
            Profile.APIV3_KEY,
            Profile.PLATFORM_SERIAL,
            Profile.PLATFORM_KEY,
            Profile.BASE_URL);

    /** Settings that do not exist, and that people believe in. */
    private static final List<String> UNKNOWN = List.of(
            "fluentpay.appid",
            "fluentpay.brand-id",
            "fluentpay.apiv3key",
            "fluentpay.proxy",
            "fluentpay.timeout",
            "merchant-key",
            "spring.datasource.password");

    @TempDir
    private static Path folder;

    private static LocalPay localPay;
    private static List<String> healthy;

    @BeforeAll
    static void start() throws IOException {
        // Each call is logged, whichever command is the first to make a logger.
        System.setProperty("org.slf4j.simpleLogger.log.io.github.fluentpay", "debug");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        localPay = LocalPay.builder().data(folder.resolve("data")).start();
        healthy = Files.readAllLines(folder.resolve("data/profile.properties"));
        Run made = run(Map.of(), "returns", "import", returns().toString(), "--db", ledger(), "--mchid", "1900000001");
        assertThat(made.exit()).as(made.printed()).isZero();
        // With an open return `returns run` would go on until the platform has answered for it.
        Run cancelled = run(Map.of(), "returns", "cancel", "--all-pending", "--db", ledger());
        assertThat(cancelled.exit()).as(cancelled.printed()).isZero();
    }

    @AfterAll
    static void stop() {
        localPay.close();
    }

    /** The output of one run, the logs included. */
    private record Run(int exit, String printed) {}

    private static Run run(Map<String, String> environment, String... args) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream all = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        PrintStream err = System.err;
        System.setErr(all);
        try {
            int exit = new CommandLineProgram(new Terminal(all, all, environment, false)).run(args);
            return new Run(exit, bytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(err);
        }
    }

    private static String ledger() {
        return "jdbc:sqlite:" + folder.resolve("returns.db");
    }

    private static Path returns() throws IOException {
        return Files.writeString(
                folder.resolve("returns.csv"),
                "stock_id,coupon_code,return_request_no\n1234567891,sxxe34343434,1002600620019090123143254436\n");
    }

    /** Every command that reads a profile; every other one answers as JSON. */
    private static List<List<String>> commands() throws IOException {
        List<List<String>> lines = List.of(
                List.of("call", "get", "v3/certificates"),
                List.of("return", "--coupon-code", "c1", "--stock-id", "1", "--return-request-no", "r1"),
                List.of(
                        "certificates",
                        "download",
                        "--out",
                        folder.resolve("out").toString()),
                List.of("doctor"),
                List.of("returns", "import", returns().toString(), "--db", ledger()),
                List.of("returns", "run", "--db", ledger(), "--timeout", "1"),
                List.of("returns", "retry", "r1", "--db", ledger()),
                List.of("returns", "cancel", "r1", "--db", ledger()));
        List<List<String>> commands = new ArrayList<>();
        for (List<String> line : lines) {
            List<String> command = new ArrayList<>(line);
            command.addAll(List.of("--verbose", "--output", commands.size() % 2 == 0 ? "text" : "json"));
            commands.add(command);
        }
        return commands;
    }

    /** Lines of a profile with the secret in one more place each. */
    private static Map<String, List<String>> profiles(Planted secret) {
        Map<String, List<String>> profiles = new LinkedHashMap<>();
        for (String setting : SETTINGS) {
            profiles.put("as " + setting, with(setting + "=" + secret.escaped()));
            profiles.put("joined to " + setting + " by a backslash", joined(setting, secret));
        }
        for (String name : UNKNOWN) {
            profiles.put("as " + name, and(name + "=" + secret.escaped()));
        }
        profiles.put(
                "as merchant-serial without the certificate",
                without("merchant-certificate", "merchant-serial", "fluentpay.merchant-serial=" + secret.escaped()));
        profiles.put(
                "as platform-serial with a certificate",
                without(
                        "platform-serial",
                        "platform-key",
                        "fluentpay.platform-serial=" + secret.escaped(),
                        "fluentpay.platform-key=merchant/apiclient_cert.pem"));
        profiles.put("as a line of its own", and(secret.escaped()));
        profiles.put("as a name", and(secret.escaped() + "=1"));
        profiles.put("as a name of ours", and("fluentpay." + secret.escaped() + "=1"));
        profiles.put("behind a name", and(Profile.APIV3_KEY + secret.escaped()));
        profiles.put("behind a name and a dash", and("fluentpay.key-" + secret.escaped() + "=1"));
        profiles.put("beside what cannot be read", and("fluentpay.mchid=\\u12" + secret.escaped()));
        profiles.put("in a duplicate line", and(Profile.MCHID + "=1900000001", Profile.MCHID + "=" + secret.escaped()));
        profiles.put("behind a base URL", with(Profile.BASE_URL + "=https://127.0.0.1:1," + secret.escaped()));
        profiles.put("in a base URL", with(Profile.BASE_URL + "=https://me:" + secret.escaped() + "@127.0.0.1:1"));
        profiles.put("in a base URL's query", with(Profile.BASE_URL + "=https://127.0.0.1:1/?key=" + secret.escaped()));
        profiles.put("behind a path", with(Profile.MERCHANT_KEY + "=merchant/apiclient_key.pem " + secret.escaped()));
        return profiles;
    }

    private static List<String> with(String line) {
        String name = line.substring(0, line.indexOf('=') + 1);
        return Stream.concat(healthy.stream().filter(each -> !each.startsWith(name)), Stream.of(line))
                .toList();
    }

    private static List<String> and(String... lines) {
        return Stream.concat(healthy.stream(), Stream.of(lines)).toList();
    }

    private static List<String> without(String one, String other, String... lines) {
        return Stream.concat(
                        healthy.stream()
                                .filter(each -> !each.startsWith("fluentpay." + one + "=")
                                        && !each.startsWith("fluentpay." + other + "=")),
                        Stream.of(lines))
                .toList();
    }

    /** The line of the APIv3 key becomes a part of the value before it. */
    private static List<String> joined(String setting, Planted secret) {
        List<String> lines = new ArrayList<>();
        for (String line : healthy) {
            if (line.startsWith(setting + "=")) {
                lines.add(line + "\\");
                lines.add(Profile.APIV3_KEY + "=" + secret.escaped());
            } else {
                lines.add(line);
            }
        }
        return lines;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void noCommandPrintsASecretOfAProfile(Planted secret) throws IOException {
        Path file = folder.resolve("data/planted.properties");
        TreeSet<String> found = new TreeSet<>();
        List<List<String>> commands = commands();
        int runs = 0;
        for (Map.Entry<String, List<String>> profile : profiles(secret).entrySet()) {
            Files.write(file, profile.getValue());
            for (List<String> command : commands) {
                // Each setting with each command; the odd places with the doctor and one command in turn.
                runs++;
                if (!profile.getKey().startsWith("as fluentpay.")
                        && !command.contains("doctor")
                        && runs % commands.size() != profile.getKey().length() % commands.size()) {
                    continue;
                }
                Run run = run(Map.of("FLUENTPAY_PROFILE", file.toString()), command.toArray(String[]::new));
                if (secret.isIn(run.printed())) {
                    found.add(profile.getKey() + ": " + name(command));
                }
            }
        }

        assertThat(runs).isGreaterThan(200);
        assertThat(found).as("places of " + secret + " that are printed").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void noCommandPrintsASecretOfTheEnvironment(Planted secret) throws IOException {
        String profile = folder.resolve("data/profile.properties").toString();
        TreeSet<String> found = new TreeSet<>();
        List<String> variables =
                new ArrayList<>(SETTINGS.stream().map(Profile::variableOf).toList());
        variables.addAll(List.of("FLUENTPAY_PROFILE", "FLUENTPAY_RETURNS_DB", "LOCALPAY_ADMIN_TOKEN"));
        List<List<String>> commands = new ArrayList<>(commands());
        for (List<String> command : List.of(
                List.of("returns", "status"),
                List.of("returns", "list"),
                List.of("returns", "export"),
                List.of("returns", "import", returns().toString()),
                List.of(
                        "local",
                        "--port",
                        "0",
                        "--data",
                        folder.resolve("other").toString(),
                        "--bind",
                        "localhost"))) {
            commands.add(Stream.concat(command.stream(), Stream.of("--verbose")).toList());
        }
        for (String variable : variables) {
            for (List<String> command : commands) {
                Map<String, String> environment = new HashMap<>();
                environment.put("FLUENTPAY_PROFILE", profile);
                environment.put("FLUENTPAY_RETURNS_DB", ledger());
                environment.put(variable, secret.text());
                Run run = run(environment, command.toArray(String[]::new));
                if (secret.isIn(run.printed())) {
                    found.add(variable + ": " + name(command));
                }
            }
        }

        assertThat(found).as("places of " + secret + " that are printed").isEmpty();
    }

    private static String name(List<String> command) {
        return command.get(0) + (command.get(0).equals("returns") ? " " + command.get(1) : "");
    }

    /** A command line that is complete but for what is added to it, and ends before it does anything. */
    private static List<List<String>> commandLines() throws IOException {
        String none = folder.resolve("none").toString();
        return List.of(
                List.of("local", "--port", "65536"),
                List.of("demo", "--no-such-option"),
                List.of("endpoints", "退券", "no-such-word"),
                List.of("call", "get", "v3/certificates", "--profile", none),
                List.of(
                        "call",
                        "post",
                        "v3/certificates",
                        "--profile",
                        folder.resolve("data/profile.properties").toString()),
                List.of(
                        "return",
                        "--coupon-code",
                        "c",
                        "--stock-id",
                        "1",
                        "--return-request-no",
                        "r",
                        "--profile",
                        none),
                List.of("certificates", "download", "--profile", none),
                List.of("doctor", "--profile", none),
                List.of("completion", "bash"),
                List.of("returns", "import", returns() + ".none"),
                List.of("returns", "run", "--profile", none),
                List.of("returns", "status", "--db", "jdbc:sqlite:" + none),
                List.of("returns", "list", "--db", "jdbc:sqlite:" + none),
                List.of("returns", "retry", "r1", "--db", "jdbc:sqlite:" + none),
                List.of("returns", "cancel", "r1", "--db", "jdbc:sqlite:" + none),
                List.of("returns", "export", "--db", "jdbc:sqlite:" + none),
                List.of("returns", "report", "--db", "jdbc:sqlite:" + none),
                List.of("returns", "demo", "--coupons", "1"));
    }

    /** One of each shape: what is read of a value is the same for all commands. */
    static List<Planted> shapes() {
        List<String> kinds = List.of(
                "an APIv3 key",
                "an APIv3 key of hexadecimal digits",
                "a key's password",
                "the text of a private key",
                "a proxy's URL with its password",
                "a database's URL with its password");
        return Planted.ALL.stream()
                .filter(secret -> kinds.contains(secret.kind()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void noCommandPrintsASecretInAWrongOption(Planted secret) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        for (List<String> line : commandLines()) {
            CommandSpec spec = specOf(line);
            for (OptionSpec option : spec.options()) {
                if (option.arity().max() > 0) {
                    String name = option.longestName();
                    look(found, secret, name, line, name, secret.text());
                    look(found, secret, name + "=NAME=", line, name + "=name=" + secret.text());
                }
            }
            for (PositionalParamSpec positional : spec.positionalParameters()) {
                replace(found, secret, positional, line, spec);
            }
            look(found, secret, "one argument too many", line, secret.text());
            look(found, secret, "an unknown option", line, "--key=" + secret.text());
            look(found, secret, "a secret for an option", line, "--" + secret.text());
            look(found, secret, "a short option", line, "-p" + secret.text());
        }
        List<String> local = List.of(
                "local", "--port", "0", "--data", folder.resolve("third").toString());
        look(found, secret, "--bind", local, "--bind", secret.text());
        look(found, secret, "--database", local, "--database", secret.text());
        look(found, secret, "in place of a command", List.of(), secret.text());
        look(found, secret, "in place of a command", List.of("returns"), secret.text());
        look(found, secret, "in place of a command", List.of("certificates"), secret.text());

        assertThat(found).as("places of " + secret + " that are printed").isEmpty();
    }

    private static void look(Set<String> found, Planted secret, String place, List<String> line, String... more) {
        List<String> without = new ArrayList<>(line);
        int given = more.length == 0 ? -1 : without.indexOf(more[0].replaceFirst("=.*", ""));
        if (given >= 0) {
            without.remove(given);
            without.remove(given);
        }
        List<String> args = Stream.of(without, List.of(more), line.isEmpty() ? List.<String>of() : List.of("--verbose"))
                .flatMap(List::stream)
                .toList();
        if (secret.isIn(run(Map.of(), args.toArray(String[]::new)).printed())) {
            found.add(String.join(" ", line.subList(0, Math.min(2, line.size()))) + ": " + place);
        }
    }

    private static void replace(
            Set<String> found, Planted secret, ArgSpec positional, List<String> line, CommandSpec spec) {
        int first = spec.qualifiedName().split(" ").length - 1;
        List<String> args = new ArrayList<>(line);
        args.set(first + ((PositionalParamSpec) positional).index().min(), secret.text());
        look(found, secret, positional.paramLabel(), args);
    }

    private static CommandSpec specOf(List<String> line) {
        CommandLine command = new CommandLine(
                FluentPayCommand.class, new CommandFactory(new Terminal(System.out, System.err, Map.of(), false)));
        for (String word : line) {
            CommandLine sub = command.getSubcommands().get(word);
            if (sub == null) {
                break;
            }
            command = sub;
        }
        return command.getCommandSpec();
    }

    @ParameterizedTest
    @FieldSource("io.github.fluentpay.cli.Planted#ALL")
    void noExceptionHasASecretOfAProfile(Planted secret) throws IOException {
        Path file = folder.resolve("data/planted.properties");
        TreeSet<String> found = new TreeSet<>();
        int refused = 0;
        for (Map.Entry<String, List<String>> profile : profiles(secret).entrySet()) {
            Files.write(file, profile.getValue());
            try {
                String shown = Profile.read(file, Map.of()).toString();
                if (secret.isIn(shown)) {
                    found.add(profile.getKey() + ", and is accepted");
                }
            } catch (IllegalArgumentException e) {
                refused++;
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                if (secret.isIn(trace.toString())) {
                    found.add(profile.getKey());
                }
            }
        }

        assertThat(refused).isGreaterThan(10);
        assertThat(found).as("places of " + secret + " in messages").isEmpty();
    }

    /** The test itself: each secret is found where it is printed, in capitals as well. */
    @Test
    void aPlantedSecretIsRecognised() {
        for (Planted secret : Planted.ALL) {
            assertThat(secret.isIn("before" + secret.text().toUpperCase(Locale.ROOT) + "after"))
                    .as(secret.kind())
                    .isTrue();
            assertThat(secret.isIn("a value of 32 characters")).isFalse();
        }
    }
}
