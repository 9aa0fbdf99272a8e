package io.github.fluentpay.cli;

import io.github.fluentpay.profile.Profile;
import io.github.fluentpay.protocol.internal.ShownValue;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

    /** The file that {@link #read} reads; empty if the environment alone is the profile. */
    Optional<Path> file(Map<String, String> environment) {
        return SettingsException.reading(() -> findFile(environment));
    }

    private Profile find(Map<String, String> environment) {
        return findFile(environment)
                .map(found -> Profile.read(found, environment))
                .orElseGet(() -> Profile.ofEnvironment(environment));
    }

    private static Path path(String named) {
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            // Not a cause: its message has the value in it.
            throw new IllegalArgumentException(VARIABLE + " is not a path, but " + ShownValue.described(named)
                    + "; set it to the path of a profile");
        }
    }

    private Optional<Path> findFile(Map<String, String> environment) {
        if (file != null) {
            return Optional.of(file);
        }
        String named = environment.get(VARIABLE);
        if (named != null && !VisibleText.isBlank(named)) {
            return Optional.of(path(VisibleText.trimmed(named)));
        }
        if (Files.exists(HERE)) {
            return Optional.of(HERE);
        }
        if (environment.containsKey(Profile.variableOf(Profile.MCHID))) {
            return Optional.empty();
        }
        throw new IllegalArgumentException(
                "There is no profile: give --profile FILE, for example the profile.properties"
                        + " that `fluentpay local --data DIR` writes into DIR");
    }
}
