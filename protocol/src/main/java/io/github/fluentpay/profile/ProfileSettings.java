package io.github.fluentpay.profile;

import io.github.fluentpay.protocol.KeySource;
import io.github.fluentpay.protocol.internal.GivenPath;
import io.github.fluentpay.protocol.internal.ShownValue;
import io.github.fluentpay.protocol.internal.TextEncoding;
import io.github.fluentpay.protocol.internal.VisibleText;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a profile before anything is made of them: each property on its own, from the environment or the file.
 * {@link Profile} is what they mean. Immutable; {@code toString()} shows no value.
 */
public final class ProfileSettings {

    private final Properties properties;
    private final ProfileLines lines;
    private final Map<String, String> environment;
    private final @Nullable Path file;

    private ProfileSettings(
            Properties properties, ProfileLines lines, Map<String, String> environment, @Nullable Path file) {
        this.properties = properties;
        this.lines = lines;
        this.environment = Map.copyOf(environment);
        this.file = file;
    }

    /**
     * A file, and the environment on top of it.
     *
     * @throws IllegalArgumentException if the file does not exist, cannot be read, or is not a properties file in UTF-8 or
     *     UTF-16
     */
    public static ProfileSettings ofFile(Path file, Map<String, String> environment) {
        return read(GivenPath.meant(file), environment);
    }

    private static ProfileSettings read(Path file, Map<String, String> environment) {
        if (!Files.isRegularFile(file)) {
            MissingProfile.check(file);
        }
        Properties properties = new Properties();
        try {
            String text = TextEncoding.decode(Files.readAllBytes(file));
            ProfileLines lines = new ProfileLines(text);
            properties.load(new StringReader(text));
            return new ProfileSettings(properties, lines, environment, file);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    "The profile " + file + " is not UTF-8 text; save it as UTF-8 in your editor", e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(
                    "The profile " + file
                            + " cannot be read: this user is not allowed to; `chmod u+r` it, or run as its" + " owner",
                    e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("The profile " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The environment alone. */
    public static ProfileSettings ofEnvironment(Map<String, String> environment) {
        return new ProfileSettings(new Properties(), new ProfileLines(""), environment, null);
    }

    /** The file; empty for the environment alone. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** A property's value, without the invisible characters at both ends; empty if it is absent or blank. */
    public Optional<String> find(String property) {
        Optional<String> value = override(property);
        return value.isPresent() ? value : unlessBlank(properties.getProperty(property));
    }

    /**
     * A property's value, as {@link #find}.
     *
     * @throws IllegalArgumentException if it is absent or blank; the message says where to set it
     */
    public String require(String property) {
        return find(property)
                .orElseThrow(() -> new IllegalArgumentException(property + " is missing"
                        + (file == null ? "; set " : " in " + file + "; set it there or as ")
                        + Profile.variableOf(property) + " in the environment"));
    }

    /** The number of the line that sets a property of the file; empty if none does, or the environment takes its place. */
    public OptionalInt line(String property) {
        return isFromEnvironment(property) ? OptionalInt.empty() : lines.of(property);
    }

    /** Tells whether the environment gives this property, rather than the file. */
    public boolean isFromEnvironment(String property) {
        return override(property).isPresent();
    }

    /**
     * The place of a property, as a message names it: "in /etc/pay/profile.properties, line 4", or "from the variable
     * FLUENTPAY_MCHID".
     */
    public String where(String property) {
        if (file == null || isFromEnvironment(property)) {
            return "from the variable " + Profile.variableOf(property);
        }
        OptionalInt line = line(property);
        return "in " + file + (line.isPresent() ? ", line " + line.getAsInt() : "");
    }

    /**
     * The file that a property names: relative to the profile, or to the working folder if the environment names it.
     *
     * @throws IllegalArgumentException if it is absent, or holds something else than a path, for example a key itself;
     *     the message does not show the value
     */
    public Path path(String property) {
        String value = require(property);
        if (ShownValue.isKey(value)) {
            throw new IllegalArgumentException(
                    "it holds a key or certificate itself, and the path of a file is needed; put it into a file");
        }
        Path path = pathOf(value);
        return file == null || isFromEnvironment(property)
                ? path
                : file.toAbsolutePath().resolveSibling(path);
    }

    private static Path pathOf(String value) {
        String mistake = GivenPath.mistake(value);
        try {
            Path path = GivenPath.of(value);
            if (mistake.isEmpty() || Files.exists(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // Not a cause: its message has the value in it.
        }
        throw new IllegalArgumentException(
                "it is not a path, but " + ShownValue.described(value) + mistake + "; set it to the path of a file");
    }

    /** {@link #path} as a source of keys. */
    public KeySource source(String property) {
        return KeySource.path(path(property));
    }

    /** The names in the file, as they are written there; of every program's, not FluentPay's alone. Unmodifiable. */
    public SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(properties.stringPropertyNames()));
    }

    /** Blank is as good as absent: container set-ups pass on variables that nobody gave a value. */
    private Optional<String> override(String property) {
        return unlessBlank(environment.get(Profile.variableOf(property)));
    }

    private static Optional<String> unlessBlank(@Nullable String value) {
        return Optional.ofNullable(value).map(VisibleText::trimmed).filter(visible -> !visible.isEmpty());
    }

    @Override
    public String toString() {
        return "ProfileSettings[" + (file == null ? "environment" : file) + "]";
    }
}
