package io.github.fluentpay.cli;

import io.github.fluentpay.profile.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the settings of a merchant come from. */
final class ProfileOption {

    private static final String VARIABLE = "FLUENTPAY_PROFILE";
    private static final Path HERE = Path.of("profile.properties");

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "Settings of the merchant (default: the file named by FLUENTPAY_PROFILE, else"
                    + " ./profile.properties). Environment variables like FLUENTPAY_MCHID take precedence; with"
                    + " neither file, they are all there is.")
    private @Nullable Path file;

    Profile read(Map<String, String> environment) {
        return SettingsException.reading(() -> find(environment));
    }

    private Profile find(Map<String, String> environment) {
        if (file != null) {
            return Profile.read(file, environment);
        }
        String named = environment.get(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Profile.read(Path.of(named), environment);
        }
        if (Files.exists(HERE)) {
            return Profile.read(HERE, environment);
        }
        if (environment.containsKey(Profile.variableOf(Profile.MCHID))) {
            return Profile.ofEnvironment(environment);
        }
        throw new IllegalArgumentException(
                "There is no profile: give --profile FILE, for example the profile.properties"
                        + " that `fluentpay local --data DIR` writes into DIR");
    }
}
