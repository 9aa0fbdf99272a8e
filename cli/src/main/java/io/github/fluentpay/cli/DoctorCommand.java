package io.github.fluentpay.cli;

import io.github.fluentpay.doctor.Diagnosis;
import io.github.fluentpay.doctor.Doctor;
import io.github.fluentpay.doctor.Finding;
import io.github.fluentpay.doctor.Verdict;
import io.github.fluentpay.json.JsonArray;
import io.github.fluentpay.json.JsonNull;
import io.github.fluentpay.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Examines the credentials and settings of a profile. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        name = "doctor",
        description = "Tell which credential or setting of a profile is wrong, why, and the cure.",
        footer = {
            "%nExamples: fluentpay doctor --profile profile.properties; fluentpay doctor --offline --output json",
            "%nIt changes nothing: it reads the files, calls the platform's self-test (v3/security/echo) and downloads the"
                    + " platform certificates. The exit code is 8 if a check failed; warnings do not count.",
            ExitCode.HELP
        })
final class DoctorCommand implements Callable<Integer>, HasCommonOptions {

    @Option(names = "--offline", description = "Leave out what needs the platform.")
    private boolean offline;

    @Mixin
    private ProfileOption profile = new ProfileOption();

    @Mixin
    private CommonOptions options = new CommonOptions();

    private final Terminal terminal;

    DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logging.forCalls(options);
        Doctor doctor = doctor();
        Diagnosis diagnosis = offline ? doctor.offline() : doctor.online();
        if (options.isJson()) {
            terminal.out().println(asJson(diagnosis).toJson());
        } else {
            diagnosis.findings().forEach(this::print);
            terminal.out().println(summary(diagnosis));
        }
        return (diagnosis.verdict() == Verdict.FAILED ? ExitCode.CHECK_FAILED : ExitCode.OK).code();
    }

    private Doctor doctor() {
        return profile.file(terminal.environment())
                .map(file -> Doctor.of(file, terminal.environment()))
                .orElseGet(() -> Doctor.ofEnvironment(terminal.environment()));
    }

    private void print(Finding finding) {
        terminal.out()
                .println(String.format(
                        Locale.ROOT,
                        "%-7s  %-26s  %s",
                        finding.verdict(),
                        finding.check(),
                        OptionWords.of(finding.reason())));
        if (finding.cure() != null) {
            terminal.out().println("         Cure: " + OptionWords.of(finding.cure()));
        }
    }

    private static String summary(Diagnosis diagnosis) {
        int warnings = diagnosis.count(Verdict.WARNING);
        return diagnosis.count(Verdict.FAILED) + " failed, " + warnings + (warnings == 1 ? " warning, " : " warnings, ")
                + diagnosis.count(Verdict.PASSED) + " passed, " + diagnosis.count(Verdict.SKIPPED) + " skipped";
    }

    /** Stable: four names in each finding, {@code cure} null if there is none. */
    private static JsonObject asJson(Diagnosis diagnosis) {
        return JsonObject.of(
                "verdict",
                diagnosis.verdict().name(),
                "findings",
                JsonArray.of(
                        diagnosis.findings().stream().map(DoctorCommand::asJson).toArray()));
    }

    private static JsonObject asJson(Finding finding) {
        return JsonObject.builder()
                .put("check", finding.check())
                .put("verdict", finding.verdict().name())
                .put("reason", OptionWords.of(finding.reason()))
                .put("cure", finding.cure() == null ? JsonNull.INSTANCE : OptionWords.of(finding.cure()))
                .build();
    }

    @Override
    public CommonOptions options() {
        return options;
    }
}
