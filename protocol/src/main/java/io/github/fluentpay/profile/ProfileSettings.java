package io.github.fluentpay.profile;

import io.github.fluentpay.protocol.KeySource;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a profile before anything is made of them: each property on its own, from the environment or the file.
 * {@link Profile} is what they mean. Immutable; {@code toString()} shows no value.
 */
public final class ProfileSettings {

    /** Some editors begin a UTF-8 file with it; it would become a part of the first property's name. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** PEM, or the Base64 of DER, which begins with a long sequence. */
    private static final Pattern KEY = Pattern.compile("(?s).*-----.*|MI[0-9A-Za-z+/=\\s]{100,}");

    private final Properties properties;
    private final Map<String, String> environment;
    private final @Nullable Path file;

    private ProfileSettings(Properties properties, Map<String, String> environment, @Nullable Path file) {
        this.properties = properties;
        this.environment = Map.copyOf(environment);
        this.file = file;
    }

    /**
     * A file, and the environment on top of it.
     *
     * @throws IllegalArgumentException if the file is not there, cannot be read, or is not a properties file in UTF-8
     */
    public static ProfileSettings ofFile(Path file, Map<String, String> environment) {
        Properties properties = new Properties();
        try {
            String text = Files.readString(file);
            properties.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no profile " + file, e);
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException("The profile " + file + " is not UTF-8 text", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("The profile " + file + " cannot be read: " + e.getMessage(), e);
        }
        return new ProfileSettings(properties, environment, file);
    }

    /** The environment alone. */
    public static ProfileSettings ofEnvironment(Map<String, String> environment) {
        return new ProfileSettings(new Properties(), environment, null);
    }

    /** The file; empty for the environment alone. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** A property's value, without the white space around it; empty if it is absent or blank. */
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

    /** Whether the environment gives this property, rather than the file. */
    public boolean isFromEnvironment(String property) {
        return override(property).isPresent();
    }

    /**
     * The file that a property names: relative to the profile, or to the working folder if the environment names it.
     *
     * @throws IllegalArgumentException if it is absent, or holds a key itself in place of a path; the value is not shown
     */
    public Path path(String property) {
        String value = require(property);
        if (KEY.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "it holds a key or certificate itself, and the path of a file is needed; put it into a file");
        }
        Path path = Path.of(value);
        return file == null || isFromEnvironment(property)
                ? path
                : file.toAbsolutePath().resolveSibling(path);
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
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }

    @Override
    public String toString() {
        return "ProfileSettings[" + (file == null ? "environment" : file) + "]";
    }
}
